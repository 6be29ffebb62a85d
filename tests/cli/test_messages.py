from io import StringIO
from pathlib import Path
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
