"""Bars, calendars and columns of text: they tell what is so, and take the room they are given."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quiz.charts import EIGHTHS, HEAT, bar, columns, heat_map, interval, legend, week_table

SHARES = st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted)
TODAY = 739_680
DAYS = st.dictionaries(st.integers(TODAY - 100, TODAY + 10), st.integers(1, 100_000), max_size=40)


@given(st.integers(0, 600), st.integers(1, 500), st.integers(1, 60))
def test_a_bar_is_full_when_all_is_done_and_not_before(done: int, total: int, width: int) -> None:
    drawn = bar(done, total, width)
    assert len(drawn) == width + 2
    assert ("░" not in drawn) == (done >= total)
    assert drawn.count("█") <= width * done / total


@given(SHARES, st.integers(1, 60))
def test_an_interval_holds_its_estimate_and_reaches_its_ends(shares: list[float], width: int) -> None:
    low, share, high = shares
    drawn = interval(low, share, high, width)
    assert (len(drawn), drawn.count("█")) == (width, 1)
    assert abs(drawn.index("█") - share * width) <= 1
    shaded = [place for place, sign in enumerate(drawn) if sign in "▒█"]
    assert shaded == list(range(shaded[0], shaded[-1] + 1)), "in one piece"
    assert shaded[0] <= low * width
    assert shaded[-1] + 1 >= high * width - 1e-9


@given(DAYS, st.integers(1, 20), st.integers(-90, 0))
def test_a_heat_map_shows_each_day_once_by_a_sign_of_its_legend(
    days: dict[int, int], weeks: int, ago: int
) -> None:
    head, *lines = heat_map(days, TODAY, weeks, TODAY + ago)
    assert len(head) <= len(lines[0]) + 3
    assert len(lines) == 7
    assert {len(line) for line in lines} == {4 + 3 * weeks}
    first = TODAY - (TODAY - 1) % 7 - 7 * (weeks - 1)
    most = max((number for day, number in days.items() if first <= day < first + 7 * weeks), default=0)
    told = {
        each[0]: each[2:].replace(",", "").split("–")
        for each in legend(most).split("  ")
        if "none" not in each
    }
    for day in range(first, first + 7 * weeks):
        place = 4 + 3 * ((day - first) // 7)
        cell = lines[(day - first) % 7][place : place + 3]
        assert (cell[0] == "[") == (cell[2] == "]") == (day == TODAY + ago)
        if day in days:
            least, greatest = int(told[cell[1]][0]), int(told[cell[1]][-1])
            assert least <= days[day] <= greatest
        else:
            assert cell[1] == ("·" if day <= TODAY else " ")


@given(st.integers(0, 5_000))
def test_a_legend_names_every_number_once(most: int) -> None:
    parts = legend(most).split("  ")
    assert parts[0] == f"{HEAT[0]} none"
    ends = [part[2:].replace(",", "").split("–") for part in parts[1:]]
    named = [number for each in ends for number in range(int(each[0]), int(each[-1]) + 1)]
    assert named == list(range(1, most + 1))


@given(DAYS, st.integers(1, 8))
def test_a_table_of_weeks_fits_into_the_narrowest_terminal(days: dict[int, int], weeks: int) -> None:
    head, *lines = week_table({day: min(number, 9_999) for day, number in days.items()}, TODAY, weeks, TODAY)
    assert len(lines) == weeks
    assert {len(line) for line in [head, *lines]} == {53}
    shown = " ".join(lines).replace("[", " ").replace("]", " ").split()
    first = TODAY - (TODAY - 1) % 7 - 7 * (weeks - 1)
    wanted = sum(first <= day < first + 7 * weeks for day in days)
    assert sum(word.isdigit() for word in shown) == wanted


@given(st.lists(st.integers(0, 20_000), min_size=1, max_size=14), st.integers(0, 100), st.integers(1, 9))
def test_columns_are_as_high_as_their_numbers(numbers: list[int], width: int, height: int) -> None:
    lines = columns(numbers, [["Mon"] * len(numbers)], width, height)
    each = max(min(width // len(numbers), 6), 2)
    assert len(lines) == height + 2
    assert {len(line) for line in lines} == {each * len(numbers)}
    heights = [
        sum(EIGHTHS.index(line[each * place]) for line in lines[:height]) for place in range(len(numbers))
    ]
    assert all((high > 0) == (number > 0) for high, number in zip(heights, numbers, strict=True))
    assert max(heights) == (8 * height if any(numbers) else 0)
    order = sorted(range(len(numbers)), key=numbers.__getitem__)
    assert [heights[place] for place in order] == sorted(heights)
