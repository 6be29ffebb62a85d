"""What other systems do for the program, and Windows does not."""

import errno
import os
from types import SimpleNamespace

import pytest

from bbic_ind.cli import messages
from bbic_ind.cli.windows import as_a_shell_gives


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("b.csv", "a.csv", "a [kopia].csv", "a k.csv"):
        (tmp_path / name).touch()


@pytest.mark.usefixtures("folder")
def test_a_wildcard_stands_for_the_files_it_fits_in_order():
    assert as_a_shell_gives(["compute", "?.csv"]) == ["compute", "a.csv", "b.csv"]


@pytest.mark.usefixtures("folder")
def test_a_wildcard_that_fits_no_file_stands_as_it_was_typed():
    assert as_a_shell_gives(["*.ods"]) == ["*.ods"]


@pytest.mark.usefixtures("folder")
def test_brackets_in_the_name_of_a_file_are_no_wildcard():
    assert as_a_shell_gives(["a [kopia].csv"]) == ["a [kopia].csv"]


def test_a_reader_gone_is_quiet_where_the_system_calls_it_an_invalid_argument(monkeypatch):
    def gone(_):
        raise OSError(errno.EINVAL, "Invalid argument")

    with open(os.devnull, "w") as nowhere:
        stream = SimpleNamespace(write=gone, fileno=nowhere.fileno)
        monkeypatch.setattr(messages, "sys", SimpleNamespace(stdout=stream))

        messages.show("resultat")
