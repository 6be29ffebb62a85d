"""Every mistake in a definition is told in words, at its line."""

import re
from pathlib import Path

import pytest

from bbic_ind.definitions import load_pack
from bbic_ind.errors import DefinitionError, Fault
from bbic_ind.model import Model, load_model
from tests.messages import SRC, unsaid

HERE = Path(__file__).parent
MODEL = load_model(HERE / "model.yaml")
BAD = sorted((HERE / "bad").glob("*.yaml"))
PACK = 'format: 1\ntitle: {sv: Lån, en: Loans}\nversion: "1"\n'


NO_MATCH = """format: 1
id: "1"
title: {sv: Lån, en: Loans}
kind: count
period: year
from: loans
numerator:
  - exists: {in: visits}
"""


def faults_of(folder: Path, text: str, model: Model = MODEL) -> tuple[Fault, ...]:
    (folder / "pack.yaml").write_text(PACK, "utf-8")
    (folder / "loans.yaml").write_text(text, "utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_pack(folder, model)
    return caught.value.faults


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_refused_at_its_line_with_its_message(path, tmp_path):
    """The file's first line says where the fault is and what is said of it."""
    text = path.read_text("utf-8")
    where, expected = re.match(r"# (file|line \d+): (.*)\n", text).groups()
    # An empty file must stay empty: its comment is not part of what is read.
    faults = faults_of(tmp_path, text if text.count("\n") > 1 else "")

    told = [fault for fault in faults if expected in fault.message("sv")]

    assert told, [fault.line("sv") for fault in faults]
    place = "loans.yaml" if where == "file" else f"loans.yaml:{where.removeprefix('line ')}"
    assert place in [fault.place for fault in told]


def test_a_message_comes_in_english_too(tmp_path):
    text = (HERE / "bad" / "unknown-column.yaml").read_text("utf-8")

    assert 'Did you mean "returned"?' in faults_of(tmp_path, text)[0].message("en")


def test_all_faults_of_all_files_are_told_at_once(tmp_path):
    (tmp_path / "other.yaml").write_text("format: 1\n", "utf-8")
    text = (HERE / "bad" / "unknown-column.yaml").read_text("utf-8")

    places = {fault.place.partition(":")[0] for fault in faults_of(tmp_path, text)}

    assert places == {"loans.yaml", "other.yaml"}


def test_a_folder_without_definitions_is_an_error(tmp_path):
    with pytest.raises(DefinitionError, match="nothing to compute"):
        load_pack(tmp_path, MODEL)


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(DefinitionError, match="no such folder"):
        load_pack(tmp_path / "nowhere", MODEL)


def test_a_pack_without_its_own_file_is_an_error(tmp_path):
    (tmp_path / "loans.yaml").write_text("format: 1\n", "utf-8")
    with pytest.raises(DefinitionError, match="no such file"):
        load_pack(tmp_path, MODEL)


def test_two_indicators_with_one_id_are_refused(tmp_path):
    text = (HERE / "good.yaml").read_text("utf-8")
    (tmp_path / "again.yaml").write_text(text, "utf-8")

    assert "finns redan i again.yaml" in faults_of(tmp_path, text)[0].message("sv")


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    (tmp_path / "pack.yaml").write_text(PACK, "utf-8")
    (tmp_path / "loans.yaml").write_bytes("title: Lån".encode("cp1252"))
    with pytest.raises(DefinitionError, match="UTF-8"):
        load_pack(tmp_path, MODEL)


def test_without_a_subject_a_definition_must_say_how_rows_belong_together(tmp_path):
    faults = faults_of(tmp_path, NO_MATCH, MODEL.model_copy(update={"subject": None}))

    assert [(f.place, "säg hur raderna hör ihop" in f.message("sv")) for f in faults] == [
        ("loans.yaml:8", True)
    ]


def test_one_slip_is_told_once(tmp_path):
    text = (HERE / "good.yaml").read_text("utf-8")
    slipped = re.sub(r"\b(on_or_before|before|after|during): ", "duringg: ", text, count=1)
    assert slipped != text

    faults = faults_of(tmp_path, slipped)

    assert len(faults) == 1, faults


def test_every_message_of_the_definitions_has_its_bad_file(tmp_path):
    """The messages about whole folders and about files have tests of their own above."""
    said = []
    for number, path in enumerate(BAD):
        folder = tmp_path / str(number)
        folder.mkdir()
        text = path.read_text("utf-8")
        faults = faults_of(folder, text if text.count("\n") > 1 else "")
        said += [fault.message("sv") for fault in faults]
    alone = faults_of(tmp_path, NO_MATCH, MODEL.model_copy(update={"subject": None}))
    said += [fault.message("sv") for fault in alone]
    about_folders = [
        "mappen finns inte.",
        "mappen har inga definitioner",
        "det är en fil.",
        "finns redan i",
        "finns inte under areas i",
    ]

    # Rules have bad files of their own (tests/check), a file of limits has test_limits.py.
    apart = ("rules_file", "limits_file")
    paths = [path for path in (SRC / "definitions").glob("*.py") if path.stem not in apart]

    missed = unsaid(sorted(paths), said)

    assert [m for m in missed if not any(re.escape(words) in m for words in about_folders)] == []


def test_an_area_that_is_no_number_is_told_at_its_line(tmp_path):
    (tmp_path / "loans.yaml").write_text((HERE / "good.yaml").read_text("utf-8"), "utf-8")
    (tmp_path / "pack.yaml").write_text(f"{PACK}areas:\n  A1: {{sv: Lån, en: Loans}}\n", "utf-8")

    with pytest.raises(DefinitionError) as caught:
        load_pack(tmp_path, MODEL)

    assert [fault.line("en") for fault in caught.value.faults] == [
        'pack.yaml:5: "A1": must be a whole number.'
    ]


def test_a_pack_of_a_format_yet_to_come_is_refused(tmp_path):
    (tmp_path / "loans.yaml").write_text((HERE / "good.yaml").read_text("utf-8"), "utf-8")
    (tmp_path / "pack.yaml").write_text(PACK.replace("format: 1", "format: 2"), "utf-8")

    with pytest.raises(DefinitionError, match="format"):
        load_pack(tmp_path, MODEL)


def test_an_area_that_the_pack_has_not_is_told_at_its_line(tmp_path):
    text = (HERE / "good.yaml").read_text("utf-8").replace("kind:", "area: 2\nkind:")

    (fault,) = faults_of(tmp_path, text)

    assert fault.line("sv") == "loans.yaml:4: området 2 finns inte under areas i pack.yaml."


def test_the_faults_of_a_file_come_by_line(tmp_path):
    text = (HERE / "good.yaml").read_text("utf-8").replace("loans", "lones")
    text = text.replace("kind: share", "kind: share\nlevels: 1").replace(", en: Loans", "")

    assert [fault.place for fault in faults_of(tmp_path, text)] == ["loans.yaml:3", "loans.yaml:5"]


def test_a_denominator_that_contradicts_itself_is_told_once(tmp_path):
    text = (HERE / "good.yaml").read_text("utf-8")
    crossed = text.replace("{during: period}", "{during: period, after: period.end}")

    assert [fault.place for fault in faults_of(tmp_path, crossed)] == ["loans.yaml:8"]
