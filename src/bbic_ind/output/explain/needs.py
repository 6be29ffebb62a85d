"""What would have to be otherwise for a case to count, and in which cells."""

from collections.abc import Iterator
from dataclasses import replace

from bbic_ind.definitions.conditions import All, AnyOf, CountTest, Exists
from bbic_ind.definitions.prose import Speaker, heading, sentence
from bbic_ind.engine.explain import Seen, Traced, TracedRow, Verdict
from bbic_ind.output.explain.places import Places, shown
from bbic_ind.output.paragraphs import paragraph
from bbic_ind.texts import Text

_STEP = "  "


def needs(traced: Traced, speaker: Speaker, places: Places, indent: str) -> Iterator[str]:
    """Each condition that does not hold, with the cells that decide it."""
    if traced.verdict is Verdict.YES:
        return
    match traced.condition:
        case All():
            for part in traced.below:
                yield from needs(part, speaker, places, indent)
        case AnyOf():
            yield from paragraph(f"– {heading(traced.condition, speaker)}:", indent, _STEP)
            for part in traced.below:
                yield from needs(part, speaker, places, indent + _STEP)
        case Exists() | CountTest():
            yield from _related(traced, speaker, places, indent)
        case _:
            yield from paragraph(f"– {_plain(traced, speaker, places)}", indent, _STEP)


def _plain(traced: Traced, speaker: Speaker, places: Places) -> str:
    """A condition that asks for nothing but values, and where they stand."""
    told = sentence(traced.condition, speaker)
    days = [day.isoformat() for day in traced.days if day is not None]
    spoken = all(day in told for day in days)
    limit = "" if spoken else f" ({'–'.join(days)})"
    return f"{told}{limit}: {_cells(traced, speaker, places)}{_why(traced, speaker)}"


def _cells(traced: Traced, speaker: Speaker, places: Places) -> str:
    told = (_cell(seen, speaker, places) for leaf in _leaves(traced) for seen in leaf.seen)
    found = dict.fromkeys(one for one in told if one)
    return speaker.say(_OR).join(found) or speaker.say(_NO_CELL)


def _cell(seen: Seen, speaker: Speaker, places: Places) -> str:
    """The cell of a value, or the cells that its row is made of; empty where it has none."""
    if seen.cell is None:
        return ""
    if seen.cell.row is None:
        return places.made_of.get(seen.cell.table, "")
    return f"{places.cell(seen.cell)} ({speaker.name(seen.name)})"


def _leaves(traced: Traced) -> Iterator[Traced]:
    if not traced.below:
        yield traced
    for part in traced.below:
        yield from _leaves(part)


def _why(traced: Traced, speaker: Speaker) -> str:
    said = {Verdict.MISSING: _FILL_IN, Verdict.PENDING: _WAIT}.get(traced.verdict)
    return speaker.say(said) if said else ""


def _related(traced: Traced, speaker: Speaker, places: Places, indent: str) -> Iterator[str]:
    """What kind of row would be needed, and what the rows that come nearest lack."""
    condition = traced.condition
    end = ":" if traced.related else speaker.say(_NO_ROWS)
    yield from paragraph(f"– {sentence(condition, speaker)}{end}", indent, _STEP)
    if isinstance(condition, Exists | CountTest):
        inside = speaker.inside(condition.related.table)
        for row in traced.related[:_NEAREST]:
            yield from _row(row, inside, places, indent + _STEP)


def _row(row: TracedRow, inside: Speaker, places: Places, indent: str) -> Iterator[str]:
    at, own = places.row(row.source, row.row), replace(places, made_of={})
    yield from paragraph(f"{shown(row.id, inside.lang)} ({at}):", indent, _STEP)
    for condition in row.conditions:
        yield from needs(condition, inside, own, indent + _STEP)


_NEAREST = 2
_OR = Text(" eller ", " or ")
_NO_CELL = Text("ingen cell i filerna", "no cell in the files")
_NO_ROWS = Text(". Ingen sådan rad är registrerad.", ". No such row is registered.")
_FILL_IN = Text(", uppgiften saknas", ", not registered")
_WAIT = Text(", tiden har inte gått", ", the time has not come")
