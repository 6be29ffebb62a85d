import csv
import json
from io import StringIO

import pytest
import xlsxwriter

from bbic_ind.errors import Exit


def rows(text):
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def test_a_pack_of_another_domain_needs_no_python(cli, loans):
    done = cli(*loans)

    assert done.out.replace("\u00a0", " ") == (
        "Bibliotekets mått · uppgifter till och med 2026-02-01\n"
        "\n"
        "       Indikator                       Period Antal  Värde Möjligt Status\n"
        "\n"
        "1  Utlåningen är snabb\n"
        "  1:1  Lån som lämnades tillbaka i tid 2025     2/3 66,7 %         slutlig\n"
    )


def test_results_and_talk_do_not_mix(cli, loans):
    done = cli(*loans, "--format", "csv")

    assert [(row["numerator"], row["denominator"]) for row in rows(done.out)] == [("2", "3")]


def test_what_was_read_is_told_beside_the_results(cli, loans):
    assert "Läst: 1 av 1 blad i 1 fil, 4 rader använda" in cli(*loans).err


def test_the_last_line_says_what_to_do_next(cli, loans):
    assert cli(*loans).err.splitlines()[-1].startswith("Nästa steg: lägg till --output")


def test_quiet_says_nothing_beside_the_results(cli, loans):
    assert cli(*loans, "--quiet").err == ""


def test_quiet_with_a_file_says_nothing_at_all(cli, loans, tmp_path):
    done = cli(*loans, "--quiet", "--output", tmp_path / "r.csv")

    assert (done.code, done.out, done.err) == (Exit.DONE, "", "")


def test_the_year_is_the_latest_that_the_data_covers(cli, loans):
    done = cli(*loans[:-1], "2026-12-30", "--format", "csv")

    assert rows(done.out)[0]["period"] == "2025"


def test_periods_may_be_repeated_and_be_ranges(cli, loans):
    done = cli(*loans, "--period", "2024..2025", "--year", "2025-Q1", "--format", "csv")

    assert [row["period"] for row in rows(done.out)] == ["2024", "2025", "2025-Q1"]


def test_figures_are_divided_by_a_column(cli, loans):
    done = cli(*loans, "--by", "filial", "--format", "csv")

    assert {row["filial"]: row["denominator"] for row in rows(done.out)} == {
        "": "3",
        "norr": "2",
        "söder": "1",
    }


def test_several_outputs_are_written(cli, loans, tmp_path):
    cli(*loans, "--output", tmp_path / "a.json", "-o", tmp_path / "mapp", "--format", "csv")

    found = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*")}
    assert found == {
        "a.json",
        "a.json.manifest.json",
        "mapp/resultat.csv",
        "mapp/resultat.csv.manifest.json",
    }


def test_what_was_written_is_told(cli, loans, tmp_path):
    done = cli(*loans, "--output", tmp_path / "r.xlsx")

    assert f"Skrev {tmp_path / 'r.xlsx'}" in done.err


def test_json_on_screen_is_one_object(cli, loans):
    assert set(json.loads(cli(*loans, "--format", "json").out)) == {"run", "results", "series"}


def test_results_follow_the_language_asked_for(cli, loans):
    assert "Loans returned in time" in cli(*loans, "--lang", "en").out


LOANS = [["id", "lånad", "åter"], ["L1", "2025-01-10", "2025-02-01"]]


@pytest.fixture
def book(tmp_path):
    """Write a workbook of sheets, each a list of rows."""

    def write(sheets):
        path = tmp_path / "uttag.xlsx"
        with xlsxwriter.Workbook(path) as made:
            for name, rows_ in sheets.items():
                sheet = made.add_worksheet(name)
                for number, row in enumerate(rows_):
                    sheet.write_row(number, 0, row)
        return path

    return write


def test_strict_is_content_with_sound_data(cli, loans):
    assert cli(*loans, "--strict").code == Exit.DONE


def test_strict_refuses_bad_data_but_still_writes(cli, loans, tmp_path):
    bad = tmp_path / "lån.csv"
    bad.write_text("id;lånad;åter\nL1;2025-01-10;2025-02-30\nL2;2025-01-10;2025-02-01\n")
    loans[1] = bad

    done = cli(*loans, "--strict", "--output", tmp_path / "r.csv")

    assert (done.code, (tmp_path / "r.csv").is_file()) == (Exit.QUALITY, True)


def test_a_bad_cell_is_told_with_what_it_touches(cli, loans, tmp_path):
    bad = tmp_path / "lån.csv"
    bad.write_text("id;lånad;åter\nL1;2025-01-10;2025-02-30\nL2;2025-01-10;2025-02-01\n")
    loans[1] = bad

    line = next(line for line in cli(*loans).err.splitlines() if line.startswith("Fel: "))

    assert ("C2" in line, line.endswith("→ berör 1:1")) == (True, True)


def test_bad_data_without_strict_is_no_failure(cli, loans, tmp_path):
    bad = tmp_path / "lån.csv"
    bad.write_text("id;lånad;åter\nL1;2025-01-10;2025-02-30\nL2;2025-01-10;2025-02-01\n")
    loans[1] = bad

    assert cli(*loans).code == Exit.DONE


def test_strict_refuses_what_cannot_be_computed(cli, loans, tmp_path):
    bare = tmp_path / "lån.csv"
    bare.write_text("id;lånad\nL1;2025-01-10\n")
    loans[1] = bare

    assert cli(*loans, "--strict").code == Exit.QUALITY


def test_strict_refuses_a_file_of_which_nothing_is_known(cli, loans, tmp_path):
    other = tmp_path / "annat.csv"
    other.write_text("Färg;Form;Pris\nröd;rund;3\nblå;kub;4\n")
    loans.insert(1, other)

    assert cli(*loans, "--strict").code == Exit.QUALITY


def test_strict_refuses_a_file_without_headings(cli, loans, tmp_path):
    other = tmp_path / "annat.csv"
    other.write_text("1;2\n3;4\n")
    loans.insert(1, other)

    assert cli(*loans, "--strict").code == Exit.QUALITY


def test_strict_refuses_a_sheet_near_a_known_one(cli, loans, book):
    lost = [["ID", "Lånad", "Färg", "Form", "Pris", "Vikt"], ["L9", "2025-01-01", 1, 2, 3, 4]]
    loans[1] = book({"Lån": LOANS, "Mer": lost})

    assert cli(*loans, "--strict").code == Exit.QUALITY


@pytest.mark.parametrize(
    "front",
    [
        [["Rapport om lån"], ["Skriven av systemet"]],
        [["Bibliotek", "Norra"], ["Ansvarig", "Enheten för lån"]],
        [["Blad", "Innehåll", "Rader"], ["Lån", "alla lån", 1]],
    ],
)
def test_strict_lets_a_report_have_a_front_page(front, cli, loans, book):
    loans[1] = book({"Försättsblad": front, "Lån": LOANS})

    assert cli(*loans, "--strict").code == Exit.DONE


def test_a_period_after_the_data_is_told_of(cli, loans):
    told = cli(*loans, "--period", "2027").err

    assert "Varning: 2027 ligger efter uttagsdatum 2026-02-01" in told


def test_nothing_is_told_of_a_period_that_the_data_reach(cli, loans):
    assert "ligger efter uttagsdatum" not in cli(*loans, "--period", "2026").err


def test_what_cannot_be_divided_is_told(cli, loans, tmp_path):
    bare = tmp_path / "lån.csv"
    bare.write_text("id;lånad;åter\nL1;2025-01-10;2025-02-01\n")
    loans[1] = bare

    assert "\n1:1: Kan inte delas upp på filial.\n" in cli(*loans, "--by", "filial").out


def test_what_is_divided_is_not_said_to_be_whole(cli, loans):
    assert "Kan inte delas upp" not in cli(*loans, "--by", "filial").out


def test_a_lacking_column_is_not_to_be_mended_in_the_case_system(cli, loans, tmp_path):
    bare = tmp_path / "lån.csv"
    bare.write_text("id;åter\nL1;2025-02-01\n")
    loans[1] = bare

    [step] = [line for line in cli(*loans).err.splitlines() if line.startswith("Nästa steg")]

    assert step.startswith("Nästa steg: gör det som felen ovan säger, i filerna")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--period", "2025-13"], "--period: ”2025-13” är ingen period"),
        (["--extracted", "igår"], "--extracted: ”igår” är inget datum"),
        (["--extracted", "2026-W05-7"], "--extracted: ”2026-W05-7” är inget datum"),
        (["--extracted", "20260201"], "--extracted: ”20260201” är inget datum"),
        (["--snapshot", "13-01"], "--snapshot: ”13-01” är ingen dag på året"),
        (["--by", "filail"], "--by: ”filail” går inte. Menade du ”filial”? Välj bland: filial."),
        (["--by", "id"], "--by: ”id” går inte"),
        (["--format", "pdf"], "--format: ”pdf” går inte"),
        (["--format", "xlsx"], "Lägg till --output MAPP"),
        (["--format", "csv,json"], "Lägg till --output MAPP"),
        (["--lang", "fi"], "--lang: ”fi” går inte. Välj bland: sv, en."),
        (["--indicators", "1:2"], "Fel: 1:2: ingen indikator i "),
        (["--output", "r.pdf"], "filnamnet ska sluta på .csv, .json, .xlsx, .parquet"),
    ],
)
def test_a_bad_option_is_told_in_plain_words(cli, loans, arguments, words):
    done = cli(*loans, *arguments)

    assert (done.code, words in done.err) == (Exit.USAGE, True), done.err


def test_every_unknown_word_is_told_at_once(cli, loans):
    done = cli(*loans, "--by", "a,b")

    assert [line.split()[2] for line in done.err.splitlines()] == ["”a”", "”b”"]


def test_no_source_is_a_usage_error(cli):
    done = cli("compute")

    assert (done.code, "minst en fil" in done.err) == (Exit.USAGE, True)


def test_every_absent_source_is_named(cli):
    done = cli("compute", "saknas.xlsx", "borta.csv")

    assert [line.split(":")[1].strip() for line in done.err.splitlines()] == [
        "saknas.xlsx",
        "borta.csv",
    ]


def test_a_source_is_never_written_over(cli, loans):
    done = cli(*loans, "--output", loans[1])

    assert (done.code, "skulle skrivas över" in done.err) == (Exit.USAGE, True)


def test_a_file_that_holds_nothing_known_is_a_source_error(cli, loans, tmp_path):
    loans[1] = tmp_path / "tom.csv"
    loans[1].write_text("")

    assert cli(*loans).code == Exit.SOURCE


def test_an_unknown_profile_is_a_profile_error(cli, loans):
    assert cli(*loans, "--profile", "finns-inte").code == Exit.PROFILE


def test_an_empty_pack_is_a_definition_error(cli, loans, tmp_path):
    assert cli(*loans, "--indicators", tmp_path).code == Exit.DEFINITION


def test_groups_have_their_english_names(cli, tmp_path):
    (tmp_path / "utredningar.csv").write_text(
        "id;barn;typ;inledd;avslutad\nU1;B1;barnutredning;2025-01-10;2025-05-09\n",
        "utf-8",
    )
    asked = ("--indicators", "5:4", "--extracted", "2026-02-01", "--by", "typ", "--lang", "en")

    assert "investigation about a child" in cli("compute", tmp_path / "utredningar.csv", *asked).out
