"""One case told condition by condition, and what would have to be otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from bbic_ind.definitions.conditions import All, CountTest, Exists
from bbic_ind.definitions.prose import Speaker, below, heading, sentence
from bbic_ind.engine.explain import Population, Traced, TracedCase, TracedRow, Verdict
from bbic_ind.model import ADDRESS, SOURCE
from bbic_ind.output.explain.cases import amount
from bbic_ind.output.explain.facts import facts
from bbic_ind.output.explain.needs import needs
from bbic_ind.output.explain.places import Places, shown
from bbic_ind.output.explain.teller import Teller
from bbic_ind.output.explain.text import heading as title
from bbic_ind.output.explain.wording import COUNTED_SIDE, SIDES, VERDICTS
from bbic_ind.output.paragraphs import paragraph
from bbic_ind.texts import Text

_INDENT, _STEP = "  ", "  "
_VERDICT = 10

Followed = tuple[Population, TracedCase]


def trace(teller: Teller, followed: Sequence[Followed]) -> str:
    """Every row that a case's id stands for, followed through; ends with a newline."""
    lines = [*title(teller)]
    for population, case in followed:
        lines += _case(population, case, teller)
    return "\n".join(lines) + "\n"


def _case(population: Population, case: TracedCase, teller: Teller) -> Iterator[str]:
    table = population.computation.table
    speaker, where = teller.speaker(table), _where(case, teller)
    yield ""
    side = f"{SIDES[population.side](teller.lang)}, " if population.side else ""
    yield from paragraph(f"{side}{speaker.rows()}: {where}")
    places = replace(teller.places, made_of={table: where} if case.spans else {})
    if population.computation.denominator.conditions:
        yield from _side("denominator", "", case.denominator, teller, speaker)
        if case.displaced:
            yield from paragraph(f"→ {_DISPLACED(teller.lang)}", _INDENT)
        if case.denominator.verdict is not Verdict.YES or case.displaced:
            yield from _changes(_INTO_DENOMINATOR, case.denominator, places, speaker)
            yield from _of_unit(population, case, teller, speaker)
            return
    for part, traced in case.numerators:
        if traced.below:
            yield from _numerator(population, part, traced, teller, speaker, places)
    yield from _number(population, case, teller)
    yield from _of_unit(population, case, teller, speaker)


def _numerator(
    population: Population,
    part: str,
    traced: Traced,
    teller: Teller,
    speaker: Speaker,
    places: Places,
) -> Iterator[str]:
    divided = bool(population.computation.denominator.conditions)
    yield from _side("numerator" if divided else "", part, traced, teller, speaker)
    if not part:
        yield from _changes(_INTO_NUMERATOR if divided else _TO_COUNT, traced, places, speaker)


def _of_unit(
    population: Population, case: TracedCase, teller: Teller, speaker: Speaker
) -> Iterator[str]:
    """How the row counts beside others of the same unit."""
    computation, verdict = population.computation, case.denominator.verdict
    if computation.unit is None or verdict is Verdict.NO or case.displaced:
        return
    text = _BY_UNIT if verdict is Verdict.YES else _MAY_BELONG
    text = _BY_LATEST if computation.one_per is not None else text
    yield ""
    yield from paragraph(teller.say(text, unit=speaker.column(computation.unit)))


def _number(population: Population, case: TracedCase, teller: Teller) -> Iterator[str]:
    """The number that the case adds, where it adds one."""
    if case.source is None or case.row is None:
        return
    own = pl.col(SOURCE) == case.source, pl.col(ADDRESS) == case.row
    for row in population.cases.filter(*own).to_dicts():
        if told := amount(row, population, teller).strip():
            yield ""
            yield from paragraph(f"{_NUMBER(teller.lang)}: {told}")


def _where(row: TracedCase | TracedRow, teller: Teller) -> str:
    """The row's own id and place, or the spans it is made of."""
    places, lang = teller.places, teller.lang
    if not row.spans:
        return f"{shown(row.id, lang)}, {places.row(row.source, row.row)}"
    return "; ".join(
        f"{teller.speaker(table).rows()} {shown(own, lang)} "
        f"({places.cells(source, at, teller.ends(table))})"
        for table, own, source, at in row.spans
    )


def _side(side: str, part: str, traced: Traced, teller: Teller, speaker: Speaker) -> Iterator[str]:
    """The conditions of one side and what they come to."""
    lang = teller.lang
    name = SIDES[side](lang) if side else COUNTED_SIDE(lang)
    yield ""
    yield f"{name}, {teller.label(part)}" if part else name
    for condition in traced.below:
        yield from _condition(condition, speaker, teller, _INDENT)
    outcome = _OUTCOMES[side, traced.verdict](lang)
    yield f"{_INDENT}→ {outcome}"


def _condition(traced: Traced, speaker: Speaker, teller: Teller, indent: str) -> Iterator[str]:
    """One condition with its verdict, what it looked at, and what it is made of."""
    if _is_plain_list(traced, speaker):
        for part in traced.below:
            yield from _condition(part, speaker, teller, indent)
        return
    verdict = VERDICTS[traced.verdict](teller.lang).ljust(_VERDICT)
    has_parts = bool(traced.below) or bool(traced.related)
    grouped = has_parts and bool(below(traced.condition, speaker)[0])
    told = heading(traced.condition, speaker) if grouped else sentence(traced.condition, speaker)
    end = ":" if grouped else ""
    yield from paragraph(f"{verdict}{told}{end}", indent, " " * _VERDICT)
    further = indent + " " * _VERDICT
    if traced.seen:
        yield from paragraph(facts(traced, speaker, teller.places), further, _STEP)
    for part in traced.below:
        yield from _condition(part, speaker, teller, indent + _STEP)
    if isinstance(traced.condition, Exists | CountTest):
        inside = speaker.inside(traced.condition.related.table)
        yield from _related(traced, inside, teller, further)


def _is_plain_list(traced: Traced, speaker: Speaker) -> bool:
    """Several tests of one name, which are as many conditions of the list they stand in."""
    return isinstance(traced.condition, All) and not below(traced.condition, speaker)[0]


def _related(traced: Traced, inside: Speaker, teller: Teller, indent: str) -> Iterator[str]:
    yield from paragraph(teller.say(_CANDIDATES, number=traced.candidates), indent, _STEP)
    for row in traced.related[:_MOST_ROWS]:
        yield from _row(row, inside, teller, indent)


def _row(row: TracedRow, inside: Speaker, teller: Teller, indent: str) -> Iterator[str]:
    verdict = VERDICTS[row.verdict](teller.lang).ljust(_VERDICT)
    yield from paragraph(f"{verdict}{_where(row, teller)}", indent, _STEP)
    for condition in row.conditions:
        yield from _condition(condition, inside, teller, indent + _STEP)


def _changes(text: Text, traced: Traced, places: Places, speaker: Speaker) -> Iterator[str]:
    lines = list(needs(traced, speaker, places, _INDENT))
    if lines:
        yield ""
        yield text(places.lang)
        yield from lines


_MOST_ROWS = 3
_CANDIDATES = Text("rader som kan höra dit: {number}", "rows that may belong: {number}")
_DISPLACED = Text(
    "en senare rad räknas i stället för den här", "a later row is counted instead of this one"
)
_BY_UNIT = Text(
    "Rader med samma {unit} räknas en gång: det räcker att en av dem är i täljaren.",
    "Rows with the same {unit} are counted once: it is enough that one is in the numerator.",
)
_BY_LATEST = Text(
    "Rader med samma {unit} räknas en gång, efter den senaste i nämnaren. Kan en annan visa sig "
    "vara den senaste är svaret oklart, om de inte säger detsamma.",
    "Rows with the same {unit} are counted once, by the latest in the denominator. If another may "
    "turn out to be the latest the answer is unclear, unless both say the same.",
)
_MAY_BELONG = Text(
    "Rader med samma {unit} räknas en gång. Är en annan säkert i nämnaren kan den här raden ändå "
    "avgöra täljaren.",
    "Rows with the same {unit} are counted once. If another surely is in the denominator, this one "
    "may still decide the numerator.",
)
_INTO_DENOMINATOR = Text(
    "För att räknas i nämnaren skulle detta behöva gälla",
    "To count in the denominator this would have to hold",
)
_INTO_NUMERATOR = Text(
    "För att räknas i täljaren skulle detta behöva gälla",
    "To count in the numerator this would have to hold",
)
_TO_COUNT = Text("För att räknas skulle detta behöva gälla", "To count this would have to hold")
_OUTCOMES = {
    ("denominator", Verdict.YES): Text("i nämnaren", "in the denominator"),
    ("denominator", Verdict.NO): Text("inte i nämnaren", "not in the denominator"),
    ("denominator", Verdict.MISSING): Text(
        "osäkert om i nämnaren: uppgift saknas", "uncertain in the denominator: not registered"
    ),
    ("denominator", Verdict.PENDING): Text(
        "osäkert om i nämnaren: tiden har inte gått",
        "uncertain in the denominator: the time has not come",
    ),
    ("numerator", Verdict.YES): Text("i täljaren", "in the numerator"),
    ("numerator", Verdict.NO): Text("inte i täljaren", "not in the numerator"),
    ("numerator", Verdict.MISSING): Text("okänt: uppgift saknas", "unknown: not registered"),
    ("numerator", Verdict.PENDING): Text(
        "oavgjort: tiden har inte gått", "pending: the time has not come"
    ),
    ("", Verdict.YES): Text("räknas", "counted"),
    ("", Verdict.NO): Text("räknas inte", "not counted"),
    ("", Verdict.MISSING): Text("okänt: uppgift saknas", "unknown: not registered"),
    ("", Verdict.PENDING): Text("oavgjort: tiden har inte gått", "pending: the time has not come"),
}
_NUMBER = Text("Talet", "The number")
