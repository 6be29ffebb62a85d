"""The smallest questions on which the engine and the slow evaluator once differed."""

from datetime import date
from typing import Any

from bbic_ind.periods import OPEN

from .test_engine_agrees import disagreements
from .workshop import LONG_AFTER, YEAR, filled

Q: dict[str, Any] = {
    "format": 1,
    "id": "1:1",
    "title": {"sv": "Fråga", "en": "Question"},
    "kind": "share",
    "period": "year",
    "denominator": [{"opened": {"during": "period"}}],
    "from": "repairs",
}
REPAIR = {"id": "R1", "rider": "A", "opened": "2025-01-01", "workshop": "north"}


def imagined(where: list[Any], match: dict[str, str] | None = None) -> dict[str, Any]:
    """A numerator that only a row yet to be registered could make true."""
    related: dict[str, Any] = {"in": "visits", "where": where}
    return {**Q, "numerator": [{"exists": {**related, **({"match": match} if match else {})}}]}


def agree(question: dict[str, Any], extracted: date = LONG_AFTER, **rows: Any) -> None:
    tables = filled(**{"repairs": [REPAIR], **rows})
    assert disagreements(question, tables, extracted, YEAR) == {}


def test_a_number_through_a_reference_is_the_number_there() -> None:
    question = {**Q, "kind": "mean", "value": "bicycle.weight"}
    bicycles = [{"id": "C1", "weight": 10.0}]

    agree(question, repairs=[{**REPAIR, "bicycle": "C1"}], bicycles=bicycles)


def test_a_missing_number_through_a_reference_lies_in_its_range() -> None:
    agree({**Q, "numerator": [{"bicycle.weight": {"at_least": 0}}]})


def test_a_row_inside_keeps_the_column_that_rows_inside_it_are_matched_by() -> None:
    inner = {"exists": {"in": "rentals", "match": {"workshop": "workshop"}}}

    agree(imagined([inner]), visits=[{"rider": "A", "workshop": "north"}])


def test_a_reference_that_is_not_in_the_data_reads_as_missing_where_that_is_allowed() -> None:
    tables = filled(repairs=[REPAIR])
    tables["repairs"] = [
        {k: v for k, v in row.items() if k != "bicycle"} for row in tables["repairs"]
    ]
    asked = {"bicycle.bought": {"before": "opened", "allow_missing": True}}

    assert disagreements({**Q, "numerator": [asked]}, tables, LONG_AFTER, YEAR) == {}


def test_a_table_that_is_not_in_the_data_reads_as_missing_where_that_is_allowed() -> None:
    tables = filled(repairs=[REPAIR])
    del tables["bicycles"]
    asked = {"opened": {"before": "bicycle.bought", "allow_missing": True}}

    assert disagreements({**Q, "numerator": [asked]}, tables, LONG_AFTER, YEAR) == {}


def test_an_imagined_row_has_the_words_it_is_matched_by() -> None:
    agree(imagined([{"workshop": {"is_not": "north"}}], {"workshop": "workshop"}))


def test_an_imagined_row_has_the_registered_day_it_begins_on() -> None:
    agree(imagined([{"happened": {"missing": True}}]))


def test_an_imagined_row_has_numbers_within_their_range() -> None:
    agree(imagined([{"minutes": {"more_than": 601}}]))


def test_an_imagined_row_is_of_the_rider_it_is_matched_by() -> None:
    agree(
        imagined([{"rider.sex": {"is": "m"}}]),
        riders=[{"id": "A", "sex": "f"}],
    )


def test_rows_inside_an_imagined_row_are_counted() -> None:
    agree(imagined([{"count": {"in": "rentals", "less_than": 0}}]))


def test_an_open_end_inside_an_imagined_row_lies_after_extraction() -> None:
    asked = {"exists": {"in": "rentals", "where": [{"ended": {"during": "period"}}]}}

    agree({**Q, "numerator": [asked]}, rentals=[{"id": "H1", "rider": "A", "ended": OPEN}])


def test_an_imagined_row_may_lack_what_may_be_missing() -> None:
    agree(imagined([{"minutes": {"more_than": 601, "allow_missing": True}}]))


def test_the_end_of_an_imagined_row_lies_ahead_and_is_not_missing() -> None:
    ended = {"on_or_before": "2025-12-31", "allow_missing": True}

    agree({**Q, "numerator": [{"exists": {"in": "rentals", "where": [{"ended": ended}]}}]})


def test_the_latest_of_episodes_that_tie_is_the_latest_in_time() -> None:
    question = {
        **Q,
        "kind": "mean",
        "from": "custody",
        "let": {"length": {"age": {"born": "since", "on": "until"}}},
        "one_per": {"column": "rider", "latest": "rider.born"},
        "denominator": [{"rider.born": {"during": "period", "allow_missing": True}}],
        "value": "length",
    }
    late, early = (
        {"id": id_, "rider": "A", "opened": opened, "closed": closed}
        for id_, opened, closed in (
            ("R1", "2024-10-31", "2024-10-31"),
            ("R2", "2020-02-29", "2022-02-28"),
        )
    )

    agree(question, repairs=[late, early])


def test_time_to_a_row_that_is_not_there_is_missing_and_waits_for_nothing() -> None:
    earlier = {"in": "visits", "where": [{"happened": {"before": "this.opened"}}]}
    first = {"first": {**earlier, "by": "happened", "value": "happened"}}
    let = {"visited": first, "waited": {"days": {"from": "visited", "to": "opened"}}}

    agree({**Q, "kind": "mean", "let": let, "value": "waited"})


def test_the_age_is_that_on_the_day_which_lies_in_the_period_itself() -> None:
    born = {"rider.born": {"during": {"from": "rider.born", "to": "rider.born"}}}
    opened = {"opened": {"during": "period"}}
    question = {**Q, "denominator": [born, opened], "numerator": [{"workshop": {"is": "north"}}]}
    tables = filled(repairs=[REPAIR], riders=[{"id": "A", "born": "1950-05-01", "sex": "f"}])

    assert disagreements(question, tables, LONG_AFTER, YEAR, ("agegroup",)) == {}
