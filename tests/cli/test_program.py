import os
import subprocess
import sys

import pytest

import bbic_ind
from bbic_ind.errors import Exit, Fault, UsageError
from bbic_ind.texts import Text

PERSON = "personens uppgifter"


def program(*arguments, language="sv_SE.UTF-8", **more):
    return subprocess.run(
        [sys.executable, "-m", "bbic_ind", *arguments],
        check=False,
        **{
            "capture_output": True,
            "text": True,
            "env": os.environ | {"LC_ALL": language},
        }
        | more,
    )


def test_help_loads_no_heavy_library():
    script = (
        "import sys; from bbic_ind.cli.main import run; run(['compute', '--help']); "
        "print(sorted({'polars', 'openpyxl', 'yaml', 'rich'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )

    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("language", "word"), [("sv_SE.UTF-8", "Användning:"), ("en_GB.UTF-8", "Usage:")]
)
def test_help_follows_the_locale(language, word):
    assert program("compute", "--help", language=language).stdout.startswith(word)


def test_the_option_goes_before_the_locale():
    assert program("compute", "--help", "--lang", "en").stdout.startswith("Usage:")


def test_swedish_help_has_no_english_headings():
    text = program("compute", "--help").stdout

    assert not [word for word in ("Options", "Arguments", "default", "Show") if word in text]


def test_a_default_is_told_without_a_formula_for_its_range():
    assert "x>=" not in program("explain", "--help").stdout


def test_a_range_without_a_default_is_told_by_no_formula():
    assert "<=x" not in program("map", "--help").stdout


@pytest.mark.parametrize("command", ["verify", "audit"])
def test_the_lines_of_an_arguments_help_stand_under_each_other(command):
    lines = program(command, "--help").stdout.split("Argument:\n")[1].splitlines()

    assert lines[0].index(lines[0].split("  ")[2]) == len(lines[1]) - len(lines[1].lstrip())


def test_the_program_alone_shows_its_help(cli):
    assert "Kommandon:" in cli().out


def test_the_version_is_told(cli):
    assert cli("--version").out == f"bbic-ind {bbic_ind.__version__}\n"


def test_all_that_is_wrong_with_the_options_is_told_at_once(cli):
    said = cli("compute", "x.csv", "--nada=1", "--lang", "xx", "--extracted", "nu", "--year").err

    places = [line.split(": ")[1] for line in said.splitlines()]
    assert places == ["--nada", "--year", "--extracted", "--lang"]


def test_an_option_without_its_value_points_to_the_help_of_its_command(cli):
    assert "bbic-ind compute --help" in cli("compute", "x.csv", "--lang").err


def test_the_help_is_shown_though_an_option_is_wrong(cli):
    assert "Argument:" in cli("compute", "x.csv", "--nada", "--help").out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("compute --yaer 2025", "--yaer: valet finns inte. Menade du --by, --year?"),
        ("compute --zzzz 2025", "--zzzz: valet finns inte."),
        ("compute x.csv --year", "--year: valet behöver ett värde."),
        ("compute x.csv --quiet=1", "--quiet: valet tar inget värde."),
        ("räkna", "räkna: kommandot finns inte. Uttag räknas med bbic-ind compute UTTAG."),
        ("cmpute", "cmpute: kommandot finns inte. Menade du compute, compare?"),
        ("show", "ID: värdet saknas."),
        ("list ett till", "ett till: det är mer än kommandot tar emot."),
        ("map x.csv --yes abc", "--yes: väntade ett heltal."),
        ("map x.csv --yes 101", "--yes: talet får inte vara större än 100."),
        ("explain 5:4 x.csv --most -3", "--most: talet får inte vara mindre än 0."),
    ],
)
def test_a_command_line_that_cannot_be_parsed_is_a_usage_error_in_swedish(cli, line, said):
    done = cli(*line.split())

    assert (done.code, f"Fel: {said} bbic-ind " in done.err) == (Exit.USAGE, True)


def test_a_file_that_may_not_be_read_is_said_in_swedish(cli, tmp_path, monkeypatch):
    (tmp_path / "a.csv").touch()
    monkeypatch.setattr(os, "access", lambda *_, **__: False)

    done = cli("verify", str(tmp_path / "a.csv"))

    assert "a.csv går inte att läsa. Kontrollera att du får läsa den." in done.err


def test_the_help_to_look_in_is_that_of_the_command(cli):
    assert "bbic-ind show --help visar vad som går." in cli("show").err


@pytest.fixture
def breaking(monkeypatch):
    """Let compute break with the given exception."""

    def arrange(problem):
        def carry_out(_order, _opening):
            raise problem

        monkeypatch.setattr("bbic_ind.cli.computing.carry_out", carry_out)

    return arrange


def test_every_fault_of_the_user_is_told_at_once(cli, breaking):
    breaking(UsageError([Fault("a.csv", Text("ett.", "one.")), Fault("", Text("två.", "two."))]))

    assert cli("compute", "x").err == "Fel: a.csv: ett.\nFel: två.\n"


def test_a_bug_is_owned_up_to_without_what_it_held(cli, breaking):
    breaking(ValueError(PERSON))

    done = cli("compute", "x")

    assert (done.code, "Ett fel i programmet" in done.err, PERSON in done.err) == (
        Exit.BUG,
        True,
        False,
    )


def test_a_bug_shows_no_traceback(cli, breaking):
    breaking(ValueError(PERSON))

    assert "File " not in cli("compute", "x").err


def test_a_bug_can_be_traced_without_what_it_held(cli, breaking, monkeypatch):
    breaking(ValueError(PERSON))
    monkeypatch.setenv("BBIC_IND_DEBUG", "1")

    err = cli("compute", "x").err

    assert ("carry_out" in err, PERSON in err) == (True, False)


def test_a_refusal_of_the_system_is_told_without_a_traceback(cli, breaking):
    breaking(FileNotFoundError(2, "No such file or directory", "x"))

    told = "Fel: x: det går inte: filen eller mappen finns inte. "
    assert cli("compute", "x").err.startswith(told)
    assert "File " not in cli("compute", "x").err


def test_a_refusal_of_the_system_can_be_traced(cli, breaking, monkeypatch):
    breaking(FileNotFoundError(2, "No such file or directory", "x"))
    monkeypatch.setenv("BBIC_IND_DEBUG", "1")

    assert "carry_out" in cli("compute", "x").err


def test_a_file_that_cannot_be_written_can_be_traced(cli, loans, tmp_path, monkeypatch):
    (tmp_path / "fil").touch()
    monkeypatch.setenv("BBIC_IND_DEBUG", "1")

    err = cli(*loans, "--output", tmp_path / "fil" / "r.csv").err

    assert "write_whole" in err


def test_a_panic_of_a_library_is_a_bug(cli, breaking):
    class Panic(BaseException):
        pass

    breaking(Panic(PERSON))

    assert cli("compute", "x").code == Exit.BUG


def test_an_interrupt_is_quiet(cli, breaking):
    breaking(KeyboardInterrupt())

    done = cli("compute", "x")

    assert (done.code, done.out, done.err) == (130, "", "")


def test_a_reader_that_has_seen_enough_ends_it_quietly():
    reading, writing = os.pipe()
    os.close(reading)

    done = program("list", capture_output=False, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)

    assert (done.returncode, done.stderr) == (Exit.DONE, "")


def test_piped_output_is_utf_8_in_any_locale(loans):
    narrow = os.environ | {"PYTHONIOENCODING": "ascii"}

    done = program(*map(str, loans), text=False, env=narrow)

    assert "Utlåningen är snabb" in done.stdout.decode()


def test_piped_output_has_no_control_codes(loans):
    done = program(*map(str, loans))

    assert "\033" not in done.stdout + done.stderr


@pytest.mark.skipif(os.name == "nt", reason="streams are closed otherwise there")
@pytest.mark.parametrize(("closed", "line"), [(1, "list"), (2, "compute borta.csv")])
def test_a_closed_stream_is_no_fault(closed, line):
    done = program(*line.split(), preexec_fn=lambda: os.close(closed))

    assert done.returncode == program(*line.split()).returncode


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_results_that_have_no_room_are_told_of():
    with open("/dev/full", "w") as full:
        done = program("list", capture_output=False, stdout=full, stderr=subprocess.PIPE)

    assert done.returncode == Exit.USAGE
    assert done.stderr.startswith("Fel: resultatet går inte att skriva ut.")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_what_is_said_beside_the_results_needs_no_room(loans):
    with open("/dev/full", "w") as full:
        done = program(*map(str, loans), capture_output=False, stdout=subprocess.PIPE, stderr=full)

    assert done.returncode == Exit.DONE
    assert "Utlåningen är snabb" in done.stdout


def test_a_refused_order_does_not_wait_for_the_files_to_be_read():
    script = (
        "import sys, threading, time; from bbic_ind.cli.main import main; "
        "threading.Thread(target=time.sleep, args=(40,)).start(); "
        "sys.argv = ['bbic-ind', 'compute', 'uttag.csv', '--format', 'nonsens']; main()"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=20, check=False
    )

    assert done.returncode == Exit.USAGE
    assert "nonsens" in done.stderr


@pytest.mark.parametrize("language", ["sv_SE.UTF-8", "en_GB.UTF-8"])
def test_no_line_of_the_help_is_cut_short(language):
    shown = program("--help", language=language).stdout

    assert [line for line in shown.splitlines()[1:] if line.endswith("...")] == []
