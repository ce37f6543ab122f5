"""Words as a test-wise student sees them: tokens, families of words, syllables, and how hard a text reads.

All of it is pure and kept for strings seen before, as a bank shows the same labels again and again.
"""

from __future__ import annotations

import re
from functools import lru_cache

from quiz.grade import fold

__all__ = [
    "FUNCTION_WORDS",
    "KEPT",
    "QUOTED",
    "folded",
    "grade_level",
    "roots",
    "stem_of",
    "syllables",
    "tokens",
]

KEPT = 1 << 16
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# What stands in quotation marks is the source's own wording.
QUOTED = re.compile(r"“[^”]*”")

_FUNCTION = """
    a about above according after all also among an and another any apply are as asked at away be because
    been before being below best between both brought but by can choose cause caused causes causing did do
    does done during each else false for from had has have having how if in include includes including into
    is it its itself just least less likely made make makes many may meant more most must no nor not of off
    often on one ones only or order other others out over own part parts put result results right same says
    see she he so some such take taken takes than that the their them then there these they this those
    through to together toward towards true under up upon use used uses using was were what when where which
    while who whom whose why will with within without work works would wrong you your
"""
FUNCTION_WORDS = frozenset(_FUNCTION.split())

# Families whose members no ending rule brings together. The first of each stands for all.
_FAMILIES = """
    extend extends extended extending extension extensor extensors extensions
    evert everts everting eversion evertor evertors
    invert inverts inverting inversion invertor invertors
    elevate elevates elevating elevation elevator elevators
    act acts acting action actions active actively activity activities activate activates activation
    move moves moving moved movement movements motion motions
    strong stronger strongest strength strengthen strengthens strengthened strengthening
    weak weaker weakest weaken weakens weakened weakening weakness
    tight tighter tighten tightens tightened tightening tightness
    stretch stretches stretched stretching
    stable stabilise stabilises stabilised stabilising stability stabiliser stabilizer stabilizes
    injure injures injured injuring injury injuries
    absorb absorbs absorbed absorbing absorption
    reduce reduces reduced reducing reduction
    innervate innervates innervated innervating innervation nerve nerves
    insert inserts inserted inserting insertion insertions
    originate originates origin origins arise arises
    oppose opposes opposed opposite opposites opposition
    load loads loaded loading
    pain painful pains
    glute glutes gluteal gluteals gluteus glutei
    femur femora femoral femoris
    tibia tibiae tibial tibialis
    fibula fibulae fibular fibularis peroneal peroneus
    pelvis pelves pelvic
    pubis pubic
    ilium iliac ilia iliacus
    ischium ischial ischia
    sacrum sacral
    patella patellae patellar
    calcaneus calcaneal calcanei
    spine spinal spines
    vertebra vertebrae vertebral
    phalanx phalanges
    trochanter trochanters trochanteric
    obturator obturators
    lumbar lumborum
    foot feet
    calf calves
    ligament ligaments
    run runs running runner runners
    walk walks walking
    squat squats squatting
    lift lifts lifted lifting
"""
_ROOT_OF = {word: words[0] for line in _FAMILIES.splitlines() if (words := line.split()) for word in words}
_ENDINGS = ("ions", "ion", "ors", "or", "ness", "ings", "ing", "ed", "es", "s", "e")
_KEEP_S = ("ss", "us", "is", "ceps")
LEAST_LEFT = 4


# As answers are compared, kept.
folded = lru_cache(maxsize=KEPT)(fold)


@lru_cache(maxsize=KEPT)
def tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters; hyphens part words, apostrophes do not.

    >>> tokens("The side-lying “clam” (10×), don’t you?")
    ('the', 'side', 'lying', 'clam', '10', 'don’t', 'you')
    """
    return tuple(_TOKEN.findall(text.casefold()))


@lru_cache(maxsize=KEPT)
def stem_of(word: str) -> str:
    """Return what a word has in common with its inflections and derivations.

    >>> [stem_of(word) for word in ("abduct", "abducts", "abductors", "abduction", "abducting")]
    ['abduct', 'abduct', 'abduct', 'abduct', 'abduct']
    >>> {stem_of("rotate"), stem_of("rotator"), stem_of("rotation")}, {stem_of("flexor"), stem_of("flexion")}
    ({'rotat'}, {'flex'})
    >>> stem_of("femoral") == stem_of("femur"), stem_of("medius") == stem_of("medial"), stem_of("biceps")
    (True, False, 'biceps')
    """
    if word in _ROOT_OF:
        return _ROOT_OF[word]
    if word.endswith("ies") and len(word) > LEAST_LEFT:
        return stem_of(word[:-3] + "y")
    for ending in _ENDINGS:
        left = word.removesuffix(ending)
        if left == word or len(left) < LEAST_LEFT:
            continue
        if ending in ("s", "es") and word.endswith(_KEEP_S):
            continue
        return _ROOT_OF.get(left, left)
    return word[:-1] if word.endswith("s") and len(word) == LEAST_LEFT and word[:-1].isalpha() else word


@lru_cache(maxsize=KEPT)
def roots(text: str) -> frozenset[str]:
    """Return the stems of the content words of a text.

    >>> sorted(roots("Which of these abducts the hip?"))
    ['abduct', 'hip']
    """
    return frozenset(stem_of(word) for word in tokens(text) if word not in FUNCTION_WORDS)


_VOWELS = re.compile(r"[aeiouyæœ]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^td]ed|[^aeiouscxzgh]es)$")


@lru_cache(maxsize=KEPT)
def syllables(word: str) -> int:
    """Return about how many syllables a word has: its groups of vowels, less a silent ending.

    >>> [syllables(word) for word in ("muscle", "nerve", "abduction", "gluteus", "moved", "hip")]
    [2, 1, 3, 2, 1, 1]
    """
    found = len(_VOWELS.findall(word))
    if found > 1 and _SILENT.search(word):
        found -= 1
    return max(found, 1)


def grade_level(words: list[str], sentences: int) -> float:
    """Return the Flesch-Kincaid grade of words that make up so many sentences (Kincaid and others 1975).

    >>> round(grade_level("which of these can lead to pain".split(), 1), 1)
    -1.1
    """
    count = len(words)
    if not count:
        return 0.0
    return 0.39 * count / max(sentences, 1) + 11.8 * sum(map(syllables, words)) / count - 15.59
