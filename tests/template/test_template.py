"""The workbook to fill in, and what is read of it when somebody has."""

from datetime import date

import openpyxl
import pytest

from bbic_ind.model import load_model
from bbic_ind.output.as_template import template
from bbic_ind.packaged import indicators_folder
from bbic_ind.sources import read
from tests.sources.deliveries import GIRL


@pytest.fixture(scope="module")
def model():
    return load_model(indicators_folder() / "model.yaml")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "mall.xlsx"


@pytest.fixture
def book(cli, path):
    assert cli("template", "-o", path).code == 0
    return openpyxl.load_workbook(path)


def headings(sheet):
    return [cell.value for cell in sheet[1]]


def rules(sheet):
    """The first formula of each rule by the letter of its column."""
    found = sheet.data_validations.dataValidation
    return {str(rule.sqref).rstrip("0123456789:A")[0]: rule for rule in found}


def test_there_is_a_sheet_for_each_table_after_the_one_that_explains(book, model):
    assert book.sheetnames == ["Läs mig", *model.tables]


def test_required_columns_are_starred(book):
    assert headings(book["utredningar"])[:4] == ["Id *", "Barn *", "Inledd *", "Avslutad"]


def test_a_heading_has_its_description_as_a_comment(book):
    comment = book["utredningar"]["D1"].comment.text

    assert comment.startswith("Dagen då utredningen avslutades.")


def test_every_sheet_is_empty_below_its_headings(book, model):
    assert all(book[name].max_row == 1 for name in model.tables)


def test_a_category_has_a_list_to_choose_from(book):
    assert rules(book["utredningar"])["E"].formula1 == '"barnutredning,familjerätt,annan"'


def test_yes_and_no_have_a_list_to_choose_from(book):
    assert rules(book["utredningar"])["G"].formula1 == '"ja,nej"'


def test_a_date_accepts_only_dates_and_shows_as_one(book):
    sheet = book["utredningar"]

    assert rules(sheet)["C"].type == "date"
    assert sheet.column_dimensions["C"].number_format == "yyyy-mm-dd"


def test_an_id_is_text_so_that_no_zero_is_lost(book):
    assert book["utredningar"].column_dimensions["B"].number_format == "@"


def test_the_headings_stay_in_sight(book, model):
    assert all(book[name].freeze_panes == "A2" for name in model.tables)


def test_every_column_of_every_table_is_explained(book, model):
    told = [row[0] for row in book["Läs mig"].iter_rows(min_row=9, values_only=True)]

    assert told == [name for name, table in model.tables.items() for _ in table.columns]


def fill(book, path, name, values):
    """One row under the headings of a sheet, and the other sheets removed."""
    sheet = book[name]
    for at, heading in enumerate(headings(sheet), start=1):
        sheet.cell(2, at).value = values.get(heading)
    for other in book.sheetnames:
        if other not in (name, "Läs mig"):
            del book[other]
    book.save(path)


FILLED = {
    "Id *": "0012",
    "Barn *": GIRL,
    "Inledd *": date(2025, 1, 1),
    "Avslutad": date(2025, 3, 1),
    "Typ": "barnutredning",
    "Barnsamtal": "ja",
}


@pytest.fixture
def reading(book, path, model):
    fill(book, path, "utredningar", FILLED)
    profiles = indicators_folder() / "profiles"
    return read([path], model, profiles=profiles, extracted=date(2026, 2, 1))


def test_what_is_filled_in_is_read_back(reading):
    row = reading.dataset.tables["utredningar"].row(0, named=True)

    assert row["id"] == "0012"
    assert (row["inledd"], row["avslutad"]) == (date(2025, 1, 1), date(2025, 3, 1))
    assert (row["typ"], row["barnsamtal"], row["förlängd"]) == ("barnutredning", True, None)


def test_a_filled_in_template_gives_nothing_to_remark(reading):
    assert reading.findings == ()


def test_every_heading_feeds_the_column_it_was_made_of(path, cli):
    cli("template", "-o", path)

    inspected = cli("inspect", path).out

    assert "Läses inte" not in inspected
    assert "Krävs men saknas" not in inspected
    assert "Finns inte i bladet" not in inspected


def test_only_the_tables_named_are_there(cli, path):
    cli("template", "samtal", "utredningar", "-o", path)

    assert openpyxl.load_workbook(path).sheetnames == ["Läs mig", "samtal", "utredningar"]


def test_an_order_for_some_indicators_has_only_what_they_need(cli, path):
    cli("template", "--indicators", "5:4", "-o", path)
    book = openpyxl.load_workbook(path)

    assert book.sheetnames == ["Läs mig", "utredningar"]
    assert headings(book["utredningar"]) == ["Id *", "Barn *", "Inledd *", "Avslutad", "Typ"]


def test_an_unknown_table_is_a_fault_of_usage(cli, path):
    done = cli("template", "böcker", "-o", path)

    assert (done.code, path.exists()) == (2, False)
    assert "böcker" in done.err


@pytest.mark.parametrize("options", [[], ["-o", "mall.csv"]])
def test_a_workbook_to_write_must_be_named(cli, options):
    assert cli("template", *options).code == 2


def test_a_workbook_that_exists_is_never_overwritten(cli, path):
    path.write_bytes(b"ifylld")

    done = cli("template", "-o", path)

    assert (done.code, path.read_bytes()) == (2, b"ifylld")


def test_it_explains_in_english_too(cli, path):
    cli("template", "utredningar", "-o", path, "--lang", "en")
    book = openpyxl.load_workbook(path)

    assert book.sheetnames[0] == "Read me"
    assert book["utredningar"]["D1"].comment.text.startswith("The day the investigation")


LONG = """
format: 1
tables:
  loans:
    description: {sv: Lån, en: Loans}
    columns:
      id: {type: id, required: true, description: {sv: Id, en: Id}}
      medium: {type: category, values: [%s], description: {sv: Slag, en: Kind}}
"""


def test_a_list_too_long_for_a_rule_stands_on_the_first_sheet(tmp_path):
    values = [f"medium_number_{n}" for n in range(40)]
    (tmp_path / "model.yaml").write_text(LONG % ", ".join(values), "utf-8")
    book = template(load_model(tmp_path / "model.yaml"), {"loans": ["id", "medium"]}, "sv")
    (rule,) = book["loans"].data_validations.dataValidation

    assert rule.formula1 == "'Läs mig'!$AA$1:$AA$40"
    assert [book["Läs mig"].cell(n, 27).value for n in (1, 40)] == [values[0], values[-1]]


@pytest.mark.parametrize(("table", "named"), [("utredningar", True), ("familjehem", False)])
def test_it_says_that_a_personal_number_may_stand_where_someone_is_named(table, named, cli, path):
    cli("template", table, "-o", path)
    lines = [row[0] for row in openpyxl.load_workbook(path)["Läs mig"].iter_rows(values_only=True)]

    assert any("personnumret" in str(line) for line in lines) is named


LIFTS = """
format: 1
subject: {table: lifts, key: lift}
tables:
  lifts:
    description: {sv: Hissar, en: Lifts}
    columns:
      id: {type: id, required: true, description: {sv: Id, en: Id}}
  repairs:
    description: {sv: Reparationer, en: Repairs}
    columns:
      lift: {type: id, refers_to: lifts, description: {sv: Hiss, en: Lift}}
      cost: {type: number, range: [0.25, 1000000], description: {sv: Kostnad, en: Cost}}
"""


@pytest.fixture
def lifts(tmp_path):
    (tmp_path / "model.yaml").write_text(LIFTS, "utf-8")
    return template(load_model(tmp_path / "model.yaml"), {"repairs": ["lift", "cost"]}, "sv")


def test_it_speaks_of_personal_numbers_only_where_they_tell_something(lifts):
    lines = [str(row[0]) for row in lifts["Läs mig"].iter_rows(values_only=True)]

    assert not any("personnumret" in line for line in lines)


def test_the_limits_of_a_number_are_written_out(lifts):
    assert "Tal mellan 0,25 och 1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000." in (
        lifts["repairs"]["B1"].comment.text
    )
