"""The cases of a figure, each with its own id and its cells."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from bbic_ind.definitions import Computation
from bbic_ind.definitions.conditions import All, Lasts, Name, OpenOn, Overlaps
from bbic_ind.definitions.walking import own_names
from bbic_ind.engine.explain import Population, Standing
from bbic_ind.engine.explain.doubts import leaves
from bbic_ind.engine.members import numerators
from bbic_ind.model import ADDRESS, SOURCE
from bbic_ind.output.explain.places import shown
from bbic_ind.output.explain.teller import Teller
from bbic_ind.output.explain.wording import COUNTED, STANDINGS
from bbic_ind.output.paragraphs import paragraph
from bbic_ind.texts import Language, Text, decimal

_INDENT, _STEP = "  ", "    "
_MOST = 5
"""How many of the rows behind one case are told."""

Case = Mapping[str, Any]
"""One row of a population's cases."""


def cases(population: Population, teller: Teller) -> Iterator[str]:
    """The cases by what they count as, at most so many of each."""
    if population.cases.is_empty():
        rows = teller.speaker(population.computation.table).rows()
        none = _NONE_LEFT if population.rows else _NO_ROWS
        told = teller.say(none, rows=rows, number=population.rows)
        yield from paragraph(told, _INDENT, _INDENT)
    columns = deciding_columns(population, teller)
    for standing in Standing:
        found = population.cases.filter(pl.col("standing") == standing)
        if found.is_empty():
            continue
        name = standing_word(standing, population, teller.lang)
        shown_of = _FIRST if teller.most == 1 else _SHOWN
        rest = teller.say(shown_of, most=teller.most) if found.height > teller.most else ""
        yield f"{_INDENT}{name}: {found.height}{rest}"
        for case in found.head(teller.most).to_dicts():
            line = _case(case, columns, teller) + amount(case, population, teller)
            yield from paragraph(line, _STEP, _INDENT)


def standing_word(standing: Standing, population: Population, lang: Language) -> str:
    """What a case counts as, in the words of its kind of figure."""
    divided = {stage.side for stage in population.stages} == {"denominator", "numerator"}
    if standing is Standing.COUNTED and (not divided or population.computation.parts):
        return COUNTED(lang)
    return STANDINGS[standing](lang)


def deciding_columns(population: Population, teller: Teller) -> tuple[str, ...]:
    """The row's own columns that decide what it counts as, those of the numerator if any.

    Never the one that names a subject.
    """
    computation = population.computation
    names = [
        name for where in numerators(computation).values() for name in _names(where, population)
    ]
    names += [computation.value] if computation.value is not None else []
    names = names or _names(computation.denominator, population)
    columns = (column for name in names for column in _columns_of(name, computation))
    shape = teller.said.world.table(computation.table)
    return tuple(
        name
        for name in dict.fromkeys(columns)
        if name in shape.columns and shape.columns[name].refers_to != _subject(teller)
    )


def _names(where: All, population: Population) -> list[Name]:
    """The names the conditions ask about, the ends of the row's span where they ask for it."""
    names = sorted(own_names(where), key=str)
    asks_for_span = any(isinstance(leaf, OpenOn | Overlaps | Lasts) for leaf in leaves(where))
    return [*names, *(Name((end,)) for end in population.span)] if asks_for_span else names


def _columns_of(name: Name, computation: Computation) -> list[str]:
    """The column of a name, or those that a named value is reckoned from."""
    value = computation.let.get(name.path[0])
    names = [name] if value is None else sorted(own_names(value), key=str)
    return [one.path[0] for one in names if len(one.path) == 1]


def _subject(teller: Teller) -> str:
    subject = teller.said.world.model.subject
    return subject.table if subject is not None else ""


def _case(case: Case, columns: tuple[str, ...], teller: Teller) -> str:
    part = f"{teller.label(case['part'])}: " if case["part"] else ""
    days = "" if case["days"] is None else f"  {_days(case['days'], teller)}"
    own = "" if case["spans"] is not None else f"{shown(case['id'], teller.lang)}  "
    return part + own + case_place(case, columns, teller) + days


def amount(case: Case, population: Population, teller: Teller) -> str:
    """``  öppen tid 58``: the number that the case adds, where it adds one that is known."""
    computation, number = population.computation, case["amount"]
    if number is None or computation.value is None:
        return ""
    name = teller.speaker(computation.table).name(computation.value)
    return f"  {name} {decimal(number, 0 if number.is_integer() else 2, teller.lang)}"


def case_place(case: Case, columns: tuple[str, ...], teller: Teller) -> str:
    """A case's cells; where it has none of its own the rows it is made of or rests on."""
    spans = case["spans"]
    if spans is None:
        return teller.places.cells(case[SOURCE], case[ADDRESS], columns)
    told = "; ".join(_span(span, teller) for span in spans[:_MOST])
    return told if len(spans) <= _MOST else f"{told} … (+{len(spans) - _MOST})"


def _span(span: Case, teller: Teller) -> str:
    """``lån L3 (loans.csv › C4, D4)``."""
    id_ = "" if span["id"] is None else f" {shown(span['id'], teller.lang)}"
    cells = teller.places.cells(span[SOURCE], span[ADDRESS], teller.ends(span["table"]))
    return f"{teller.speaker(span['table']).rows()}{id_} ({cells})"


def _days(days: int, teller: Teller) -> str:
    if days == 0:
        return _SAME_DAY(teller.lang)
    one = abs(days) == 1
    pattern = (_DAY_AFTER if one else _AFTER) if days > 0 else (_DAY_BEFORE if one else _BEFORE)
    return teller.say(pattern, days=abs(days))


_NO_ROWS = Text("inga: underlaget har inga {rows}.", "none: the data have no {rows}.")
_NONE_LEFT = Text(
    "inga: ingen rad bland {rows} (i underlaget: {number}) uppfyller villkoren; stegen ovan visar "
    "var de faller bort.",
    "none: no row of {rows} (in the data: {number}) satisfies the conditions; the steps above show "
    "where they fall away.",
)
_SHOWN = Text(" (de {most} första visas)", " (the first {most} shown)")
_FIRST = Text(" (den första visas)", " (the first shown)")
_SAME_DAY = Text("på gränsen", "on the limit")
_DAY_BEFORE = Text("{days} dag före gränsen", "{days} day before the limit")
_DAY_AFTER = Text("{days} dag efter gränsen", "{days} day after the limit")
_BEFORE = Text("{days} dagar före gränsen", "{days} days before the limit")
_AFTER = Text("{days} dagar efter gränsen", "{days} days after the limit")
