"""What must hold of the engine's answers whatever is asked and whatever the data."""

from datetime import date, timedelta
from typing import Any

import polars as pl
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bbic_ind.definitions.check import check_indicator
from bbic_ind.definitions.indicator import Indicator
from bbic_ind.definitions.parse_dates import parse_duration
from bbic_ind.engine import calculate
from bbic_ind.model import ColumnType, Dataset
from bbic_ind.periods import OPEN, parse_period

from .against_engine import COUNTS, Answers, dataset, of_engine, parsed
from .questions import LENGTHS, questions, waiting
from .random_rows import Tables, busy_year, cells, days, tables
from .workshop import MODEL

Plain = dict[str, Any]

YEAR = parse_period("2025")
LATE = date(2030, 1, 1)
within_the_year = days.filter(lambda day: YEAR.start <= day < YEAR.end)
MATCHED = ("id", "rider", "bicycle", "repair", "workshop", "kind")
shares = questions(MODEL, ("share",))
of_riders = questions(MODEL, ("share",), ("mechanics", "riders"))
TURNING = ("visits", "custody", "missing")
"""Rows without ids, episodes that grow, and the question whether a value is registered."""


def asked(question: Plain) -> Indicator:
    indicator = parsed(question, MODEL)
    assume(not check_indicator(indicator, MODEL))
    return indicator


def answers(question: Plain, rows: Tables, extracted: date, by: tuple[str, ...] = ()) -> Answers:
    return of_engine(asked(question), MODEL, dataset(rows, MODEL, extracted), YEAR, by)


def only(question: Plain, rows: Tables, extracted: date) -> Plain:
    (figure,) = answers(question, rows, extracted).values()
    return figure


def as_known(rows: Tables, extracted: date) -> Tables:
    """The same with every end after E still open, as an export of that day has it."""
    ends = {
        table: [c for c, shape in it.columns.items() if shape.type is ColumnType.END_DATE]
        for table, it in MODEL.tables.items()
    }
    return {
        table: [
            {c: OPEN if c in ends[table] and v and v > extracted else v for c, v in row.items()}
            for row in records
        ]
        for table, records in rows.items()
    }


@given(questions(MODEL, ("share", "distribution")), tables(MODEL), days)
def test_no_numerator_passes_its_denominator(
    question: Plain, rows: Tables, extracted: date
) -> None:
    for figure in answers(question, rows, extracted).values():
        most = figure["numerator"] + figure["missing"] + figure["pending"]

        assert most <= figure["denominator"]


@given(shares, tables(MODEL), days)
def test_true_false_and_undecided_rows_add_up(
    question: Plain, rows: Tables, extracted: date
) -> None:
    by_rows = {k: v for k, v in question.items() if k not in ("unit", "one_per")}
    negated = {**by_rows, "numerator": [{"not": {"all": question["numerator"]}}]}
    true, false = only(by_rows, rows, extracted), only(negated, rows, extracted)
    undecided = true["missing"] + true["pending"]

    assert true["numerator"] + undecided + false["numerator"] == true["denominator"]
    assert (false["missing"], false["pending"]) == (true["missing"], true["pending"])


@given(questions(MODEL, ("share",), ("custody",)), tables(MODEL), days)
def test_rows_inside_outside_and_undecided_add_up(
    question: Plain, rows: Tables, extracted: date
) -> None:
    by_rows = {k: v for k, v in question.items() if k not in ("unit", "one_per")}
    outside = {**by_rows, "denominator": [{"not": {"all": question["denominator"]}}]}
    inner, outer = only(by_rows, rows, extracted), only(outside, rows, extracted)
    every = inner["denominator"] + inner["denominator_undecided"] + outer["denominator"]

    assert every == len(rows[question["from"]])


@given(
    questions(MODEL, avoiding=("pick", "one_per")),
    tables(MODEL),
    days,
    st.randoms(use_true_random=False),
)
def test_the_order_of_rows_and_columns_changes_nothing(
    question: Plain, rows: Tables, extracted: date, random: Any
) -> None:
    data = dataset(rows, MODEL, extracted)
    mixed = Dataset({name: _mixed(it, random) for name, it in data.tables.items()}, extracted)
    indicator = asked(question)

    assert of_engine(indicator, MODEL, mixed, YEAR) == of_engine(indicator, MODEL, data, YEAR)


def _mixed(frame: pl.DataFrame, random: Any) -> pl.DataFrame:
    order, columns = list(range(frame.height)), list(frame.columns)
    random.shuffle(order)
    random.shuffle(columns)
    return frame[order].select(columns)


@given(of_riders, tables(MODEL), tables(MODEL), days)
def test_an_unrelated_rider_changes_nobody_elses_figures(
    question: Plain, rows: Tables, others: Tables, extracted: date
) -> None:
    more = {name: rows[name] + _strangers(others[name]) for name in rows}
    before = answers(question, rows, extracted, ("rider",))
    after = answers(question, more, extracted, ("rider",))
    total = ("", "", None)

    assert {k: v for k, v in after.items() if k != total and k[2] != "Z"} == {
        k: v for k, v in before.items() if k != total
    }


def _strangers(rows: list[Plain]) -> list[Plain]:
    """The rows as another rider's, of another workshop, with a bicycle of their own."""
    changed = {"rider": "Z", "workshop": "west", "bicycle": "Z1", "repair": "Z2", "kind": None}
    return [
        {c: changed.get(c, f"Z-{v}" if c == "id" else v) for c, v in row.items()} for row in rows
    ]


@given(waiting() | questions(MODEL), tables(MODEL), within_the_year)
def test_nothing_waits_on_the_day_a_figure_is_said_to_be_final(
    question: Plain, rows: Tables, extracted: date
) -> None:
    indicator = asked(question)
    known = as_known(rows, extracted)
    now = calculate([indicator], MODEL, dataset(known, MODEL, extracted), [YEAR])
    said = [day for day in now["final_from"].to_list() if day is not None]
    last = max([extracted, *said])
    then = calculate([indicator], MODEL, dataset(known, MODEL, last), [YEAR]) if said else now

    assert not said or then["pending"].fill_null(0).sum() == 0
    assert not said or "preliminary" not in then["status"].to_list()


@settings(max_examples=2 * settings.default.max_examples)
@given(
    waiting() | waiting() | questions(MODEL, ("share",), TURNING),
    tables(MODEL).map(busy_year),
    tables(MODEL),
    st.data(),
)
def test_time_never_turns_a_certain_row_around(
    question: Plain, rows: Tables, later: Tables, data: st.DataObject
) -> None:
    extracted = _near_a_limit(rows, data)
    """Open ends may close and rows may begin after E, but what was certain stays."""
    known = as_known(rows, extracted)
    grown = _grown(known, later, extracted, data)
    before, after = _by_row(question, known, extracted), _by_row(question, grown, LATE)

    for row, figure in before.items():
        assert not _turned(figure, after[row]), row


def _near_a_limit(rows: Tables, data: st.DataObject) -> date:
    """An extraction date at, or shortly before, the end of some deadline."""
    opened = [row["opened"] for row in rows["repairs"] if row["opened"]]
    length = parse_duration(data.draw(st.sampled_from(LENGTHS)))
    before = timedelta(days=data.draw(st.sampled_from([0, 1, 2, 10])))
    return length.after(data.draw(st.sampled_from(opened) if opened else days)) - before


def _grown(known: Tables, later: Tables, extracted: date, data: st.DataObject) -> Tables:
    """What may have been registered long after: ends of open spans, rows that begin later."""
    grown = {}
    for name, shape in MODEL.tables.items():
        ends = [c for c, it in shape.columns.items() if it.type is ColumnType.END_DATE]
        grown[name] = [
            {c: _closed(extracted, data) if c in ends and v == OPEN else v for c, v in row.items()}
            for row in known[name]
        ]
        if shape.begins is not None:
            grown[name] += [_begun(name, row, extracted, data) for row in later[name]]
    return grown


def _closed(extracted: date, data: st.DataObject) -> date:
    after = data.draw(st.sampled_from([1, 2, 14, 60, 365, None]))
    return OPEN if after is None else extracted + timedelta(days=after)


def _begun(table: str, row: Plain, extracted: date, data: st.DataObject) -> Plain:
    shape = MODEL.tables[table]
    begins = extracted + timedelta(days=data.draw(st.sampled_from([1, 2, 14, 60, 365])))
    changed = {**row, shape.begins: begins}
    for column, it in shape.columns.items():
        if it.type is ColumnType.END_DATE:
            changed[column] = data.draw(st.sampled_from([begins, OPEN]))
        if column == "id":
            changed[column] = f"new-{row['id']}"
    return changed


def _by_row(question: Plain, rows: Tables, extracted: date) -> dict[str, Plain]:
    """Each row's own figure; a row that has none is outside the denominator."""
    by_rows = {k: v for k, v in question.items() if k not in ("unit", "one_per")}
    figures = answers(by_rows, rows, extracted, ("id",))
    outside = dict.fromkeys(COUNTS, 0.0)
    return {row["id"]: figures.get(("", "", row["id"]), outside) for row in rows[question["from"]]}


def _turned(before: Plain, after: Plain) -> bool:
    """A row that certainly belonged does not, or a certain answer is another."""
    if before["denominator"] == 0:
        return bool(not before["denominator_undecided"] and after["denominator"])
    certain = not (before["missing"] or before["pending"])
    return bool(
        after["denominator"] == 0
        or (certain and after["numerator"] != before["numerator"])
        or (certain and (after["missing"] or after["pending"]))
    )


@settings(max_examples=2 * settings.default.max_examples)
@given(
    waiting() | waiting() | questions(MODEL, ("share",), (*TURNING, "allow_missing")),
    tables(MODEL).map(busy_year),
    tables(MODEL),
    st.data(),
)
def test_the_bounds_hold_whatever_the_missing_values_turn_out_to_be(
    question: Plain, rows: Tables, later: Tables, data: st.DataObject
) -> None:
    extracted = _near_a_limit(rows, data)
    whole = {k: v for k, v in question.items() if k not in ("unit", "one_per")}
    whole["denominator"] = [{"id": {"missing": False}}]
    known = as_known(rows, extracted)
    ids = sorted({row["id"] for row in known[question["from"]]})
    assume(ids)
    filled = _grown(_told(known, extracted, data), later, extracted, data)
    before = _by_row(whole, known, extracted)
    after = _by_row(whole, filled, LATE)

    for row in ids:
        figure = after[row]
        least, most = figure["numerator"], sum(figure[n] for n in ("numerator", "missing"))
        assert before[row]["numerator"] <= least
        assert most <= before[row]["high"]


def _told(known: Tables, extracted: date, data: st.DataObject) -> Tables:
    """Every missing value but those that rows are matched by filled in with some value."""

    def value(table: str, column: str, cell: Any) -> Any:
        if cell is not None or column in MATCHED:
            return cell
        drawn = data.draw(cells(column, MODEL.tables[table].columns[column]))
        return OPEN if drawn and column in ("closed", "ended") and drawn > extracted else drawn

    return {
        table: [{c: value(table, c, v) for c, v in row.items()} for row in records]
        for table, records in known.items()
    }
