"""Charts as Vega-Lite specifications: a figure through its periods, and parts side by side.

All charts of a kind have the same size and, for shares, the same axis, so that they can be
compared.  A figure that is not shown leaves a gap with a word in it.
"""

from collections.abc import Sequence
from typing import Any

from bbic_ind.output import wording
from bbic_ind.output.report.lines import Line
from bbic_ind.output.wording import SHARES, Row
from bbic_ind.results import Status
from bbic_ind.texts import NBSP, Language, Text

Chart = dict[str, Any]

INK, QUIET, ACCENT, BAND, GRID = "#1b1f24", "#57606a", "#0b4f8a", "#b6d4f0", "#e3e7eb"
FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"
WIDTH, HEIGHT, BAR = 380, 170, 28
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


def series(line: Line, lang: Language) -> Chart | None:
    """A figure through its periods; None where fewer than two have a value.

    A point is filled where it is final, hollow where it is preliminary.  The bar behind a
    point reaches over the possible values.
    """
    points = [_point(row, lang, few=len(line.rows) <= _MOST_LABELLED) for row in line.rows]
    if sum(point["value"] is not None for point in points) < _LEAST:
        return None
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "autosize": _FIT,
        "data": {"values": points},
        "encoding": {"x": _periods(points)},
        "layer": [_possible(), *_path(line.rows[0]["kind"]), *_words()],
        "config": CONFIG,
    }


_LEAST = 2


def _periods(points: Sequence[Chart]) -> Chart:
    """All periods in their order, those without a value too."""
    return {
        "field": "period",
        "type": "ordinal",
        "scale": {"domain": [point["period"] for point in points]},
        "axis": {"labelAngle": 0, "labelOverlap": "greedy", "ticks": False, "labelPadding": 6},
    }


def _point(row: Row, lang: Language, *, few: bool) -> Chart:
    shown = wording.is_told(row) and row["value"] is not None
    return {
        "period": str(row["period"]),
        "value": row["value"] if shown else None,
        "low": row["low"] if shown else None,
        "high": row["high"] if shown else None,
        "firm": row["status"] == Status.FINAL,
        "label": wording.value(row, lang) if shown and few else "",
        "gap": "" if shown else _gap(row, lang, few=few),
    }


def _gap(row: Row, lang: Language, *, few: bool) -> str:
    return _GAPS[row["status"]](lang) if few and row["status"] in _GAPS else "×"


_GAPS = {
    Status.SUPPRESSED: Text("skyddad", "suppressed"),
    Status.EMPTY: Text("tom", "empty"),
    Status.NOT_COMPUTABLE: Text("saknas", "lacking"),
}


def _possible() -> Chart:
    return {
        "mark": {"type": "rule", "strokeWidth": 14, "color": BAND, "strokeCap": "butt"},
        "encoding": {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}},
    }


def _path(kind: str) -> list[Chart]:
    y = {"field": "value", "type": "quantitative", **_scale(kind)}
    line = {
        "type": "line",
        "color": ACCENT,
        "strokeWidth": 2,
        "invalid": "break-paths-show-domains",
    }
    points = {"type": "point", "size": 60, "color": ACCENT, "strokeWidth": 2, "opacity": 1}
    fill = {"condition": {"test": "datum.firm", "value": ACCENT}, "value": "white"}
    return [
        {"mark": line, "encoding": {"y": y}},
        {"mark": points, "encoding": {"y": y, "fill": fill}, "transform": [_VALID]},
    ]


_VALID: Chart = {"filter": "isValid(datum.value)"}


def _scale(kind: str) -> Chart:
    """Shares always from nothing to everything; other figures from nothing."""
    if kind not in SHARES:
        return {"axis": {"tickCount": 3, "domain": False, "ticks": False}, "scale": {"zero": True}}
    percent = f"format(datum.value * 100, 'd') + '{NBSP}%'"
    axis = {"values": [0, 0.5, 1], "labelExpr": percent, "domain": False, "ticks": False}
    return {"axis": axis, "scale": {"domain": [0, 1.12], "nice": False}}


def _words() -> list[Chart]:
    text = {"type": "text", "fontSize": 12, "font": FONT}
    value = {"field": "value", "type": "quantitative"}
    return [
        {
            "mark": {**text, "dy": -12, "color": INK, "fontWeight": 600},
            "encoding": {"y": value, "text": {"field": "label"}},
            "transform": [_VALID],
        },
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
    "labelLimit": 190,
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
