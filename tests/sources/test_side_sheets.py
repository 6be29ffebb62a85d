"""What a side sheet says is added to the rows it names, or it is told that it was not."""

from .deliveries import Deliver, said, values

CASES = (
    "id;barn;inledd;avslutad;typ\nU1;A;2025-01-01;;barnutredning\nU2;B;2025-01-02;;barnutredning\n"
)


def files(side: str) -> dict[str, str]:
    return {"utredningar.csv": CASES, "utredningar_lokalt.csv": side}


def test_of_several_rows_for_an_id_the_first_value_counts(deliver: Deliver) -> None:
    reading = deliver(files("id;barnsamtal\nU1;ja\nU1;nej\nU2;\nU2;ja\n"))

    assert values(reading, "utredningar", "barnsamtal") == [True, True]


def test_a_later_row_that_says_otherwise_is_told(deliver: Deliver) -> None:
    reading = deliver(files("id;barnsamtal\nU1;ja\nU1;nej\n"))

    assert said(reading, "sheet.contradiction").cells == ("B3",)


def test_a_row_for_somebody_else_or_nobody_of_the_id_is_told(deliver: Deliver) -> None:
    reading = deliver(files("id;barn;barnsamtal\nU1;;ja\nU2;C;ja\n;B;ja\n"))

    assert values(reading, "utredningar", "barnsamtal") == [None, None]
    assert said(reading, "reference.dangling").cells == ("A2", "A3", "A4")
