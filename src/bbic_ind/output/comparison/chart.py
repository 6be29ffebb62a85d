"""The funnel plot: how far from the middle chance gives, by how many a share rests on."""

from collections.abc import Iterator
from typing import Any

from bbic_ind.output.comparison.compared import Comparison
from bbic_ind.output.report.charts import (
    ACCENT,
    CONFIG,
    FONT,
    GRID,
    HEIGHT,
    INK,
    QUIET,
    WIDTH,
    Chart,
)
from bbic_ind.peers.placing import INNER, OUTER, PERCENT, Placed, funnel
from bbic_ind.texts import Language, Text

_STEPS = 60
"""Into how many pieces a curve is divided, the finest where it bends most."""

_ROOM = 1.15
"""How much further than the largest count the axis goes."""


def chart(row: Placed, told: Comparison) -> Chart | None:
    """The plot of a share, others a strip; None without a value of ours or of others."""
    if row.value is None or row.spread is None:
        return None
    is_funnel = bool(row.is_share and row.count)
    return {
        "width": WIDTH,
        "height": HEIGHT + 60,
        "autosize": {"type": "fit", "contains": "padding"},
        "layer": [
            *(_limits(row) if is_funnel else ()),
            _middle(row),
            *_others(row),
            *_own(row, told),
        ],
        "config": CONFIG,
    }


def _limits(row: Placed) -> Iterator[Chart]:
    for confidence, dash in ((INNER, [4, 3]), (OUTER, [1, 0])):
        for side in (0, 1):
            yield _curve(row, confidence, side, dash)


def _curve(row: Placed, confidence: float, side: int, dash: list[int]) -> Chart:
    middle = row.spread.middle if row.spread else 0.0
    farthest = _farthest(row)
    counts = [farthest * (step / _STEPS) ** 2 for step in range(1, _STEPS + 1)]
    points = [{"n": n, "y": funnel(middle, n, confidence)[side]} for n in counts]
    return {
        "data": {"values": points},
        "mark": {"type": "line", "color": QUIET, "strokeWidth": 1, "strokeDash": dash},
        "encoding": {"x": _x(row), "y": _y(row, "y")},
    }


def _farthest(row: Placed) -> float:
    return _ROOM * max(row.count or 0, *(other.count or 0 for other in row.others))


def _middle(row: Placed) -> Chart:
    middle = row.spread.middle if row.spread else None
    return {
        "data": {"values": [{"y": middle}]},
        "mark": {"type": "rule", "color": QUIET, "strokeWidth": 1},
        "encoding": {"y": _y(row, "y")},
    }


def _others(row: Placed) -> Iterator[Chart]:
    """Points where it is known what the values rest on, else ticks at the edge."""
    counted = [{"n": one.count, "y": one.value} for one in row.others if one.count]
    uncounted = [{"y": one.value} for one in row.others if not one.count or not row.is_share]
    if counted and row.is_share:
        yield {
            "data": {"values": counted},
            "mark": {"type": "point", "color": INK, "size": 30, "opacity": 0.7},
            "encoding": {"x": _x(row), "y": _y(row, "y")},
        }
    if uncounted:
        yield {
            "data": {"values": uncounted},
            "mark": {"type": "tick", "color": INK, "opacity": 0.5, "size": 22, "thickness": 1},
            "encoding": {"x": {"value": WIDTH - 60}, "y": _y(row, "y")},
        }


def _own(row: Placed, told: Comparison) -> Iterator[Chart]:
    is_funnel = bool(row.is_share and row.count)
    x = _x(row) if is_funnel else {"value": WIDTH / 3}
    data = {"values": [{"n": row.count, "y": row.value, "label": told.name(told.municipality)}]}
    encoding = {"x": x, "y": _y(row, "y")}
    point = {"type": "point", "shape": "diamond", "filled": True, "color": ACCENT, "size": 160}
    words = {"type": "text", "dy": -14, "font": FONT, "fontSize": 12, "fontWeight": 600}
    yield {"data": data, "mark": {**point, "opacity": 1}, "encoding": encoding}
    label = {"text": {"field": "label"}, **encoding}
    yield {"data": data, "mark": {**words, "color": INK}, "encoding": label}


def _x(row: Placed) -> dict[str, Any]:
    scale = {"domain": [0, _farthest(row)], "nice": False}
    axis = {"grid": False, "tickCount": 5, "format": "d"}
    return {"field": "n", "type": "quantitative", "scale": scale, "axis": axis}


def _y(row: Placed, name: str) -> dict[str, Any]:
    axis = {"gridColor": GRID, "tickCount": 5, "domain": False, "ticks": False}
    scale = {"domain": [0, PERCENT], "nice": False} if row.is_share else {"zero": False}
    return {"field": name, "type": "quantitative", "axis": axis, "scale": scale}


def legend(row: Placed, lang: Language) -> str:
    """What the signs of the plot mean, those only that stand in it."""
    return " ".join(said(lang) for said in _signs(row))


def _signs(row: Placed) -> Iterator[Text]:
    yield Text("Romb: vårt värde.", "Diamond: our value.")
    if row.is_share and any(one.count for one in row.others):
        yield Text("Ringar: andra kommuner.", "Circles: other municipalities.")
    if not row.is_share or any(not one.count for one in row.others):
        yield Text("Streck: andra kommuner.", "Ticks: other municipalities.")
    yield Text("Linjen tvärs över: de andras mitt.", "The line across: the others' middle.")
    if row.is_share and row.count:
        yield Text(
            "Kurvorna: så långt från mitten slumpen brukar föra en andel av så många (streckad "
            "95 %, heldragen 99,8 %). Vågrätt: hur många andelen gäller.",
            "The curves: how far chance usually takes a share of so many from the middle (dashed "
            "95%, solid 99.8%). Across: how many the share is of.",
        )
        if any(not one.count for one in row.others):
            yield Text(
                "Kolada säger inte hur många de andras andelar gäller, så deras streck står vid "
                "kanten.",
                "Kolada does not say how many the others' shares are of, so their ticks are at "
                "the edge.",
            )
