import gc
import stat
from pathlib import Path

import pytest

from bbic_ind.errors import UsageError
from bbic_ind.output.files import WRITERS, targets, write


def names(found):
    return [str(path) for path in found]


def test_a_suffix_says_the_format_in_small_letters_or_capitals(run, tmp_path):
    [path] = targets([tmp_path / "r.CSV"], [], [])
    write(run, WRITERS, path)

    assert path.read_text(encoding="utf-8-sig").startswith("pack;indicator;")


def test_a_folder_gets_every_format(tmp_path):
    assert [path.suffix for path in targets([tmp_path], [], [])] == [
        ".csv",
        ".json",
        ".xlsx",
        ".parquet",
    ]


def test_a_folder_gets_only_the_formats_asked_for():
    assert names(targets([Path("ut")], ["csv", "xlsx"], [])) == [
        "ut/resultat.csv",
        "ut/resultat.xlsx",
    ]


def test_several_outputs_are_all_written_to():
    assert names(targets([Path("a.csv"), Path("b.json")], [], [])) == ["a.csv", "b.json"]


def test_an_unknown_suffix_is_refused_with_those_there_are():
    with pytest.raises(UsageError, match=r"\.csv, \.json, \.xlsx, \.parquet"):
        targets([Path("resultat.pdf")], [], [])


def test_a_source_is_not_written_over(tmp_path):
    source = tmp_path / "uttag.xlsx"
    source.touch()

    with pytest.raises(UsageError, match="itself a source"):
        targets([tmp_path / "." / "uttag.xlsx"], [], [source])


def test_a_file_is_readable_by_its_owner_only(run, tmp_path):
    write(run, WRITERS, tmp_path / "r.csv")

    assert stat.S_IMODE((tmp_path / "r.csv").stat().st_mode) == 0o600


def test_a_folder_that_is_not_there_is_made(run, tmp_path):
    write(run, WRITERS, tmp_path / "ny" / "r.json")

    assert (tmp_path / "ny" / "r.json").is_file()


def test_a_failed_write_leaves_the_old_file_and_nothing_else(run, tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("gammal")

    def half(_run, stream):
        stream.write(b"halv")
        raise OSError(28, "No space left on device")

    with pytest.raises(UsageError, match="disk is full"):
        write(run, {"csv": half}, path)

    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("r.csv", "gammal")]


def test_a_workbook_without_a_place_for_temporary_files_is_given_up_quietly(
    run, tmp_path, monkeypatch
):
    def nowhere(*_, **__):
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr("openpyxl.worksheet._writer.NamedTemporaryFile", nowhere)
    with pytest.raises(UsageError, match="no place for temporary files"):
        write(run, WRITERS, tmp_path / "r.xlsx")

    gc.collect()  # an archive left open would complain now, and a complaint is an error here
    assert list(tmp_path.iterdir()) == []
