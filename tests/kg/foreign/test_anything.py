"""Whatever is in a file: three formats make one pack, it has no fault, and no file ends in a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foreigngraphs import NAMES, Foreign, jsonld, lower_limb, obo, turtle
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.authoring.layout import laid_out
from kg.checks.run import check_all
from kg.errors import UnusableFileError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.foreign.claims import Imported

    Take = Callable[..., Imported]

SLOW = [HealthCheck.too_slow]
MAPPED = ["UBERON:0000981", "UBERON:0001272", "UBERON:0001273", "UBERON:0001371", "UBERON:0002000"]
CLASSES = ["UBERON:0000465", "UBERON:0001474", "UBERON:0001630", "UBERON:0005913"]
TERMS = st.sampled_from([*MAPPED, *CLASSES, *(f"X:{number}" for number in range(6))])
LABELS = st.sampled_from(["femur", "Femur", "glutes", "thing", "a thing", "the thing"]) | st.text(max_size=12)
GRAPHS = st.builds(
    Foreign,
    st.dictionaries(TERMS, LABELS, min_size=6),
    st.lists(st.tuples(TERMS, st.sampled_from(CLASSES)) | st.tuples(TERMS, TERMS), min_size=6, unique=True),
    st.lists(st.tuples(TERMS, st.sampled_from(sorted(NAMES)), TERMS), min_size=6),
    st.dictionaries(TERMS, st.lists(LABELS, max_size=3)),
    st.frozensets(TERMS, max_size=2),
)
FORMS = {"obo": obo, "turtle": turtle, "jsonld": jsonld}


# JSON-LD, which declares no class, tells of a term by a statement of its own alone.
ONLY_STATED = Foreign(
    dict.fromkeys(("UBERON:0000981", "UBERON:0001371"), "femur"),
    [("UBERON:0000981", "UBERON:0001273")],
    [("UBERON:0001273", "BFO:0000050", "UBERON:0001272")],
    {},
    frozenset(),
)


@settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
@given(foreign=GRAPHS)
@example(foreign=ONLY_STATED)
def test_three_formats_make_one_pack_without_a_fault(
    foreign: Foreign, take: Take, written: Callable[[Imported], str], book: tuple[str, str]
) -> None:
    found = [take(write(foreign), form) for form, write in FORMS.items()]
    texts = {written(each) for each in found}
    assert len(texts) == 1
    if found[0].asked:
        (pack,) = texts
        assert laid_out(pack, "theirs.yaml") == (pack, [])
        faults = [fault for check in check_all([book, ("theirs.yaml", pack)]) for fault in check.faults]
        assert [str(fault) for fault in faults] == []


SAMPLES = {form: write(lower_limb(3, 30, 40)) for form, write in FORMS.items()}


@settings(max_examples=200, deadline=None, suppress_health_check=SLOW)
@given(
    form=st.sampled_from(sorted(FORMS)),
    of=st.sampled_from(sorted(FORMS)),
    start=st.integers(0, 5_000),
    cut=st.integers(0, 40),
    put=st.binary(max_size=8) | st.sampled_from([b"\n", b'"', b"\\", b"{", b"<", b"[", b"\xff\xfe", b"\x00"]),
    whole=st.booleans(),
)
def test_a_spoilt_file_is_read_or_refused(
    form: str, of: str, start: int, cut: int, put: bytes, whole: bool, take: Take
) -> None:
    data = SAMPLES[of]
    at = start % len(data)
    spoilt = data[:at] + put + (data[at + cut :] if whole else b"")
    statuses, told = set(), ""
    try:
        statuses = {claim.status for claim in take(spoilt, form).claims}
    except UnusableFileError as refused:
        told = str(refused)
    assert statuses <= {"reported"}
    assert told.isprintable()
