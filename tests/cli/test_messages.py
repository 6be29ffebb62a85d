import sys
from io import StringIO
from pathlib import Path
from signal import SIGINT
from subprocess import PIPE, Popen
from types import SimpleNamespace

import pytest

from bbic_ind.cli.messages import doing, on_terminal, tell, typed
from bbic_ind.errors import Exit
from bbic_ind.output.as_table import WIDTH
from bbic_ind.output.room import room


class Terminal:
    def __init__(self):
        self.written = ""

    def isatty(self):
        return True

    def write(self, text):
        self.written += text

    def flush(self):
        pass


@pytest.fixture
def terminal(monkeypatch):
    """A terminal in place of both streams, in an environment that says nothing of colours."""
    screen = Terminal()
    streams = SimpleNamespace(stdout=screen, stderr=screen)
    monkeypatch.setattr("bbic_ind.cli.messages.sys", streams)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    return screen


@pytest.mark.usefixtures("terminal")
def test_a_terminal_gets_bold_headings():
    assert on_terminal()


@pytest.mark.usefixtures("terminal")
def test_no_color_is_respected(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    assert not on_terminal()


@pytest.mark.usefixtures("terminal")
def test_a_simple_terminal_is_respected(monkeypatch):
    monkeypatch.setenv("TERM", "dumb")

    assert not on_terminal()


def test_progress_is_shown_and_wiped_out(terminal):
    with doing("Läser"):
        pass

    assert terminal.written == "Läser …\r\033[K"


def test_progress_is_not_shown_where_it_cannot_be_wiped_out(terminal, monkeypatch):
    monkeypatch.setenv("TERM", "dumb")

    with doing("Läser"):
        pass

    assert terminal.written == ""


def test_progress_is_not_shown_in_a_pipe(capsys):
    with doing("Läser"):
        pass

    assert capsys.readouterr().err == ""


def test_a_terminal_gets_messages_broken_between_words(terminal, monkeypatch):
    monkeypatch.setenv("COLUMNS", "30")
    tell("Fel: uttag.xlsx: filen är tom. Ta ut den på nytt.")

    assert terminal.written == "Fel: uttag.xlsx: filen är tom.\n  Ta ut den på nytt.\n"


def test_a_pipe_gets_each_message_on_one_line(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "30")
    tell("Fel: uttag.xlsx: filen är tom. Ta ut den på nytt.")

    assert capsys.readouterr().err == "Fel: uttag.xlsx: filen är tom. Ta ut den på nytt.\n"


def test_a_name_too_long_for_the_system_is_the_users_to_mend(cli):
    told = cli("compute", "a" * 300)

    assert told.code == Exit.USAGE
    assert "det går inte: namnet är för långt." in told.err


def test_a_place_below_a_file_is_refused_in_swedish(cli, tmp_path, loans):
    (tmp_path / "fil").touch()

    told = cli(*loans, "--quiet", "--output", tmp_path / "fil" / "r.csv")

    assert told.code == Exit.USAGE
    assert "filen kan inte skrivas (en del av sökvägen är en fil)" in told.err


PLACES = [
    *(("compute", name) for name in ("r.csv", "r")),
    *(("check", name) for name in ("r.xlsx", "r.json")),
    *((command, "r.csv") for command in ("export", "compare", "diff")),
    *((command, "r.xlsx") for command in ("survey", "template")),
    ("report", "r.html"),
    ("map", "r.yaml"),
]


@pytest.mark.parametrize(("command", "name"), PLACES)
def test_no_command_makes_the_folder_that_a_misspelt_path_leads_to(cli, tmp_path, command, name):
    place = tmp_path / "misspelt" / name

    done = cli(command, "x.csv", "--output", place)

    assert done.code == Exit.USAGE
    assert done.err.startswith(f"Fel: {place}: mappen {place.parent} finns inte. ")
    assert not place.parent.exists()


def test_every_folder_that_is_not_there_is_told_at_once(cli):
    done = cli("compute", "x.csv", "-o", "ingen/r.csv", "-o", "heller/r.csv")

    assert "mappen ingen finns inte" in done.err
    assert "mappen heller finns inte" in done.err


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (["compute", ""], "UNDERLAG: värdet är tomt. "),
        (["compute", "x.csv", "--output", " "], "--output: värdet är tomt. "),
        (["compute", "x.csv", "--by", ""], "Väntade A,B: Dela upp på grupper"),
        (["compute", "x.csv", "--indicators="], "--indicators: värdet är tomt. "),
        (["compute", "x.csv", "--by", "kön", "--by", ","], "--by: värdet är tomt. "),
        (["show", ""], "Väntade ID: Ett id som 5:4"),
    ],
)
def test_a_value_that_is_empty_is_refused_with_what_was_expected(cli, line, told):
    done = cli(*line)

    assert (done.code, told in done.err) == (Exit.USAGE, True)


@pytest.mark.parametrize("option", ["--year", "--period"])
def test_a_period_is_told_of_by_the_name_that_its_option_was_given_by(cli, loans, option):
    for value in ("0001", "", "2025..2024"):
        assert cli(*loans, f"{option}={value}").err.startswith(f"Fel: {option}: ")


def test_words_of_the_help_in_capitals_are_the_same_words(cli, loans):
    done = cli(*loans, "--format", "CSV", "--lang", "EN")

    assert (done.code, done.out.count(";final;")) == (Exit.DONE, 1)


def test_a_folder_to_write_into_is_made(cli, tmp_path, loans):
    cli(*loans, "--quiet", "--output", tmp_path / "ny", "--format", "csv")

    assert (tmp_path / "ny" / "resultat.csv").exists()


@pytest.mark.parametrize("day", ["0001-01-01", "1949-12-31", "9999-01-01"])
def test_a_day_that_no_export_was_made_on_is_told_of_the_option_that_says_it(cli, loans, day):
    done = cli(*loans, "--extracted", day)

    assert done.code == Exit.USAGE
    assert f"Fel: --extracted: {day} kan inte vara dagen då ett uttag gjordes." in done.err


@pytest.mark.parametrize(("columns", "wide"), [(70, 70), (200, WIDTH), (10, 40)])
def test_a_text_is_as_wide_as_the_terminal_but_no_wider_than_is_readable(
    terminal, monkeypatch, columns, wide
):
    monkeypatch.setenv("COLUMNS", str(columns))

    assert room(terminal) == wide


def test_a_text_to_a_file_has_its_own_width(monkeypatch):
    monkeypatch.setenv("COLUMNS", "70")

    assert room(StringIO()) == WIDTH


@pytest.mark.parametrize(
    ("path", "said"), [("a.yaml", "a.yaml"), ("min profil.yaml", '"min profil.yaml"')]
)
def test_a_path_with_blanks_is_told_as_it_must_be_typed(path, said):
    assert typed(Path(path)) == said


ASKING = """
import polars
from bbic_ind.cli.messages import hear
polars.DataFrame({"a": [1]}).lazy().collect()
hear("Svar: ")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
def test_a_question_is_left_at_once_on_interruption():
    asking = Popen([sys.executable, "-c", ASKING], stdin=PIPE, stderr=PIPE)
    with asking:
        asking.stderr.read(len("Svar: "))
        asking.send_signal(SIGINT)

        assert asking.wait(5) != 0
