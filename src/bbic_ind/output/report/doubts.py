"""The chapter of doubts: what is undecided, what cannot be computed and what is hidden."""

from collections.abc import Iterator, Sequence

from bbic_ind.disclosure.profile import NONE, load_profile
from bbic_ind.output import wording
from bbic_ind.output.caveats import MARK, caveats
from bbic_ind.output.report.document import (
    Block,
    Cell,
    Group,
    Item,
    Items,
    Link,
    Paragraph,
    Role,
    Section,
    Table,
    columns,
)
from bbic_ind.output.report.lines import Chapter, Line, Told
from bbic_ind.output.run import Run
from bbic_ind.results import Status
from bbic_ind.texts import Language, Text


def chapter(run: Run, areas: Sequence[Chapter]) -> Section:
    """Everything that keeps a figure of the latest period from being the last word."""
    everything = [told for area in areas for told in area.indicators]
    sections = (
        Section(_UNDECIDED(run.lang), "", tuple(_undecided(everything, run.lang))),
        Section(_NOTED(run.lang), "", tuple(_noted(run))),
        Section(_STOPPED(run.lang), "", tuple(_stopped(everything, run.lang))),
        Section(_PROTECTED(run.lang), "", tuple(_protected(everything, run))),
    )
    return Section(_TITLE(run.lang), "osakert", tuple(one for one in sections if one.blocks))


def _undecided(everything: Sequence[Told], lang: Language) -> Iterator[Block]:
    rows = tuple(row for told in everything for row in _doubtful(told, lang))
    if not rows:
        yield Paragraph(_NOTHING(lang))
        return
    yield Paragraph(_EXPLAINED(lang))
    yield Table(_CAPTION(lang), columns(_COLUMNS, lang), (Group(rows),))


def _noted(run: Run) -> Iterator[Block]:
    if told := caveats(run):
        yield Items(tuple(Item(one.removeprefix(f"{MARK} ")) for one in told))


def _doubtful(told: Told, lang: Language) -> Iterator[tuple[Cell, ...]]:
    """The main figure, or each part, of the latest period if anything is undecided in it."""
    for line in (told.main,) if told.main is not None else told.parts:
        row = line.rows[-1]
        counts = [row[name] or 0 for name in ("missing", "pending", "denominator_undecided")]
        if wording.is_told(row) and (any(counts) or row["status"] == Status.PRELIMINARY):
            told_ = (str(count) if count else wording.NOTHING for count in counts)
            yield (_named(told, line, lang), *told_, wording.bounds(row, lang), _final(row, lang))


def _final(row: wording.Row, lang: Language) -> str:
    if row["status"] == Status.FINAL:
        return _NOW(lang)
    if row["status"] == Status.UNANSWERED:
        return _ONCE_ANSWERED(lang)
    return row["final_from"].isoformat() if row["final_from"] else _LATER(lang)


def _named(told: Told, line: Line, lang: Language) -> Link:
    part = f": {line.label}" if line.under else ""
    return Link(f"{told.indicator.id} {told.indicator.title(lang)}{part}", told.anchor)


def _stopped(everything: Sequence[Told], lang: Language) -> Iterator[Block]:
    """The indicators that lack data, with what they lack."""
    found = [
        Item(f"{told.indicator.id} {told.indicator.title(lang)}. {line.rows[-1]['note'] or ''}")
        for told in everything
        for line in told.lines[:1]
        if line.rows[-1]["status"] == Status.NOT_COMPUTABLE
    ]
    if found:
        yield Items(tuple(found))


def _protected(everything: Sequence[Told], run: Run) -> Iterator[Block]:
    """The profile, why it is used, and which figures it hides."""
    profile = load_profile(str(run.origin.settings.get("disclosure", NONE)))
    if profile is None:
        yield Paragraph(_OPEN(run.lang))
        return
    hidden = [*filter(None, (_hidden(told, run.lang) for told in everything))]
    yield Paragraph(f"{profile.title(run.lang)}. {profile.why(run.lang)}")
    if hidden:
        yield Paragraph(_HIDDEN(run.lang))
        yield Items(tuple(hidden))
    else:
        yield Paragraph(_NONE_HIDDEN(run.lang))


def _hidden(told: Told, lang: Language) -> Item | None:
    """The indicator with its hidden periods, and below the others: ``Vet inte: 2023, 2025``."""
    hidden = [(line, periods) for line in told.lines if (periods := _hidden_periods(line))]
    own = [f": {periods}" for line, periods in hidden if not line.under]
    others = "; ".join(f"{line.label}: {periods}" for line, periods in hidden if line.under)
    text = "".join((f"{told.indicator.id} {told.indicator.title(lang)}", *own))
    return Item(text, below=(Item(others),) if others else ()) if hidden else None


def _hidden_periods(line: Line) -> str:
    hidden = (row for row in line.rows if row["status"] == Status.SUPPRESSED)
    return ", ".join(wording.when(row) for row in hidden)


_TITLE = Text("Vad som är osäkert", "What is uncertain")
_UNDECIDED = Text("Det som är oklart", "What is undecided")
_NOTED = Text("Att veta om enskilda siffror", "On single figures")
_STOPPED = Text("Det som inte kan räknas", "What cannot be computed")
_PROTECTED = Text("Det som inte visas", "What is not shown")
_NOTHING = Text(
    "Inget i de siffror som visas är oklart för den senaste perioden.",
    "Nothing in the figures shown is undecided for the latest period.",
)
_EXPLAINED = Text(
    "Värdet räknar bara det som säkert är ja. Det möjliga värdet går från det upp till vad "
    "värdet blir om allt som är okänt (uppgiften saknas) eller oavgjort (tiden har inte gått) "
    "visar sig vara ja. Det som kanske inte hör hit är inte med alls.",
    "The value counts only what is certainly yes. The possible value reaches from there up to "
    "what it becomes if all that is unknown (not registered) or pending (the time has not come) "
    "turns out to be yes. What may not belong is not counted at all.",
)
_CAPTION = Text("Oklart i den senaste perioden", "Undecided in the latest period")
_COLUMNS: tuple[tuple[Text, Role], ...] = (
    (Text("Indikator", "Indicator"), ""),
    (Text("Okänt", "Unknown"), "number"),
    (Text("Oavgjort", "Pending"), "number"),
    (Text("Hör kanske inte hit", "May not belong"), "number"),
    (Text("Möjligt värde", "Possible value"), "number"),
    (Text("Slutlig från", "Final from"), "whole"),
)
_NOW = Text("redan nu", "already")
_ONCE_ANSWERED = Text("när den besvaras", "once answered")
_LATER = Text("går inte att säga", "cannot be told")
_HIDDEN = Text("Dessa siffror visas inte:", "These figures are not shown:")
_NONE_HIDDEN = Text("Ingen siffra behövde döljas.", "No figure had to be hidden.")
_OPEN = Text(
    "Små antal är inte dolda i den här rapporten. Lämna den inte vidare utan att räkna om den "
    "med skydd av små antal.",
    "Small counts are not hidden in this report. Do not pass it on before it has been computed "
    "again with small counts protected.",
)
