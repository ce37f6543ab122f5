"""A bank, an item and what the linter says of a bank: as lines for people, and as data for programs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.inwords import counted, listed
from kg.proof import ProofKind
from kg.wording import sentence, source_name, statement
from quiz.feedback import ROW_LETTERS
from quiz.inwords import percent
from quiz.item import Bloom, Interaction
from quiz.lint import RULES, agents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.graph import KnowledgeGraph
    from kg.proof import Proof
    from quiz.coverage import LeftOut
    from quiz.item import Item, Option
    from quiz.lint import Finding

__all__ = ["bank_lines", "bank_view", "item_lines", "lint_lines", "lint_view", "proof_in_words", "went_lines"]

# So many findings of one rule are told in words; the JSON has them all.
FINDINGS_SHOWN = 5

View = dict[str, Any]


def bank_view(
    seed: int, items: Sequence[Item], left_out: Sequence[LeftOut], dropped: Mapping[str, int]
) -> View:
    """Return items in short, claims without one, and how many were dropped by which rule."""
    return {
        "seed": seed,
        "items": [
            {
                "id": item.id,
                "type": item.type,
                "bloom": str(item.bloom),
                "difficulty": item.difficulty,
                "stem": item.stem,
            }
            for item in items
        ],
        "leftOut": _left_out_view(left_out),
        "dropped": dict(dropped),
    }


def _left_out_view(left_out: Sequence[LeftOut]) -> list[View]:
    return [{"claim": each.claim, "reason": each.reason} for each in left_out]


def bank_lines(graph: KnowledgeGraph, items: Sequence[Item], left_out: Sequence[LeftOut]) -> Iterator[str]:
    """Yield each item on a line, then counts, then the claims that may be asked and have no item."""
    types = max((len(item.type) for item in items), default=0)
    levels = max((len(item.bloom) for item in items), default=0)
    for item in items:
        yield (
            f"{item.type:<{types}}  {item.bloom:<{levels}}  {item.difficulty:.2f}  {item.stem}  [{item.id}]"
        )
    yield ""
    yield f"{counted(len(items), 'item')}, with the difficulty as estimated, from 0 to 1."
    by_type = Counter(item.type for item in items)
    yield "By type: " + ", ".join(f"{name} {number:,}" for name, number in by_type.items()) + "."
    by_level = Counter(item.bloom for item in items)
    yield "By level: " + ", ".join(f"{level} {by_level[level]:,}" for level in Bloom if by_level[level]) + "."
    above = len(items) - by_level[Bloom.REMEMBER]
    yield f"Above “{Bloom.REMEMBER}”: {percent(above / len(items))}."
    if left_out:
        yield ""
        yield f"{counted(len(left_out), 'claim')} that may be asked {_have(left_out)} no item:"
    for each in left_out:
        claim = graph.claim(each.claim)
        yield f"  {sentence(statement(graph, claim))} [{claim.id}]"
        yield f"    {each.reason}"


def _have(found: Sequence[object]) -> str:
    return "has" if len(found) == 1 else "have"


def item_lines(graph: KnowledgeGraph, item: Item) -> Iterator[str]:
    """Yield an item with its options, why each is right or wrong, the proofs, and the explanation."""
    yield f"{item.stem} [{item.id}]"
    yield f"  Type: {item.type}. Level: {item.bloom}. Difficulty, as estimated: {item.difficulty:.2f}."
    asked = "outright" if item.scope is None else f"as {source_name(graph, item.scope)} has it"
    yield f"  Asked {asked}. Seed: {item.seed}."
    for letter, row in zip(ROW_LETTERS, item.rows, strict=False):
        yield f"  {letter}. {row.text}"
        for option, proof in zip(item.options, row.proofs, strict=True):
            if proof is not None:
                yield f"     Not “{option.text}”: {proof_in_words(graph, proof)}"
    for number, option in enumerate(item.options, 1):
        yield f"  {number}. {option.text}{_mark(item, option)}"
        if option.why:
            yield f"     {option.why}"
        if option.proof is not None:
            yield f"     {proof_in_words(graph, option.proof)}"
    yield f"  Answer: {item.answer}"
    if len(item.accept) > 1:
        yield f"  Also right: {'; '.join(item.accept[1:])}"
    if item.close:
        yield f"  Half right: {'; '.join(item.close)}"
    if item.also_claimed:
        yield f"  Half right, as claimed as well: {'; '.join(item.also_claimed)}"
    if item.interaction is Interaction.TEXT:
        yield f"  Wrong letters forgiven: {item.forgiven}"
    yield "  Why:"
    for line in item.explanation:
        yield f"    {line}"
    yield f"  Claims: {', '.join(item.claims)}"


def _mark(item: Item, option: Option) -> str:
    chosen = item.interaction in (Interaction.CHOOSE_ONE, Interaction.CHOOSE_MANY)
    return " (right)" if chosen and option.correct else ""


def proof_in_words(graph: KnowledgeGraph, proof: Proof) -> str:
    """Return the statement that a proof is about, and what shows that it does not hold, as a sentence."""
    return sentence(f"proof, {proof.kind}: {_ground(graph, proof)}")


def _ground(graph: KnowledgeGraph, proof: Proof) -> str:
    subject, object_ = _label(graph, proof.subject), _label(graph, proof.object)
    relation = graph.vocabulary.relations[proof.relation].label
    told = f"“{subject} {relation} {object_}”"
    claims = _claims(graph, proof)
    match proof.kind:
        case ProofKind.EXPLICIT_NEGATIVE:
            return f"{told} is refuted by {claims}"
        case ProofKind.AT_MOST:
            voices = [source_name(graph, name) for name in proof.witnesses if name in graph.sources]
            if not voices:
                return f"not {told}, as there is only one, which {claims} names"
            each = listed(voices)
            return f"not {told}, as {each} are each marked as the whole list of “{subject} {relation} …”"
        case ProofKind.DISJOINT_CLASS:
            wanted = graph.vocabulary.classes[proof.ground].label
            return f"not {told}, as what is asked for is of the class “{wanted}”, which excludes the option's"
        case ProofKind.CLOSED_SCOPE:
            assert proof.source is not None
            ground = graph.vocabulary.relations[proof.ground].label
            source = source_name(graph, proof.source)
            return f"{source} does not say {told}, and is marked as the whole list of “{subject} {ground} …”"
        case ProofKind.ORDER:
            if proof.ground in graph.vocabulary.relations:
                return f"not {told}, as “{object_}” comes first, by {claims}"
            return f"“{subject}” has surely less {proof.ground} than “{object_}”, by {claims}"
        case ProofKind.CORRUPTED:
            kind, _, ground = proof.ground.partition(" ")
            inner = replace(
                proof, kind=ProofKind(kind), ground=ground or proof.relation, witnesses=proof.witnesses[1:]
            )
            return f"the claim {proof.witnesses[0]} with one end exchanged; {_ground(graph, inner)}"
        case ProofKind.CONTRADICTED if proof.source is not None and proof.ground in ("supports", "disputes"):
            return f"{source_name(graph, proof.source)} {proof.ground} {told}, as {claims} has on record"
        case ProofKind.CONTRADICTED:
            return f"{told} stands, by {claims}"
    raise AssertionError(proof.kind)


def _label(graph: KnowledgeGraph, entity: str) -> str:
    return graph.entity(entity).label


def _claims(graph: KnowledgeGraph, proof: Proof) -> str:
    """Return the claims among the witnesses, by id."""
    names = [name for name in proof.witnesses if name not in graph.sources]
    return listed(names) if names else "no claim"


def lint_view(
    seed: int,
    items: Sequence[Item],
    found: Sequence[Finding],
    dropped: Mapping[str, int],
    left_out: Sequence[LeftOut],
) -> View:
    """Return each rule with what it found and what was dropped for it, the agents, and claims left out."""
    return {
        "seed": seed,
        "items": len(items),
        "rules": [
            {
                "rule": rule,
                "name": name,
                "meaning": meaning,
                "findings": [
                    {"item": finding.item, "message": finding.message}
                    for finding in found
                    if finding.rule == rule
                ],
            }
            for rule, (name, meaning) in RULES.items()
        ],
        "agents": [
            {"name": agent.name, "score": agent.score, "chance": agent.chance, "bound": agent.bound}
            for agent in agents(items)
        ],
        "dropped": dict(dropped),
        "leftOut": _left_out_view(left_out),
    }


def lint_lines(view: View) -> Iterator[str]:
    """Yield what `lint_view` returns in words: what each rule found and kept out, then the agents."""
    names = max(len(rule["name"]) for rule in view["rules"])
    yield "found  dropped  rule"
    for rule in view["rules"]:
        findings = rule["findings"]
        counts = f"{len(findings):>5}  {view['dropped'].get(rule['rule'], 0):>7}"
        yield f"{counts}  {rule['rule']}  {rule['name']:<{names}}  {rule['meaning']}"
        for finding in findings[:FINDINGS_SHOWN]:
            yield f"    {finding['item']}: {finding['message']}"
        if len(findings) > FINDINGS_SHOWN:
            yield f"    … and {len(findings) - FINDINGS_SHOWN:,} more"
    yield ""
    yield "Guessing by form; the share right, what chance gives, and the most that luck explains:"
    width = max((len(agent["name"]) for agent in view["agents"]), default=0)
    for agent in view["agents"]:
        shares = (percent(agent[key], 1) for key in ("score", "chance", "bound"))
        yield f"  {agent['name']:<{width}}  {'  '.join(shares)}"
    yield ""
    yield f"{counted(view['items'], 'item')} looked at. Dropped: items that the rule kept out of the bank."
    # One item may stand against several rules at once.
    for rules, number in view["dropped"].items():
        if rules not in RULES:
            yield f"Dropped for {rules} together: {number:,}."
    if view["leftOut"]:
        claims = counted(len(view["leftOut"]), "claim")
        yield f"{claims} may be asked without an item, and stand outside B07; `myograph bank list` says why."


def went_lines(counts: Mapping[tuple[str, str | None], int], why: str) -> Iterator[str]:
    """Yield what items became in a format, a line a kind, and why some are left out; see `quiz.export`.

    >>> print("\\n".join(went_lines({("order", "matching"): 16, ("text", None): 2}, "there is no place")))
    To do       Questions  In the file
    order              16  as matching
    text                2  left out: there is no place
    """
    yield f"{'To do':<12}Questions  In the file"
    for (interaction, kind), number in counts.items():
        became = f"left out: {why}" if kind is None else "as it is" if kind == interaction else f"as {kind}"
        yield f"{interaction:<12}{number:>9,}  {became}"
