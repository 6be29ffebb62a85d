"""One figure explained in plain text: how it came about, what it rests on, how firm it is."""

from collections.abc import Iterable, Iterator

import polars as pl

from bbic_ind.definitions.prose import passages
from bbic_ind.engine.explain import Population
from bbic_ind.model import ADDRESS, SOURCE
from bbic_ind.output import wording
from bbic_ind.output.explain.cases import cases
from bbic_ind.output.explain.firmness import doubts, near_limits, shifts, variants
from bbic_ind.output.explain.steps import legend, steps
from bbic_ind.output.explain.teller import Teller
from bbic_ind.output.explain.wording import INTERNAL, SIDES
from bbic_ind.output.paragraphs import paragraph, told
from bbic_ind.texts import NO, YES, Language, Text

_INDENT = "  "


def explanation(teller: Teller) -> str:
    """The whole explanation, ending with a newline."""
    return "\n".join(_lines(teller)) + "\n"


def heading(teller: Teller) -> Iterator[str]:
    """What is explained, for which days, and that it must not be handed out."""
    said, lang = teller.said, teller.lang
    variant = f" · {teller.variant(said.variant)}" if said.variant else ""
    yield from paragraph(f"{said.indicator.id}  {said.indicator.title(lang)}{variant}")
    first, last = said.world.first.isoformat(), said.world.last.isoformat()
    known = teller.say(_KNOWN, day=said.world.extracted.isoformat())
    yield from paragraph(f"{last if first == last else f'{first}–{last}'} · {known}")
    yield from paragraph(INTERNAL(lang))


def section(title: Text, lines: Iterable[str], lang: Language) -> Iterator[str]:
    """A heading with its lines; nothing where there are none."""
    found = list(lines)
    if found:
        yield ""
        yield title(lang)
        yield from found


def _lines(teller: Teller) -> Iterator[str]:
    said, lang = teller.said, teller.lang
    yield from heading(teller)
    yield from section(_VALUE, _figures(teller), lang)
    speaker = teller.speaker(said.computation.table)
    counting = passages(said.indicator, said.computation, said.world.model, speaker)
    yield from section(_COUNTING, told(counting, _INDENT), lang)
    for number, population in enumerate(said.populations):
        yield from _population(population, teller, first=number == 0)
    if said.replies is not None:
        yield from section(_REPLIES, _replies(said.replies, teller), lang)
    yield from section(_VARIANTS, variants(teller), lang)
    yield from section(_NOT_SHOWN, _hidden_ids(teller), lang)
    if any(population.rows for population in said.populations):
        found = any(not population.cases.is_empty() for population in said.populations)
        yield ""
        yield from paragraph((_NEXT if found else _WHY_NOT)(lang))


def _figures(teller: Teller) -> Iterator[str]:
    """The figure with its bounds and status, and below it the other readings'."""
    said = teller.said
    if said.missing:
        yield from paragraph(teller.say(_LACKS, names=", ".join(sorted(said.missing))), _INDENT)
        return
    for row in said.figures.to_dicts():
        if row["variant"] == said.variant or not row["part"]:
            yield from paragraph(_figure(row, teller), _INDENT, _INDENT)


def _figure(row: wording.Row, teller: Teller) -> str:
    lang = teller.lang
    named = [teller.variant(row["variant"])] if row["variant"] else []
    named += [teller.label(row["part"])] if row["part"] else []
    facts = _facts(row, lang) if wording.is_told(row) else [wording.status(row, lang)]
    name = f"{', '.join(named)}: " if named else ""
    return name + "; ".join(fact for fact in facts if fact)


def _facts(row: wording.Row, lang: Language) -> list[str]:
    fraction, bounds = wording.fraction(row, lang), wording.bounds(row, lang)
    value = wording.value(row, lang)
    return [
        f"{value} ({fraction})" if fraction not in ("", value) else value,
        f"{_POSSIBLE(lang)} {bounds}" if bounds else "",
        wording.status(row, lang),
        wording.remark(row, lang),
    ]


def _population(population: Population, teller: Teller, *, first: bool) -> Iterator[str]:
    """Everything about the cases of one table; the first explains the table of steps."""
    lang, speaker = teller.lang, teller.speaker(population.computation.table)
    if population.term is not None:
        yield ""
        yield f"{SIDES[population.side](lang)}: {speaker.rows()}".upper()
    table = [*steps(population, teller.said.indicator, speaker), *(legend(lang) if first else ())]
    yield from section(_STEPS, table, lang)
    yield from section(_CASES, cases(population, teller), lang)
    yield from section(_DOUBTS, doubts(population, speaker), lang)
    yield from section(_NEAR, near_limits(population, speaker), lang)
    numbers = any(shift.limit.is_number for shift in population.shifts)
    moved = shifts(population, teller, speaker)
    yield from section(_STEPPED if numbers else _MOVED, moved, lang)


def _hidden_ids(teller: Teller) -> Iterator[str]:
    """What the reading said of ids that are not shown."""
    for found in teller.reading.findings:
        if found.rule == "id.personal":
            said = f"{found.place}: {found.message(teller.lang)}"
            yield from paragraph(said, _INDENT, _INDENT)


def _replies(replies: pl.DataFrame, teller: Teller) -> Iterator[str]:
    """The rows that answers were taken from, and the items that have none."""
    held = replies.filter("counts").group_by("item").agg(pl.col("reply").n_unique())
    answers_of = dict(held.iter_rows())
    for row in replies.to_dicts():
        reply = _ANSWERS[row["reply"]](teller.lang)
        valid = row["valid"].isoformat() if row["valid"] else _ALWAYS(teller.lang)
        unlike = row["counts"] and answers_of[row["item"]] > 1
        counts = (_UNLIKE if unlike else _COUNTS if row["counts"] else _COUNTS_NOT)(teller.lang)
        at = teller.places.row(row[SOURCE], row[ADDRESS])
        line = f"{teller.label(row['item'])}: {reply}, {valid}, {counts}; {at}"
        yield from paragraph(line, _INDENT, _INDENT)
    answers = teller.said.computation.answers
    for item in answers.items if answers else ():
        if item not in replies["item"]:
            yield f"{_INDENT}{teller.label(item)}: {_NO_ROW(teller.lang)}"


_KNOWN = Text("uppgifter till och med {day}", "data up to and including {day}")
_VALUE = Text("Värdet", "The value")
_COUNTING = Text("Så räknas det", "How it is counted")
_STEPS = Text("Steg för steg", "Step by step")
_CASES = Text("Fallen", "The cases")
_DOUBTS = Text("Det som gör värdet osäkert, antal rader", "What makes the value uncertain, in rows")
_NEAR = Text("Nära gränsen", "Near the limit")
_MOVED = Text("Om gränsen flyttades en dag", "If the limit moved a day")
_STEPPED = Text("Om gränsen flyttades ett steg", "If the limit moved a step")
_VARIANTS = Text("Om det räknades annorlunda", "If it were counted otherwise")
_REPLIES = Text("Raderna i underlaget", "The rows in the data")
_NOT_SHOWN = Text("Id som inte visas", "Ids that are not shown")
_POSSIBLE = Text("möjligt", "possible")
_LACKS = Text(
    "Kan inte räknas. Saknas i underlaget: {names}.",
    "Cannot be computed. Not in the data: {names}.",
)
_NEXT = Text(
    "Nästa steg: följ ett fall med --case och dess id, eller skriv alla fall till en fil med "
    "--output fall.xlsx.",
    "Next: follow one case with --case and its id, or write all cases to a file with "
    "--output cases.xlsx.",
)
_WHY_NOT = Text(
    "Nästa steg: följ en rad med --case och dess id, så syns varför den inte räknas.",
    "Next: follow one row with --case and its id to see why it does not count.",
)
_ANSWERS = {True: YES, False: NO, None: Text("tomt", "empty")}
_ALWAYS = Text("gäller alltid", "always holds")
_COUNTS, _COUNTS_NOT = Text("räknas", "counts"), Text("räknas inte", "does not count")
_UNLIKE = Text(
    "räknas inte, eftersom en annan rad från samma dag har ett annat svar",
    "does not count, since another row of the same day has another answer",
)
_NO_ROW = Text("ingen rad", "no row")
