"""Series, limits and intervals are told alike on screen, in the workbook and in the JSON."""

import json as encoder
from dataclasses import replace
from io import BytesIO

import openpyxl
import polars as pl
import pytest

from bbic_ind.definitions.limits import Break, Limits
from bbic_ind.output.as_csv import csv
from bbic_ind.output.as_json import json
from bbic_ind.output.as_table import WIDTH, table
from bbic_ind.output.as_xlsx import write_xlsx
from bbic_ind.output.limit_words import followed_up
from bbic_ind.periods import parse_period
from bbic_ind.series import marked

LIMITS = Limits.model_validate({"green": {"at_least": 0.9}, "yellow": {"at_least": 0.8}})
BREAK = Break.model_validate({"from": "2025-03-01", "why": {"sv": "Ny räkning.", "en": "New."}})


def months(first, last):
    return [f"{year}-{month:02}" for year in range(first, last + 1) for month in range(1, 13)]


@pytest.fixture
def followed(a_run, a_row):
    """The maker of runs of one share: its counts of ten, or a status, period by period."""

    def make(periods, counts, lang="sv", limits=LIMITS, breaks=(), **more):
        rows = [_row(a_row, *pair, **more) for pair in zip(periods, counts, strict=True)]
        run = a_run(rows, by=(), lang=lang)
        first = replace(run.indicators[0], limits=limits, breaks=breaks)
        indicators = (first, *run.indicators[1:])
        return replace(
            run,
            results=marked(run.results, indicators, intervals=limits is not None),
            indicators=indicators,
        )

    return make


def _row(a_row, period, count, **more):
    span = parse_period(period)
    days = {"period": period, "period_start": span.start, "period_end": span.end}
    if isinstance(count, str):
        return a_row("1:1", **days, status=count, **more)
    figures = {"numerator": count, "denominator": 10, "value": count / 10}
    return a_row("1:1", **days, **figures, low=count / 10, high=count / 10, **more)


def lines(run):
    return table(run).replace("\u00a0", " ").splitlines()


CALENDAR = """\
Bibliotekets mått · uppgifter till och med 2026-02-01

1  Utlåningen är snabb
  1:1  Böcker som lämnades tillbaka i tid (%)
             jan   feb   mar   apr   maj   jun   jul   aug   sep   okt   nov   dec
       2024 80,0▲ 90,0● 80,0▲ 90,0● 80,0▲ 90,0● 80,0▲ 90,0● 80,0▲ 90,0● 80,0▲ 90,0●
       2025 80,0▲ 90,0● 80,0▲ 90,0● 80,0▲ 90,0● 80,0▲ 90,0● 80,0▲ 10,0■   ..  50,0p
       Mitt 81,4 % (2024-01–2025-10). Styrgränserna följer antalet; 2025-12: 44,4–100,0 %.
       Signal: 2025-10 utanför styrgränserna.
       1 skyddad punkt ingår inte i styrdiagrammet, så mitten kan vara skev.

● inom  ▲ bevaka  ■ utanför  p preliminär  .. skyddad

Konfidensintervallen ryms inte i kalendern. De står i filen som --output skriver.
"""


def test_many_months_stand_as_a_calendar(followed):
    run = followed(months(2024, 2025), [8, 9] * 10 + [8, 1, "suppressed", 5])
    last = run.results.height - 1
    waiting = [*["final"] * last, "preliminary"]
    statuses = [
        old if old == "suppressed" else new
        for old, new in zip(run.results["status"], waiting, strict=True)
    ]
    run = replace(run, results=run.results.with_columns(pl.Series("status", statuses)))

    assert table(run).replace("\u00a0", " ") == CALENDAR


def test_a_long_id_does_not_run_into_the_title_of_a_calendar(followed):
    run = followed(months(2024, 2024), [8] * 12)
    first, *others = run.indicators
    run = replace(
        run,
        results=run.results.with_columns(pl.lit("4.10:1").alias("indicator")),
        indicators=(replace(first, id="4.10:1"), *others),
    )

    assert "  4.10:1 Böcker" in table(run)


def test_few_months_stand_a_line_each(followed):
    run = followed(months(2024, 2024)[:5], [8] * 5)

    told = [word for line in lines(run) for word in line.split() if word.startswith("2024-")]
    assert told == months(2024, 2024)[:5]


def test_no_line_of_a_calendar_is_wider_than_the_table(followed):
    assert max(map(len, lines(followed(months(2024, 2025), [10] * 24)))) <= WIDTH


def test_months_that_all_cannot_be_computed_are_told_once(followed):
    run = followed(months(2024, 2024), ["not_computable"] * 12, note="Saknas: lån.")

    assert sum("Saknas: lån." in line for line in lines(run)) == 1
    assert any("2024-01–2024-12" in line for line in lines(run))


def test_weeks_stand_ten_to_a_line(followed):
    run = followed([f"2025-W{week:02}" for week in range(1, 13)], [8] * 12)

    told = [line.split()[0] for line in lines(run) if line.strip().startswith("2025-W")]
    assert told == ["2025-W01", "2025-W11"]


def test_years_are_told_with_the_latest_change(followed):
    told = "\n".join(lines(followed(["2024", "2025"], [5, 8])))

    assert "Förändring 2024–2025: +30,0 procentenheter (95 % KI −10,7 till +60,0)." in told


def test_a_break_is_told_instead_of_a_change(followed):
    told = "\n".join(lines(followed(["2024", "2025"], [5, 8], breaks=(BREAK,))))

    assert "Brott i serien från 2025: Ny räkning." in told
    assert "Förändring" not in told


def test_a_break_inside_a_year_is_told_once(followed):
    """It parts that year from the one before, and from the whole year after."""
    years = ["2024", "2025", "2026"]
    told = "\n".join(lines(followed(years, [5, 8, 9], breaks=(BREAK,))))

    assert "Brott i serien från 2025 och 2026: Ny räkning." in told


def test_limit_and_interval_stand_on_the_line_of_the_figure(followed):
    [line] = [one for one in lines(followed(["2025"], [8])) if "1:1" in one]

    assert line.split()[-4:] == ["%", "▲", "bevaka", "slutlig"]
    assert "49,0–94,3 %" in line


def test_nothing_is_added_to_the_table_without_limits(followed):
    assert "Gräns" not in "\n".join(lines(followed(["2025"], [8], limits=None)))


def test_titles_stand_on_their_own_line_where_columns_leave_no_room(followed):
    run = followed(["2025"], [8])
    wide = run.results.with_columns(numerator=1e18, denominator=1e19, high=1.0)

    told = lines(replace(run, results=wide))
    assert "  1:1  Böcker som lämnades tillbaka i tid" in told


def test_an_english_reader_gets_an_english_calendar(followed):
    told = "\n".join(lines(followed(months(2024, 2024), [8, 9] * 6, lang="en")))

    assert "Jan" in told
    assert "Centre 85.0% (2024-01–2024-12). Control limits follow the count" in told
    assert "● within  ▲ watch" in told


@pytest.fixture
def book(followed):
    stream = BytesIO()
    write_xlsx(followed(months(2024, 2024), [8, 9] * 5 + [8, 1], breaks=()), stream)
    return openpyxl.load_workbook(stream)


def cells(sheet, row):
    names = [cell.value for cell in sheet[1]]
    return dict(zip(names, sheet[row], strict=True))


def test_the_workbook_has_a_row_for_each_point(book):
    assert book.sheetnames[2] == "Serier"
    assert book["Serier"].max_row == 13


def test_a_point_stands_with_its_mark_its_signal_and_its_limits(book):
    last = cells(book["Serier"], 13)

    assert last["Gränsvärde"].value == "■ utanför"
    assert last["Signal"].value == "utanför styrgränserna"
    assert last["Mitt"].value == pytest.approx(0.78333, abs=0.0001)
    assert last["Mitt"].number_format == '0.0"\u00a0"%'


def test_a_mark_has_a_colour_besides(book):
    sheet = book["Serier"]

    colours = {cells(sheet, row)["Gränsvärde"].font.color.rgb for row in (2, 3, 13)}
    assert len(colours) == 3


def test_columns_that_tell_nothing_are_left_out(book):
    names = [cell.value for cell in book["Serier"][1]]

    assert not any("Förändring" in name for name in names)


def test_a_single_period_gives_no_sheet_of_series(followed):
    stream = BytesIO()
    write_xlsx(followed(["2025"], [8]), stream)

    assert "Serier" not in openpyxl.load_workbook(stream).sheetnames


def test_the_first_sheet_shows_interval_and_mark(book):
    titles = [cell.value for cell in book["Indikatorer"][5]]

    assert titles[8:11] == ["95 % KI från", "95 % KI till", "Gränsvärde"]


def test_the_json_has_the_series(followed):
    told = encoder.loads(json(followed(["2024", "2025"], [5, 8])))

    assert [row["change"] for row in told["series"]] == [None, pytest.approx(0.3)]


def test_the_csv_has_mark_and_interval(followed):
    header, line = csv(followed(["2025"], [8])).splitlines()

    told = dict(zip(header.split(";"), line.split(";"), strict=True))
    assert told["limit"] == "yellow"
    assert float(told["ci_low"]) == pytest.approx(0.4902, abs=0.0001)


def test_a_definition_tells_what_it_is_followed_up_against(followed):
    [indicator, *_] = followed(["2025"], [8], breaks=(BREAK,)).indicators

    assert [text.replace("\u00a0", " ") for text in followed_up(indicator, "sv")] == [
        "Gränsvärde: ● inom minst 90,0 %; ▲ bevaka minst 80,0 %; annars ■ utanför.",
        "Brott i serien från 2025-03-01: Ny räkning.",
    ]


def test_years_stand_above_the_calendar_of_their_months(followed):
    told = lines(followed(["2024", "2025", *months(2025, 2025)], [9, 8, *[9] * 12], limits=None))
    start = next(n for n, line in enumerate(told) if line.startswith("  1:1"))

    assert [line.split()[:2] for line in told[start + 2 : start + 7]] == [
        ["Förändring", "2024–2025:"],
        [],
        ["1:1", "Böcker"],
        ["jan", "feb"],
        ["2025", "90,0"],
    ]
    assert any(line.startswith("       Mitt 90,0 %") for line in told)
