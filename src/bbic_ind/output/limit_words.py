"""What an indicator is followed up against, in words: limits, baseline and breaks."""

from collections.abc import Iterator

from bbic_ind.definitions import Indicator
from bbic_ind.definitions.limits import Bound, Limits
from bbic_ind.output import wording
from bbic_ind.results import Mark
from bbic_ind.texts import Language, Text


def followed_up(indicator: Indicator, lang: Language) -> Iterator[str]:
    """A sentence each for the limits, the baseline and the breaks that there are."""
    if indicator.limits is not None:
        parts = ", ".join(indicator.label(part)(lang) for part in indicator.limits.parts)
        lead = f"{_LIMITS(lang)} {parts}:" if parts else _LIMITS(lang)
        yield f"{lead} {limits(indicator.limits, indicator.kind, lang)}"
    if indicator.baseline is not None:
        yield f"{_BASELINE(lang)} {indicator.baseline.isoformat()}."
    for one in indicator.breaks:
        yield f"{_BREAK(lang)} {one.first.isoformat()}: {one.why(lang)}"


def limits(found: Limits, kind: str, lang: Language) -> str:
    """Which values have which mark: ``● inom minst 95,0 %; annars ■ utanför``."""
    bounds = {Mark.GREEN: found.green, Mark.YELLOW: found.yellow}
    told = [
        f"{_mark(mark, lang)} {_bound(bound, kind, lang)}"
        for mark, bound in bounds.items()
        if bound is not None
    ]
    return f"{'; '.join(told)}; {_ELSE(lang)} {_mark(Mark.RED, lang)}."


def _mark(mark: Mark, lang: Language) -> str:
    return wording.limit({"limit": mark}, lang)


def _bound(bound: Bound, kind: str, lang: Language) -> str:
    if kind == "yes_no":
        held = (answer for answer in (1.0, 0.0) if bound.holds(answer))
        return ", ".join(wording.value({"kind": kind, "value": answer}, lang) for answer in held)
    if bound.at_least is not None and bound.at_most is not None:
        return wording.span(bound.at_least, bound.at_most, kind, lang)
    word = _AT_LEAST if bound.at_least is not None else _AT_MOST
    return f"{word(lang)} {wording.number(bound.numbers[0], kind, lang)}"


_LIMITS = Text("Gränsvärde:", "Limits:")
_BASELINE = Text(
    "Styrdiagrammets baslinje: till och med", "Baseline of the control chart: up to and including"
)
_BREAK = Text("Brott i serien från", "Break in the series from")
_ELSE = Text("annars", "else")
_AT_LEAST = Text("minst", "at least")
_AT_MOST = Text("högst", "at most")
