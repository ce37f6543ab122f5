"""The app's own colours: dark, light, and high contrast, from a palette that the colour-blind tell apart.

The hues are those of Okabe and Ito, made lighter or darker until text in them can be read. Nothing is told
by them alone. Textual's own themes, two for terminals with sixteen colours among them, are there as well.
"""

from __future__ import annotations

from textual.theme import Theme

__all__ = ["DARK", "THEMES"]

DARK = "myograph-dark"

THEMES = (
    Theme(
        name=DARK,
        primary="#56B4E9",
        secondary="#CC79A7",
        accent="#F0C14B",
        warning="#E69F00",
        error="#FF8A4C",
        success="#4DB6E6",
        foreground="#E6E6E6",
        background="#14181D",
        surface="#1C2229",
        panel="#262E37",
        variables={"border-blurred": "#75828F"},
    ),
    Theme(
        name="myograph-light",
        primary="#005A8C",
        secondary="#8A3A6B",
        accent="#7A4B00",
        warning="#8A5A00",
        error="#E06000",
        success="#0086D6",
        foreground="#14181D",
        background="#FAFAF7",
        surface="#F0F0EB",
        panel="#E4E4DD",
        dark=False,
        variables={"border-blurred": "#7A7A70"},
    ),
    Theme(
        name="myograph-contrast",
        primary="#7FD4FF",
        secondary="#FFB3DA",
        accent="#FFE45C",
        warning="#FFC14D",
        error="#FFA366",
        success="#7FD4FF",
        foreground="#FFFFFF",
        background="#000000",
        surface="#000000",
        panel="#1A1A1A",
        text_alpha=1.0,
        variables={"border": "#FFFFFF", "border-blurred": "#B0B0B0", "text-muted": "#E0E0E0"},
    ),
)
