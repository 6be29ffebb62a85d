"""Tell conditions in plain words, from the tree that is computed.

They are told as clauses.  A clause that joins others, or asks for related rows, can
be told in one sentence or as a heading with its clauses below.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeGuard, assert_never

from bbic_ind.definitions.conditions import (
    All,
    AnyOf,
    ColumnTest,
    Condition,
    CountTest,
    DateExpression,
    Exists,
    Lasts,
    Name,
    Not,
    OpenOn,
    Operator,
    Overlaps,
    Related,
    Span,
)
from bbic_ind.definitions.prose import words
from bbic_ind.definitions.prose.names import Speaker, duration, enumerated, word
from bbic_ind.texts import Text

_ID = "id"


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition in words; ``below`` are the clauses it is made of, if it is a heading."""

    text: str
    below: tuple["Clause", ...] = ()


def outline(condition: Condition, speaker: Speaker) -> Clause:
    """The condition as a heading with its parts below, or as one clause."""
    parts, inside = below(condition, speaker)
    if not parts:
        return Clause(sentence(condition, speaker))
    return Clause(heading(condition, speaker), tuple(outline(part, inside) for part in parts))


def below(condition: Condition, speaker: Speaker) -> tuple[tuple[Condition, ...], Speaker]:
    """The conditions a heading is made of, and who tells them; none for a plain clause."""
    match condition:
        case Not(Exists() as inner):
            return below(inner, speaker)
        case All(conditions) | AnyOf(conditions):
            grouped = len(conditions) > 1 and not _of_one_name(conditions)
            return (conditions if grouped else ()), speaker
        case Not(inner) if below(inner, speaker)[0]:
            return (inner,), speaker
        case Exists(related) | CountTest(related=related):
            return related.where.conditions, speaker.inside(related.table)
        case _:
            return (), speaker


def heading(condition: Condition, speaker: Speaker) -> str:
    """What stands above the parts of a condition."""
    match condition:
        case All():
            return words.ALL_OF(speaker.lang)
        case AnyOf():
            return words.ONE_OF_THESE(speaker.lang)
        case Not(Exists() as inner):
            return _exists(inner, speaker, words.NONE) + _where(speaker)
        case Not():
            return words.NOT_THIS(speaker.lang)
        case Exists():
            return _exists(condition, speaker, words.EXISTS) + _where(speaker)
        case CountTest():
            return _count(condition, speaker) + _where(speaker)
        case _:
            return sentence(condition, speaker)


def sentence(condition: Condition, speaker: Speaker) -> str:
    """The whole condition in one clause."""
    match condition:
        case All(conditions):
            return _joined(conditions, words.AND, speaker)
        case AnyOf(conditions):
            return _joined(conditions, words.OR, speaker)
        case Not(Exists() as inner):
            told = _exists(inner, speaker, words.NONE)
            return told + related_where(inner.related, speaker)
        case Not(inner):
            return speaker.say(words.NOT_SO, what=sentence(inner, speaker))
        case ColumnTest():
            return _test(condition, speaker)
        case OpenOn() | Overlaps() | Lasts():
            return _of_span(condition, speaker)
        case Exists(related):
            return _exists(condition, speaker, words.EXISTS) + related_where(related, speaker)
        case CountTest(related):
            return _count(condition, speaker) + related_where(related, speaker)
        case _:
            assert_never(condition)


def _joined(conditions: Sequence[Condition], conjunction: Text, speaker: Speaker) -> str:
    if not conditions:
        return words.NOTHING_ASKED(speaker.lang)
    if len(conditions) == 1:
        return sentence(conditions[0], speaker)
    if _of_one_name(conditions):
        name = speaker.name(conditions[0].name)
        predicates = [_predicate(test, speaker) for test in conditions]
        return f"{name} {enumerated(predicates, conjunction, speaker.lang)}"
    told = [_within(part, sentence(part, speaker)) for part in conditions]
    return enumerated(told, conjunction, speaker.lang)


def _of_one_name(conditions: Sequence[Condition]) -> TypeGuard[Sequence[ColumnTest]]:
    """Whether all are comparisons of the same name, which then need be said only once."""
    tests = [part for part in conditions if isinstance(part, ColumnTest)]
    alike = len({test.name for test in tests}) == 1 and len(tests) == len(conditions)
    return alike and all(test.operator is not Operator.MISSING for test in tests)


def _within(condition: Condition, told: str) -> str:
    """Brackets around what would otherwise run together with its neighbours."""
    plain = isinstance(condition, ColumnTest | OpenOn | Overlaps) or (
        isinstance(condition, All) and _of_one_name(condition.conditions)
    )
    return told if plain else f"({told})"


def _test(test: ColumnTest, speaker: Speaker) -> str:
    name = speaker.name(test.name)
    if test.operator is Operator.MISSING:
        told = speaker.say(words.REGISTERED[bool(test.operand)], name=name)
        return told + _leniency(test, speaker)
    return f"{name} {_predicate(test, speaker)}"


def _predicate(test: ColumnTest, speaker: Speaker) -> str:
    """What a comparison says of its name."""
    told = speaker.say(words.TESTS[test.operator], other=operand(test, speaker))
    return told + _leniency(test, speaker)


def _leniency(test: ColumnTest, speaker: Speaker) -> str:
    """What the test does where the value, or its column, is not there."""
    told = words.OR_MISSING(speaker.lang) if test.allow_missing else ""
    return told + (words.IF_AVAILABLE(speaker.lang) if test.if_available else "")


def operand(test: ColumnTest, speaker: Speaker) -> str:
    """What a test holds its name against."""
    other = test.operand
    if isinstance(other, Span):
        return speaker.span(other)
    if isinstance(other, DateExpression):
        return speaker.day(other)
    if isinstance(other, tuple):
        told = [speaker.literal(item, test.name) for item in other]
        return enumerated(told, words.OR, speaker.lang)
    if isinstance(other, Name):
        name = speaker.name(other)
        same = test.operator in (Operator.IS, Operator.IS_NOT)
        return speaker.say(words.SAME_AS, other=name) if same else name
    return speaker.literal(other, test.name)


def _of_span(condition: OpenOn | Overlaps | Lasts, speaker: Speaker) -> str:
    match condition:
        case OpenOn(day):
            told = speaker.say(words.ON_ANCHOR, day=speaker.day(day))
            return speaker.say(words.OPEN_ON, day=told, **_ends(speaker))
        case Overlaps(span):
            return speaker.say(words.OVERLAPS, span=speaker.span(span), **_ends(speaker))
        case Lasts():
            return _lasts(condition, speaker)


def _ends(speaker: Speaker) -> dict[str, str]:
    shape = speaker.scope.shape
    return {
        "opens": speaker.column(shape.opens or ""),
        "closes": speaker.column(shape.closes or ""),
    }


def _lasts(condition: Lasts, speaker: Speaker) -> str:
    limits = ""
    if condition.within is not None:
        limits += speaker.say(words.LASTS_WITHIN, span=speaker.span(condition.within))
    if condition.until is not None:
        limits += speaker.say(words.LASTS_UNTIL, day=speaker.day(condition.until))
    return speaker.say(
        words.LASTS,
        how=words.LENGTHS[condition.operator](speaker.lang),
        length=duration(condition.duration, speaker.lang),
        limits=limits,
        **_ends(speaker),
    )


def _exists(condition: Exists, speaker: Speaker, pattern: Text) -> str:
    related = condition.related
    another = words.ANOTHER(speaker.lang) if related.table == speaker.scope.table else ""
    return speaker.say(pattern, another=another, **_rows(related, speaker)) + _available(
        related, speaker
    )


def _count(condition: CountTest, speaker: Speaker) -> str:
    related = condition.related
    others = words.OTHERS(speaker.lang) if related.table == speaker.scope.table else ""
    return speaker.say(
        words.COUNT,
        others=others,
        how=words.COUNTS[condition.operator](speaker.lang),
        number=word(float(condition.number), speaker.lang),
        **_rows(related, speaker),
    ) + _available(related, speaker)


def _rows(related: Related, speaker: Speaker) -> dict[str, str]:
    """The related rows, and what makes them so."""
    inside = speaker.inside(related.table)
    match = enumerated(
        [_match(own, ours, inside, speaker) for own, ours in related.match] or [""],
        words.AND,
        speaker.lang,
    )
    return {"rows": inside.rows(), "match": match}


def _match(own: str, ours: str, inside: Speaker, speaker: Speaker) -> str:
    if own == ours:
        return speaker.say(words.WITH_SAME, name=inside.column(own))
    column = inside.scope.shape.columns.get(own)
    if ours == _ID and column is not None and column.refers_to == speaker.scope.table:
        return speaker.say(words.OF_ONE, row=speaker.one())
    whose = inside.name(Name((ours,), outer=True))
    return speaker.say(words.WITH_EQUAL, name=inside.column(own), other=whose)


def _available(related: Related, speaker: Speaker) -> str:
    return words.IF_AVAILABLE(speaker.lang) if related.if_available else ""


def _where(speaker: Speaker) -> str:
    return speaker.say(words.WHERE, what="").rstrip()


def related_where(related: Related, speaker: Speaker) -> str:
    """What related rows must satisfy, as the end of a sentence."""
    if not related.where.conditions:
        return ""
    return speaker.say(words.WHERE, what=sentence(related.where, speaker.inside(related.table)))


def of_related(related: Related, speaker: Speaker) -> dict[str, str]:
    """The related rows, what makes them so, and what they must satisfy."""
    return {**_rows(related, speaker), "where": related_where(related, speaker)}
