"""A figure in a few plain sentences: how many of what, what is uncertain, and the one before."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bbic_ind.definitions import Indicator
from bbic_ind.definitions.naming import Scope
from bbic_ind.definitions.prose import Speaker
from bbic_ind.definitions.prose.names import enumerated
from bbic_ind.definitions.prose.words import AND
from bbic_ind.model import Model
from bbic_ind.output import series_words, wording
from bbic_ind.output.report.lines import Line, Told
from bbic_ind.output.wording import Row
from bbic_ind.results import Status
from bbic_ind.texts import Language, Text, percent


def told(indicator: Told, model: Model, lang: Language) -> str:
    """What the indicator came to in its latest period, and what is to be known of that."""
    speaker = _speaker(indicator.indicator, model, lang)
    if indicator.parts:
        return " ".join(_of_parts(indicator, speaker))
    if indicator.main is None:
        return ""
    return " ".join(_of_figure(indicator.indicator, indicator.main, speaker))


def _speaker(indicator: Indicator, model: Model, lang: Language) -> Speaker:
    computation = indicator.computation
    return Speaker.of(model, computation.table, lang, computation.let, labels=indicator.labels)


def _of_figure(indicator: Indicator, line: Line, speaker: Speaker) -> Iterator[str]:
    *before, row = line.rows
    yield _figure(indicator, row, speaker)
    if wording.is_told(row):
        yield from doubts(row, speaker.lang)
        yield from _before(before, speaker)
        yield from _against_limits(row, speaker)
    if line.series:
        yield from series_words.about(line.series, speaker.lang)


def _figure(indicator: Indicator, row: Row, speaker: Speaker) -> str:
    when, lang = wording.when(row), speaker.lang
    if row["status"] == Status.SUPPRESSED:
        return speaker.say(_HIDDEN, when=when, note=row["note"])
    if row["status"] == Status.NOT_COMPUTABLE:
        return speaker.say(_NOT_COMPUTABLE, when=when, note=row["note"])
    if row["status"] == Status.EMPTY:
        return speaker.say(_EMPTY, when=when)
    if row["value"] is None:
        return speaker.say(_WITHOUT_VALUE, when=when, of=wording.count(row["denominator"], lang))
    return speaker.say(
        _FIGURES.get(row["kind"], _RATIO),
        when=when,
        counted=wording.count(row["numerator"], lang),
        of=wording.count(wording.counted_on(row), lang),
        units=_units(indicator, speaker),
        value=wording.value(row, lang),
    )


def _units(indicator: Indicator, speaker: Speaker) -> str:
    """What is counted: the rows, or what they are counted by."""
    unit = indicator.computation.unit
    if unit is None:
        return speaker.rows()
    column = speaker.scope.shape.columns.get(unit)
    behind = column.refers_to if column is not None else None
    scope = Scope(speaker.scope.model, behind) if behind else speaker.scope
    return replace(speaker, scope=scope).rows()


def doubts(row: Row, lang: Language) -> Iterator[str]:
    """What is not decided in a figure, and how far that could move it."""
    if row["missing"]:
        yield _MISSING(lang).format(count=row["missing"])
    if row["pending"]:
        yield _PENDING(lang).format(count=row["pending"])
    if bounds := wording.bounds(row, lang):
        yield _BOUNDS(lang).format(bounds=bounds)
    if row["denominator_undecided"]:
        uncertain = row["denominator_undecided"]
        yield (_UNDECIDED if uncertain > 1 else _UNDECIDED_ONE)(lang).format(count=uncertain)
    if row["status"] == Status.PRELIMINARY:
        until = row["final_from"]
        yield (_PRELIMINARY if until else _NOT_YET)(lang).format(until=until)


def _before(rows: Sequence[Row], speaker: Speaker) -> Iterator[str]:
    """The nearest earlier period that has a value."""
    earlier = [row for row in rows if wording.is_told(row) and row["value"] is not None]
    if earlier:
        row = earlier[-1]
        yield speaker.say(
            _BEFORE,
            when=wording.when(row),
            value=wording.value(row, speaker.lang),
            counts=wording.fraction(row, speaker.lang),
        )


def _against_limits(row: Row, speaker: Speaker) -> Iterator[str]:
    if mark := wording.limit(row, speaker.lang):
        yield speaker.say(_LIMIT, mark=mark)


def _of_parts(indicator: Told, speaker: Speaker) -> Iterator[str]:
    latest = [(line.label, line.rows[-1]) for line in indicator.parts]
    first = latest[0][1]
    if indicator.indicator.kind == "yes_no":
        yield from _answers(latest, first, speaker)
        return
    shown = [(label, row) for label, row in latest if wording.is_told(row)]
    if not shown:
        yield _figure(indicator.indicator, first, speaker)
        return
    yield from _distribution(indicator.indicator, shown, len(latest) - len(shown), speaker)


def _answers(latest: Sequence[tuple[str, Row]], first: Row, speaker: Speaker) -> Iterator[str]:
    """The items by their answers: all that are *yes*, then *no*, then the unanswered."""
    if not wording.is_told(first):
        yield speaker.say(_NOT_COMPUTABLE, when=wording.when(first), note=first["note"])
        return
    by_answer: dict[str, list[str]] = {}
    for label, row in latest:
        by_answer.setdefault(wording.short(row, speaker.lang), []).append(
            speaker.say(_QUOTED, label=label)
        )
    told_ = "; ".join(
        f"{answer.lower()} – {enumerated(labels, AND, speaker.lang)}"
        for answer, labels in by_answer.items()
    )
    yield f"{wording.when(first)}: {told_}."


def _distribution(
    indicator: Indicator, shown: Sequence[tuple[str, Row]], hidden: int, speaker: Speaker
) -> Iterator[str]:
    """How many units there are, and the largest of the parts that are shown."""
    lang, row = speaker.lang, shown[0][1]
    if row["status"] == Status.EMPTY:
        yield speaker.say(_EMPTY, when=wording.when(row))
        return
    of, units = wording.count(row["denominator"], lang), _units(indicator, speaker)
    yield speaker.say(_UNITS, when=wording.when(row), of=of, units=units)
    if most := max(row["numerator"] or 0 for _, row in shown):
        largest = [label for label, row in shown if row["numerator"] == most]
        yield speaker.say(
            _LARGEST if len(largest) == 1 else _LARGEST_ALIKE,
            shown=speaker.say(_OF_THE_SHOWN) if hidden else "",
            labels=enumerated([speaker.say(_QUOTED, label=one) for one in largest], AND, lang),
            counted=wording.count(most, lang),
            value=percent(int(most), int(row["denominator"]), lang),
        )
    if hidden:
        yield speaker.say(_PROTECTED, hidden=hidden)
    yield from doubts({**row, "missing": 0, "pending": 0, "low": None, "high": None}, lang)


_FIGURES = {
    "share": Text(
        "{when}: {counted} av {of} {units}, alltså {value}.",
        "{when}: {counted} of {of} {units}, that is {value}.",
    ),
    "count": Text("{when}: {value} {units}.", "{when}: {value} {units}."),
    "mean": Text(
        "{when}: {value} i medeltal för {of} {units}.",
        "{when}: {value} on average for {of} {units}.",
    ),
    "median": Text(
        "{when}: {value} är medianen för {of} {units}.",
        "{when}: {value} is the median for {of} {units}.",
    ),
    "max": Text(
        "{when}: {value} är det högsta för {of} {units}.",
        "{when}: {value} is the highest for {of} {units}.",
    ),
    "min": Text(
        "{when}: {value} är det lägsta för {of} {units}.",
        "{when}: {value} is the lowest for {of} {units}.",
    ),
    "share_of_sum": Text(
        "{when}: {counted} av summan {of}, alltså {value}.",
        "{when}: {counted} of the sum {of}, that is {value}.",
    ),
}
_RATIO = Text(
    "{when}: {counted} delat med {of} är {value}.", "{when}: {counted} divided by {of} is {value}."
)
_HIDDEN = Text("{when}: siffran visas inte. {note}", "{when}: the figure is not shown. {note}")
_NOT_COMPUTABLE = Text("{when}: kan inte räknas. {note}", "{when}: cannot be computed. {note}")
_WITHOUT_VALUE = Text(
    "{when}: nämnaren är {of}, så det finns inget värde att räkna.",
    "{when}: the denominator is {of}, so there is no value to work out.",
)
_EMPTY = Text(
    "{when}: det fanns inget att räkna.",
    "{when}: there was nothing to count.",
)
_MISSING = Text(
    "För {count} saknas en uppgift som avgör.",
    "For {count} a deciding value is not registered.",
)
_PENDING = Text("För {count} har tiden inte gått än.", "For {count} the time has not come yet.")
_BOUNDS = Text("Det möjliga värdet är därför {bounds}.", "The possible value is thus {bounds}.")
_UNDECIDED = Text(
    "{count} räknas inte med, eftersom det är osäkert om de hör hit.",
    "{count} are left out, since it is uncertain whether they belong.",
)
_UNDECIDED_ONE = Text(
    "1 räknas inte med, eftersom det är osäkert om den hör hit.",
    "1 is left out, since it is uncertain whether it belongs.",
)
_PRELIMINARY = Text(
    "Siffran är preliminär till {until}.", "The figure is preliminary until {until}."
)
_NOT_YET = Text("Siffran är preliminär.", "The figure is preliminary.")
_LIMIT = Text("Mot gränsvärdet: {mark}.", "Against the limit: {mark}.")
_BEFORE = Text("{when} var det {value} ({counts}).", "In {when} it was {value} ({counts}).")
_QUOTED = Text("”{label}”", '"{label}"')
_UNITS = Text("{when}: {of} {units}.", "{when}: {of} {units}.")
_LARGEST = Text(
    "Störst{shown} är delen {labels}: {counted}, alltså {value}.",
    "The largest part{shown} is {labels}: {counted}, that is {value}.",
)
_LARGEST_ALIKE = Text(
    "Störst{shown} är delarna {labels}: {counted} var, alltså {value}.",
    "The largest parts{shown} are {labels}: {counted} each, that is {value}.",
)
_OF_THE_SHOWN = Text(" av det som visas", " shown")
_PROTECTED = Text("Skyddade delar: {hidden}.", "Protected parts: {hidden}.")
