"""What a definition tells of itself: what is counted, why so, and what it needs.

Chapters of passages, so that a screen and a report can tell the same.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from bbic_ind.definitions import Indicator, Pack, Variant
from bbic_ind.definitions.indicator import Computation, Law
from bbic_ind.definitions.prose import Passage, Speaker, passages
from bbic_ind.definitions.prose.names import duration
from bbic_ind.definitions.uses import Use, uses
from bbic_ind.engine.availability import indispensable
from bbic_ind.engine.explain.waiting import final_after
from bbic_ind.model import Model
from bbic_ind.output.as_list import KINDS, PERIODS
from bbic_ind.output.limit_words import followed_up
from bbic_ind.texts import Language, Text


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading, running text under it, and after that passages."""

    title: str
    texts: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


def facts(indicator: Indicator, pack: Pack, lang: Language) -> str:
    """The pack, the area and what kind of figure it is."""
    area = pack.areas.get(indicator.area) if indicator.area is not None else None
    kind = f"{KINDS[indicator.kind](lang)} {PERIODS[indicator.period](lang)}"
    told = [
        f"{pack.title(lang)} ({pack.id} {pack.version})",
        f"{_AREA(lang)} {indicator.area}: {area(lang)}" if area else "",
        *(_WORDS[word](lang) for word in (indicator.level, indicator.measure) if word),
        kind,
    ]
    return " · ".join(fact for fact in told if fact)


def chapters(indicator: Indicator, model: Model, lang: Language) -> list[Chapter]:
    """Everything the definition tells, chapter by chapter; the empty ones left out."""
    reading, needed = indicator.interpretation, indispensable(indicator, model)
    found = [
        Chapter(_COUNTING(lang), passages=tuple(_counted(indicator, "", model, lang))),
        *(_variant(indicator, variant, model, lang) for variant in indicator.variants),
        Chapter(_DOUBT(lang), tuple(_doubt(indicator, model, lang))),
        Chapter(_NEEDS(lang), passages=_lines(_listed(needed, model))),
        Chapter(_USES(lang), passages=_lines(_listed(uses(indicator, model) - needed, model))),
        Chapter(_FOLLOWED_UP(lang), passages=_lines(followed_up(indicator, lang))),
        Chapter(_READING(lang), (reading(lang),) if reading else ()),
        Chapter(_LAW(lang), passages=_lines(map(_law, indicator.law))),
        Chapter(_SOURCE(lang), passages=_lines(_source(indicator, lang))),
    ]
    return [chapter for chapter in found if chapter.texts or chapter.passages]


def _lines(texts: Iterable[str]) -> tuple[Passage, ...]:
    return tuple(Passage(text) for text in texts)


def _counted(indicator: Indicator, variant: str, model: Model, lang: Language) -> list[Passage]:
    computation = indicator.computations[variant]
    speaker = Speaker.of(model, computation.table, lang, computation.let, labels=indicator.labels)
    return passages(indicator, computation, model, speaker)


def _variant(indicator: Indicator, variant: Variant, model: Model, lang: Language) -> Chapter:
    """Why the variant is there, and what it counts otherwise than the main figure."""
    main = _counted(indicator, "", model, lang)
    changed = [p for p in _counted(indicator, variant.name, model, lang) if p not in main]
    title = f"{_VARIANT(lang)} {indicator.asked_for(variant.name, lang)}"
    return Chapter(title, (variant.why(lang),), tuple(changed))


def _doubt(indicator: Indicator, model: Model, lang: Language) -> Iterator[str]:
    """What becomes of the cases that cannot be decided, and when none is left to wait for."""
    if indicator.computation.value is not None:
        yield _NO_NUMBER(lang)
    elif indicator.computation.answers is None:
        yield (_NO_ADDEND if _adds_numbers(indicator) else _MISSING)(lang)
        yield _PENDING(lang)
    yield _final(indicator.computation, model, indicator.period, lang)


def _adds_numbers(indicator: Indicator) -> bool:
    return any(term.of is not None for term in indicator.computation.terms)


def _final(computation: Computation, model: Model, period: str, lang: Language) -> str:
    snapshot = period == "snapshot"
    wait = final_after(computation, model, snapshot=snapshot)
    if wait is None:
        return _FINAL_UNKNOWN(lang)
    day = (_THE_DAY if snapshot else _LAST_DAY)(lang)
    if wait.count <= 0:
        return _FINAL_AT_ONCE(lang).format(day=day)
    return _FINAL_AFTER(lang).format(wait=duration(wait, lang), day=day)


def _listed(used: Collection[Use], model: Model) -> Iterator[str]:
    """The tables and columns, by the names they have in the model."""
    for table in model.tables:
        columns = [name for name in model.tables[table].columns if (table, name) in used]
        if columns:
            yield f"{table}: {', '.join(columns)}"


def _law(law: Law) -> str:
    days = f" ({law.first or ''}–{law.last or ''})" if law.first or law.last else ""
    return f"{law.section}{days}"


def _source(indicator: Indicator, lang: Language) -> Iterator[str]:
    for key, text in indicator.source.items():
        label = _SOURCES.get(key)
        yield f"{label(lang) if label else key}: {text}"


_COUNTING = Text("Så räknas den", "How it is counted")
_VARIANT = Text("Variant", "Variant")
_DOUBT = Text("Det som inte går att avgöra", "What cannot be decided")
_NEEDS = Text("Behöver", "Needs")
_USES = Text("Använder det som finns av", "Uses what there is of")
_FOLLOWED_UP = Text("Följs upp mot", "Followed up against")
_READING = Text("Tolkning", "Reading")
_LAW = Text("Lag", "Law")
_SOURCE = Text("Källa", "Source")
_AREA = Text("område", "area")
_WORDS = {
    "individ": Text("individ", "individual"),
    "verksamhet": Text("verksamhet", "organisation"),
    "struktur": Text("struktur", "structure"),
    "process": Text("process", "process"),
    "resultat": Text("resultat", "outcome"),
}
_SOURCES = {
    "document": Text("dokument", "document"),
    "indicator": Text("indikator", "indicator"),
    "title": Text("rubrik", "title"),
    "numerator": Text("täljare", "numerator"),
    "denominator": Text("nämnare", "denominator"),
    "question": Text("fråga", "question"),
    "text": Text("lydelse", "wording"),
}
_MISSING = Text(
    "Saknas en uppgift som avgör är svaret okänt: värdet räknas som om svaret vore nej, "
    "och det möjliga värdet går upp till vad det skulle bli om alla okända vore ja.",
    "Where a deciding value is not registered the answer is unknown: the value counts it as no, "
    "and the possible value reaches up to what it would be if every unknown were yes.",
)
_NO_NUMBER = Text(
    "Det som saknar tal, eller inte kan ha något än, är inte med i värdet; det möjliga värdet "
    "visar hur långt talen kunde ha ändrat det, där det går att säga.",
    "What has no number, or cannot have one yet, is not in the value; the possible value shows how "
    "far the numbers could have moved it, where that can be told.",
)
_NO_ADDEND = Text(
    "Saknas en uppgift som avgör är svaret okänt: värdet räknas som om svaret vore nej. Ett tal "
    "som saknas är inte med i summan. Det möjliga värdet visar hur långt det okända kan ändra "
    "värdet, där det går att säga.",
    "Where a deciding value is not registered the answer is unknown: the value counts it as no. A "
    "number that is missing is not in the sum. The possible value shows how far what is unknown "
    "can move the value, where that can be told.",
)
_PENDING = Text(
    "Har tiden inte gått när uttaget görs är svaret oavgjort och räknas likadant.",
    "Where the time has not come when the export is made the answer is pending and counts alike.",
)
_LAST_DAY = Text("periodens sista dag", "the last day of the period")
_THE_DAY = Text("mätdagen", "the measurement day")
_FINAL_AT_ONCE = Text(
    "Slutlig när uttaget är gjort tidigast på {day}.",
    "Final when the export is made at the earliest on {day}.",
)
_FINAL_AFTER = Text(
    "Slutlig när uttaget är gjort tidigast {wait} efter {day}.",
    "Final when the export is made at the earliest {wait} after {day}.",
)
_FINAL_UNKNOWN = Text(
    "Slutlig när inget längre är oavgjort; någon bestämd dag går inte att säga.",
    "Final when nothing is pending any more; no fixed day can be told.",
)
