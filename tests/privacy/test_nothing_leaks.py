import socket

import polars as pl
import pytest

from bbic_ind.errors import Exit
from tests.privacy.commands import WAYS, registered, ways
from tests.privacy.conftest import WATCH
from tests.privacy.secrets import NAMES, found_in, planted_numbers
from tests.privacy.secrets import ways as ways_of_writing

RUNS = [(name, arguments) for name in registered() for arguments in ways(name)]
FIRST = [(name, ways(name)[0]) for name in registered() if ways(name)]
"""Runs that must do something."""

IDS = [" ".join((name, *arguments)) for name, arguments in RUNS]
REFUSED = {Exit.SOURCE, Exit.PROFILE, Exit.DEFINITION}


@pytest.mark.parametrize(("name", "arguments"), RUNS, ids=IDS)
def test_a_command_gives_off_no_person_and_opens_no_socket(run, name, arguments):
    done = run(name, *arguments)

    done_something = {Exit.DONE, Exit.QUALITY}
    assert done.code in done_something | (set() if (name, arguments) in FIRST else REFUSED)
    assert found_in(done.said.encode()) == []
    assert {name: secrets for name, c in done.files.items() if (secrets := found_in(c))} == {}
    assert {name: oct(mode) for name, mode in done.modes.items() if mode != 0o600} == {}
    assert (done.sockets, done.elsewhere) == ([], set())


@pytest.mark.parametrize("name", registered())
def test_every_command_is_tried(name):
    assert ways(name), "say in tests/privacy/commands.py how to run it"


def test_nothing_is_tried_that_is_no_command():
    assert set(WAYS) <= set(registered())


def test_the_persons_are_really_there(folder):
    found = {secret for path in (folder / "in").rglob("*.*") for secret in _planted_in(path)}

    assert set(NAMES) <= found
    assert len(found & set(planted_numbers())) > 10


def _planted_in(path):
    return [*found_in(path.read_bytes()), *found_in(path.name.encode())]


@pytest.mark.parametrize("written", list(ways_of_writing(planted_numbers()[0])))
def test_the_search_finds_a_number_however_it_is_written(written):
    assert found_in(f'{{"a": "x{written}"}}'.encode())


def test_the_search_looks_inside_workbooks_and_parquet_files(folder, tmp_path):
    pl.DataFrame({"a": [NAMES[0]]}).write_parquet(tmp_path / "a.parquet")

    assert found_in((folder / "in" / "combine.xlsx").read_bytes())
    assert found_in((tmp_path / "a.parquet").read_bytes())


def test_the_watch_notices_a_socket():
    with WATCH.watching() as watch:
        socket.socket().close()

    assert watch.sockets


def test_a_file_that_all_could_read_becomes_the_owners_only(run, folder):
    target = folder / "ut" / "delad.csv"
    target.write_text("gammal")
    target.chmod(0o644)

    run("compute", "in/combine.xlsx", "in/sidoblad", "--output", "ut/delad.csv", "--quiet")

    assert target.stat().st_mode & 0o777 == 0o600


def test_a_number_in_a_file_name_is_hidden_where_the_file_is_told_of(run):
    done = run("compute", "in/combine.xlsx", "in/sidoblad", "--format", "json")

    assert "utdrag ***.csv" in done.said


def test_a_number_in_a_group_is_one_hidden_group(run):
    columns = ("--by", "enhet", "--format", "csv", "--indicators", "5:3")
    done = run("compute", "in/combine.xlsx", "in/sidoblad", "--period", "2022", *columns)

    assert ";***;" in done.said
