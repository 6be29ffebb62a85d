"""Charts as Vega-Lite specifications: a figure through its periods, and parts side by side.

All charts of a kind have the same size and, for shares, the same axis, so that they can be
compared.  A figure that is not shown leaves a gap with a word in it.
"""

from collections.abc import Sequence
from typing import Any

from bbic_ind.definitions.limits import Limits
from bbic_ind.output import wording
from bbic_ind.output.report.lines import Line
from bbic_ind.output.wording import Row
from bbic_ind.results import IN_PERCENT, Status
from bbic_ind.texts import NBSP, Language, Text

Chart = dict[str, Any]

INK, QUIET, ACCENT, BAND, GRID = "#1b1f24", "#57606a", "#0b4f8a", "#b6d4f0", "#e3e7eb"
FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"
WIDTH, HEIGHT, BAR = 380, 170, 28
SMALL_WIDTH, SMALL_HEIGHT = 200, 90
_MOST_LABELLED = 8
"""Up to this many periods every point has its value and every gap its word."""

_FIT = {"type": "fit", "contains": "padding"}
CONFIG: Chart = {
    "background": None,
    "font": FONT,
    "view": {"stroke": None},
    "aria": False,
    "axis": {
        "labelColor": QUIET,
        "labelFontSize": 12,
        "gridColor": GRID,
        "domainColor": QUIET,
        "tickColor": QUIET,
        "title": None,
    },
}


def series(line: Line, limits: Limits | None, lang: Language) -> Chart | None:
    """A figure through its periods; None where fewer than two have a value.

    A point is filled where it is final, hollow where it is preliminary.  The bar behind a
    point reaches over the possible values.  Limits are lines of long dashes; where the series
    has a control chart its centre and limits are drawn too, and what breaks a rule is a square.
    """
    points = _points(line, lang)
    if sum(point["value"] is not None for point in points) < _LEAST:
        return None
    kind = line.rows[0]["kind"]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "autosize": _FIT,
        "data": {"values": points},
        "encoding": {"x": _periods(points)},
        "layer": [
            _possible(14),
            *(_level(number) for number in _numbers(limits)),
            *(_control() if any(point["centre"] is not None for point in points) else ()),
            *(_breaks() if any(point["broken"] for point in points) else ()),
            *_path(_scale(kind, points, lang), point=60),
            *_words(),
        ],
        "config": CONFIG,
    }


def small(line: Line, lang: Language) -> Chart | None:
    """The path of a figure alone, to be set among others; None where :func:`series` is."""
    points = [{**point, "label": "", "signal": False} for point in _points(line, lang)]
    if sum(point["value"] is not None for point in points) < _LEAST:
        return None
    ends = [points[0]["period"], points[-1]["period"]]
    x = _periods(points)
    return {
        "width": SMALL_WIDTH,
        "height": SMALL_HEIGHT,
        "autosize": _FIT,
        "data": {"values": points},
        "encoding": {"x": {**x, "axis": {**x["axis"], "values": ends, "labelOverlap": False}}},
        "layer": [_possible(8), *_path(_scale(line.rows[0]["kind"], points, lang), point=28)],
        "config": CONFIG,
    }


def _points(line: Line, lang: Language) -> list[Chart]:
    few = len(line.alike) <= _MOST_LABELLED
    by_period = {row["period"]: row for row in line.series}
    return [_point(row, by_period.get(row["period"], {}), lang, few=few) for row in line.alike]


_LEAST = 2


def _periods(points: Sequence[Chart]) -> Chart:
    """All periods in their order, those without a value too."""
    return {
        "field": "period",
        "type": "ordinal",
        "scale": {"domain": [point["period"] for point in points]},
        "axis": {"labelAngle": 0, "labelOverlap": "greedy", "ticks": False, "labelPadding": 6},
    }


def _point(row: Row, in_series: Row, lang: Language, *, few: bool) -> Chart:
    shown = wording.is_told(row) and row["value"] is not None
    bounded = shown and None not in (row["low"], row["high"])
    return {
        "period": str(row["period"]),
        "value": row["value"] if shown else None,
        "low": row["low"] if bounded else None,
        "high": row["high"] if bounded else None,
        "firm": row["status"] == Status.FINAL,
        "label": wording.value(row, lang) if shown and few else "",
        "gap": "" if shown else _gap(row, lang, few=few),
        "signal": bool(in_series.get("signal")),
        "broken": bool(in_series.get("break_why")),
        **{name: in_series.get(name) for name in ("centre", "lower", "upper")},
    }


def _gap(row: Row, lang: Language, *, few: bool) -> str:
    return _GAPS[row["status"]](lang) if few and row["status"] in _GAPS else "×"


_GAPS = {
    Status.SUPPRESSED: Text("skyddad", "suppressed"),
    Status.EMPTY: Text("tom", "empty"),
    Status.UNANSWERED: wording.STATUS[Status.UNANSWERED],
    Status.NOT_COMPUTABLE: Text("saknas", "lacking"),
}


def _possible(width: int) -> Chart:
    return {
        "mark": {"type": "rule", "strokeWidth": width, "color": BAND, "strokeCap": "butt"},
        "encoding": {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}},
    }


def _path(scale: Chart, *, point: int) -> list[Chart]:
    """The line and its points, ``point`` square units large; those with a signal are larger."""
    y = {"field": "value", "type": "quantitative", **scale}
    line = {
        "type": "line",
        "color": ACCENT,
        "strokeWidth": 2,
        "invalid": "break-paths-show-domains",
    }
    points = {"type": "point", "color": ACCENT, "strokeWidth": 2, "opacity": 1}
    fill = {"condition": {"test": "datum.firm", "value": ACCENT}, "value": "white"}
    shape = {"condition": {"test": "datum.signal", "value": "square"}, "value": "circle"}
    size = {"condition": {"test": "datum.signal", "value": 130}, "value": point}
    marks = {"y": y, "fill": fill, "shape": shape, "size": size}
    return [
        {"mark": line, "encoding": {"y": y}},
        {"mark": points, "encoding": marks, "transform": [_VALID]},
    ]


def _numbers(limits: Limits | None) -> list[float]:
    return [] if limits is None else list(dict.fromkeys(limits.numbers))


def _level(number: float) -> Chart:
    """A line straight across at a limit."""
    return {
        "mark": {"type": "rule", "color": INK, "strokeDash": [8, 4], "strokeWidth": 1},
        "encoding": {"x": {"value": 0}, "x2": {"value": "width"}, "y": {"datum": number}},
    }


def _control() -> list[Chart]:
    """The centre line and the control limits, which may differ from period to period."""
    dashes = {"centre": [1, 0], "lower": [2, 2], "upper": [2, 2]}
    return [
        {
            "mark": {"type": "line", "color": QUIET, "strokeWidth": 1, "strokeDash": dash},
            "encoding": {"y": {"field": name, "type": "quantitative"}},
        }
        for name, dash in dashes.items()
    ]


def _breaks() -> list[Chart]:
    """A line down through the first period after each break."""
    return [
        {
            "mark": {"type": "rule", "color": INK, "strokeDash": [3, 3], "strokeWidth": 1},
            "encoding": {"y": {"value": 0}, "y2": {"value": "height"}},
            "transform": [{"filter": "datum.broken"}],
        }
    ]


_VALID: Chart = {"filter": "isValid(datum.value)"}


def _scale(kind: str, points: Sequence[Chart], lang: Language) -> Chart:
    """Shares always from nothing to everything; other figures from nothing."""
    if kind not in IN_PERCENT and not any(point[n] for point in points for n in ("value", "high")):
        axis = {"values": [0, 1], "format": "d", "domain": False, "ticks": False}
        return {"axis": axis, "scale": {"domain": [0, 1]}}
    if kind not in IN_PERCENT:
        return {"axis": {"tickCount": 3, "domain": False, "ticks": False}, "scale": {"zero": True}}
    percent = f"format(datum.value * 100, 'd') + '{NBSP if lang == 'sv' else ''}%'"
    axis = {"values": [0, 0.5, 1], "labelExpr": percent, "domain": False, "ticks": False}
    return {"axis": axis, "scale": {"domain": [0, 1.12], "nice": False}}


def _words() -> list[Chart]:
    text = {"type": "text", "fontSize": 12, "font": FONT}
    value = {**text, "dy": -12, "color": INK, "fontWeight": 600}
    # Below itself in white, so that no line runs through the number.
    halo = {**value, "color": "white", "stroke": "white", "strokeWidth": 4}
    labels = {
        "encoding": {
            "y": {"field": "value", "type": "quantitative"},
            "text": {"field": "label"},
        },
        "transform": [_VALID],
    }
    return [
        {"mark": halo, **labels},
        {"mark": value, **labels},
        {
            "mark": {**text, "fontStyle": "italic", "color": QUIET, "baseline": "bottom", "dy": -3},
            "encoding": {"y": {"datum": 0}, "text": {"field": "gap"}},
        },
    ]


def parts(lines: Sequence[Line], lang: Language) -> Chart | None:
    """The parts in their latest period as bars; None where none has a value."""
    bars = [_bar(line, lang) for line in lines]
    if not any(bar["value"] for bar in bars):
        return None
    y = {"field": "part", "type": "nominal", "sort": None, "axis": _PARTS}
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domain": [0, 1.6]}}
    text = {"type": "text", "align": "left", "dx": 6, "fontSize": 12, "font": FONT, "color": INK}
    return {
        "width": WIDTH,
        "height": BAR * len(bars),
        "autosize": _FIT,
        "data": {"values": bars},
        "encoding": {"y": y, "x": x},
        "layer": [
            {"mark": {"type": "bar", "color": ACCENT, "height": 14}},
            {"mark": text, "encoding": {"text": {"field": "label"}}},
        ],
        "config": CONFIG,
    }


_PARTS: Chart = {
    "labelLimit": 240,
    "labelColor": INK,
    "domain": False,
    "ticks": False,
    "labelPadding": 8,
}


def _bar(line: Line, lang: Language) -> Chart:
    row = line.rows[-1]
    shown = wording.is_told(row) and row["value"] is not None
    counted = f"{wording.value(row, lang)} ({wording.fraction(row, lang)})" if shown else ""
    return {
        "part": line.label,
        "value": row["value"] if shown else 0,
        "label": counted or _GAPS.get(row["status"], _GAPS[Status.EMPTY])(lang),
    }
