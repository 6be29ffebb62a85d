"""What a chart draws, from lines made for the purpose."""

from datetime import date

import polars as pl
import pytest

from bbic_ind.cli.earlier import reached
from bbic_ind.definitions.limits import Limits
from bbic_ind.output.report import charts
from bbic_ind.output.report.drawing import png, svg
from bbic_ind.output.report.lines import Line
from bbic_ind.periods import parse_periods
from bbic_ind.results import shaped


def row(period, numerator=3, denominator=4, status="final", **others):
    hidden = status in ("suppressed", "not_computable", "empty")
    value = None if hidden else numerator / denominator
    plain = {
        "kind": "share",
        "period": period,
        "period_start": date(2025, 1, 1),
        "period_end": date(2025, 12, 31),
        "numerator": None if hidden else numerator,
        "denominator": None if hidden else denominator,
        "value": value,
        "low": value,
        "high": value,
        "missing": 0,
        "pending": 0,
        "status": status,
        "note": None,
    }
    return plain | others


def in_series(period, **others):
    plain = {"period": period, "centre": None, "lower": None, "upper": None}
    return plain | {"signal": "", "break_why": ""} | others


def points(chart):
    return chart["data"]["values"]


def marks(chart):
    return [
        (layer["mark"]["type"], tuple(layer["mark"].get("strokeDash", ())))
        for layer in chart["layer"]
    ]


def test_one_value_is_no_series():
    assert charts.series(Line("", False, (row("2025"),)), None, "sv") is None


@pytest.mark.parametrize("status", ["suppressed", "empty", "not_computable"])
def test_a_figure_without_a_value_leaves_a_gap_with_a_word(status):
    line = Line("", False, (row("2023"), row("2024", status=status), row("2025")))
    gap = points(charts.series(line, None, "sv"))[1]

    assert (gap["value"], gap["low"], gap["high"], gap["label"]) == (None, None, None, "")
    assert (
        gap["gap"] == {"suppressed": "skyddad", "empty": "tom", "not_computable": "saknas"}[status]
    )


def test_the_periods_stand_in_their_order_whatever_is_hidden():
    line = Line("", False, (row("2023", status="empty"), row("2024"), row("2025")))
    chart = charts.series(line, None, "sv")

    assert chart["encoding"]["x"]["scale"]["domain"] == ["2023", "2024", "2025"]


def test_a_preliminary_point_is_hollow():
    line = Line("", False, (row("2024"), row("2025", status="preliminary")))

    assert [point["firm"] for point in points(charts.series(line, None, "sv"))] == [True, False]


def test_limits_are_drawn_across():
    limits = Limits.model_validate({"green": {"at_least": 0.9}, "yellow": {"at_least": 0.8}})
    chart = charts.series(Line("", False, (row("2024"), row("2025"))), limits, "sv")
    levels = [
        layer["encoding"]["y"]["datum"] for layer in chart["layer"] if "x2" in layer["encoding"]
    ]

    assert levels == [0.9, 0.8]


def test_a_control_chart_has_its_centre_and_limits():
    rows = (row("2025-01"), row("2025-02"))
    series = tuple(in_series(r["period"], centre=0.7, lower=0.5, upper=0.9) for r in rows)
    plain, charted = (
        charts.series(Line("", False, rows, series=s), None, "sv") for s in ((), series)
    )

    assert len(charted["layer"]) == len(plain["layer"]) + 3


def test_what_breaks_a_rule_is_marked():
    rows = (row("2025-01"), row("2025-02"))
    series = (in_series("2025-01"), in_series("2025-02", signal="outside"))
    chart = charts.series(Line("", False, rows, series=series), None, "sv")

    assert [point["signal"] for point in points(chart)] == [False, True]


def test_a_break_is_a_line_down_through_the_first_period_after_it():
    rows = (row("2024"), row("2025"))
    series = (in_series("2024"), in_series("2025", break_why="Ny lag."))
    chart = charts.series(Line("", False, rows, series=series), None, "sv")

    assert [point["broken"] for point in points(chart)] == [False, True]
    assert ("rule", (3, 3)) in marks(chart)


def test_a_hidden_part_has_no_bar():
    lines = (Line("A", True, (row("2025"),)), Line("B", True, (row("2025", status="suppressed"),)))
    bars = points(charts.parts(lines, "sv"))

    assert [(bar["value"], bar["label"]) for bar in bars] == [
        (0.75, "75,0\u00a0% (3/4)"),
        (0, "skyddad"),
    ]


def test_a_chart_becomes_a_picture():
    chart = charts.series(Line("", False, (row("2024"), row("2025"))), None, "sv")

    assert "75,0" in svg(chart, "sv")
    assert png(chart, "sv").startswith(b"\x89PNG")


def test_all_series_have_the_same_size():
    line = Line("", False, (row("2024"), row("2025")))
    few, many = (
        charts.series(Line("", False, rows), None, "sv")
        for rows in (line.rows, tuple(row(f"2025-{m:02}") for m in range(1, 13)))
    )

    assert [(c["width"], c["height"]) for c in (few, many)] == [(charts.WIDTH, charts.HEIGHT)] * 2


def results(*values):
    """Two figures with a value or none in each of the years from 2022."""
    same = {"pack": "p", "variant": "", "part": ""}
    rows = [
        {"indicator": str(i), "kind": "share", "period": str(2022 + year), "value": value} | same
        for year, pair in enumerate(values)
        for i, value in enumerate(pair)
    ]
    return shaped(pl.DataFrame(rows, strict=False))


@pytest.mark.parametrize(
    ("values", "first"),
    [
        ([(1, 1), (1, 1), (1, 1), (1, 1)], "2022"),
        ([(None, None), (1, None), (1, 1), (1, 1)], "2023"),
        ([(1, 1), (None, None), (1, 1), (1, 1)], "2024"),
        ([(1, 1), (1, 1), (1, 1), (None, None)], "2025"),
    ],
)
def test_years_go_back_to_where_the_data_thins_out(values, first):
    periods = parse_periods(["2022..2025"])

    assert reached(results(*values), periods)[0].label == first


@pytest.mark.parametrize(("lang", "unit"), [("sv", "\u00a0%"), ("en", "%")])
def test_the_axis_writes_percent_as_the_language_does(lang, unit):
    chart = charts.series(Line("", False, (row("2024"), row("2025"))), None, lang)

    drawn = svg(chart, lang)
    assert f"100{unit}<" in drawn


def test_a_figure_that_is_always_nought_lies_at_the_bottom():
    noughts = tuple(row(year, numerator=0, kind="count") for year in ("2024", "2025"))
    chart = charts.small(Line("", False, noughts), "sv")

    [line, *_] = [layer for layer in chart["layer"] if layer["mark"]["type"] == "line"]
    assert line["encoding"]["y"]["scale"]["domain"] == [0, 1]


def test_years_and_months_do_not_share_a_chart():
    line = Line("", False, (row("2024"), row("2025"), row("2025-01"), row("2025-02")))

    assert [p["period"] for p in points(charts.series(line, None, "sv"))] == ["2025-01", "2025-02"]
