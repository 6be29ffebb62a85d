"""Thirty investigations that try every side of the limit of four months."""

from datetime import date
from pathlib import Path

from bbic_ind.model import Model
from bbic_ind.periods import OPEN
from generator.plain import write_plain_csv
from generator.town import Row

SPANS: tuple[tuple[date, date | None, str | None], ...] = (
    # The limit on an ordinary day: the day before, the day, the day after.
    (date(2025, 2, 10), date(2025, 6, 9), "barnutredning"),
    (date(2025, 2, 10), date(2025, 6, 10), "barnutredning"),
    (date(2025, 2, 10), date(2025, 6, 11), "barnutredning"),
    # Months of uneven length: the limit is the last day of a shorter month.
    (date(2024, 10, 31), date(2025, 2, 27), "barnutredning"),
    (date(2024, 10, 31), date(2025, 2, 28), "barnutredning"),
    (date(2024, 10, 31), date(2025, 3, 1), "barnutredning"),
    (date(2024, 10, 28), date(2025, 2, 28), "barnutredning"),
    (date(2024, 10, 29), date(2025, 3, 1), "barnutredning"),
    (date(2025, 5, 31), date(2025, 9, 30), "barnutredning"),
    (date(2025, 5, 31), date(2025, 10, 1), "barnutredning"),
    # A leap year.
    (date(2023, 10, 31), date(2024, 2, 28), "barnutredning"),
    (date(2023, 10, 31), date(2024, 2, 29), "barnutredning"),
    (date(2023, 10, 31), date(2024, 3, 1), "barnutredning"),
    # From the last day of a short month the limit is not the last day of the long one.
    (date(2025, 2, 28), date(2025, 6, 28), "barnutredning"),
    (date(2025, 2, 28), date(2025, 6, 30), "barnutredning"),
    # 120 days and four months are not the same: 31 days in each of two months.
    (date(2025, 7, 1), date(2025, 10, 29), "barnutredning"),
    (date(2025, 7, 1), date(2025, 10, 30), "barnutredning"),
    (date(2025, 7, 1), date(2025, 11, 1), "barnutredning"),
    (date(2025, 7, 1), date(2025, 11, 2), "barnutredning"),
    # The edges of the year.
    (date(2024, 8, 31), date(2024, 12, 31), "barnutredning"),
    (date(2024, 9, 1), date(2025, 1, 1), "barnutredning"),
    (date(2025, 8, 31), date(2025, 12, 31), "barnutredning"),
    (date(2025, 9, 1), date(2026, 1, 1), "barnutredning"),
    # Opened and closed on one day; open for more than a year.
    (date(2025, 3, 3), date(2025, 3, 3), "barnutredning"),
    (date(2024, 1, 15), date(2025, 11, 28), "barnutredning"),
    # Still open, and closed on a day that nobody registered.
    (date(2025, 10, 6), OPEN, "barnutredning"),
    (date(2026, 1, 12), OPEN, "barnutredning"),
    (date(2025, 4, 1), None, "barnutredning"),
    # Another kind of investigation, and one whose kind is not registered.
    (date(2025, 1, 7), date(2025, 9, 15), "familjerätt"),
    (date(2025, 1, 7), date(2025, 4, 15), None),
)


def write_simple(folder: Path, model: Model) -> None:
    """Write the table as a CSV file in the plain layout, under ids that name nobody."""
    folder.mkdir(parents=True, exist_ok=True)
    rows: list[Row] = [
        {"id": f"U{n}", "barn": f"B{n}", "inledd": opened, "avslutad": closed, "typ": kind}
        for n, (opened, closed, kind) in enumerate(SPANS, start=1)
    ]
    write_plain_csv(folder, "utredningar", rows, model)
