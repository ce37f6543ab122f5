"""The app's own colours can be read, and right and wrong differ for those who see fewer hues."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from quiz.tui.themes import DARK, THEMES

TEXTS = ("foreground", "text-success", "text-error", "text-warning", "text-accent", "text-primary",
         "footer-key-foreground")  # fmt: skip
GROUNDS = ("background", "surface", "panel")
# WCAG 2.2: 4.5 for text (AA), 7 where more is promised (AAA), 3 for lines that tell something.
READABLE, HIGH, VISIBLE = 4.5, 7.0, 3.0
# Machado, Oliveira and Fernandes 2009: what is seen without the middle cones.
DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)


def linear(color: Color) -> tuple[float, ...]:
    return tuple(
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    )


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours as WCAG 2.2 works it out."""
    lights = sorted(
        (sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), linear(each), strict=True)) + 0.05)
        for each in (one, other)
    )
    return lights[1] / lights[0]


def seen(color: Color) -> tuple[float, ...]:
    return tuple(sum(w * part for w, part in zip(row, linear(color), strict=True)) for row in DEUTERANOPIA)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_and_lines_can_be_read(theme: Theme) -> None:
    found = theme.to_color_system().generate()
    least = HIGH if theme.name.endswith("contrast") else READABLE
    for ground in GROUNDS:
        for text in TEXTS:
            assert contrast(Color.parse(found[text]), Color.parse(found[ground])) >= least, (text, ground)
        for line in ("border", "border-blurred"):
            assert contrast(Color.parse(found[line]), Color.parse(found[ground])) >= VISIBLE, (line, ground)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_right_and_wrong_differ_without_red_and_green(theme: Theme) -> None:
    found = theme.to_color_system().generate()
    right, wrong = seen(Color.parse(found["text-success"])), seen(Color.parse(found["text-error"]))
    # In the greens and reds of common light themes it is between .03 and .1.
    assert max(abs(a - b) for a, b in zip(right, wrong, strict=True)) > 0.2


def test_there_are_a_light_a_high_contrast_and_two_ansi_themes() -> None:
    names = {theme.name for theme in THEMES} | set(BUILTIN_THEMES)
    assert {DARK, "myograph-light", "myograph-contrast", "ansi-dark", "ansi-light"} <= names
    assert [theme.dark for theme in THEMES] == [True, False, True]
