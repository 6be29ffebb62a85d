"""Which files are opened, under which name, and what is said of those that are not."""

import errno
import io
import os
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from bbic_ind.errors import Exit, SourceError
from bbic_ind.sources import archives
from bbic_ind.sources.files import input_files, open_grids

from .building import rows_workbook, zipped

Write = Callable[[str, bytes | str], Path]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CSV = "id;dag\n1;2025-01-01\n"
LOCKED = OLE + bytes(900) + "EncryptedPackage".encode("utf-16-le")
SAVED = Path(__file__).parent / "workbooks"
# The record after the first says FilePass, which a workbook with a password has there.
LOCKED_XLS = (SAVED / "saved.xls").read_bytes().replace(b"\xe1\0\x02\0", b"\x2f\0\x02\0", 1)
LOCKED_ODS = zipped(
    {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": "<manifest:manifest "
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
        "</manifest:file-entry></manifest:manifest>",
        "content.xml": b"\x93" * 99,
    }
)
BOOK = rows_workbook([["id", "dag"], ["1", "2025-01-01"]])


def names(*paths: Path) -> list[str]:
    return [grid.place for grid in open_grids(paths)[0]]


def refusal(path: Path) -> tuple[str, str]:
    """The one fault of a file that is all there is to read: place and Swedish words."""
    with pytest.raises(SourceError) as raised:
        open_grids([path])
    [fault] = raised.value.faults
    assert fault.message.en
    return fault.place, fault.message.sv


def rule(path: Path, sound: Path) -> str:
    """The one finding of a bad file beside a sound one, which is read all the same."""
    grids, [finding] = open_grids([path, sound])
    assert [grid.file for grid in grids] == [sound.name]
    assert finding.place == path.name
    return finding.rule


def test_a_file_is_shown_by_its_name(file: Write) -> None:
    assert names(file("lån.csv", CSV)) == ["lån.csv"]


def test_a_name_that_is_no_utf8_is_read_and_shown_with_question_marks(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"l\xe5n.csv")
    path.write_text(CSV, "utf-8")

    assert names(tmp_path) == ["l?n.csv"]


def test_a_sheet_is_shown_with_its_file(file: Write) -> None:
    assert names(file("lån.xlsx", BOOK)) == ["lån.xlsx › Blad1"]


MANIFEST = '{"outputs": [{"file": "resultat.csv", "size": %d}]}'


def test_results_of_an_earlier_run_in_the_folder_are_not_read(file: Write, tmp_path: Path) -> None:
    file("a.csv", CSV)
    file("resultat.csv", CSV)
    file("resultat.manifest.json", MANIFEST % len(CSV))

    grids, [finding] = open_grids([tmp_path])

    assert [grid.file for grid in grids] == ["a.csv"]
    assert (finding.rule, finding.severity) == ("file.own", "note")
    assert input_files([tmp_path]) == [tmp_path / "a.csv"]


def test_a_file_that_is_no_longer_as_it_was_written_is_read(file: Write, tmp_path: Path) -> None:
    file("resultat.csv", CSV)
    file("resultat.manifest.json", MANIFEST % (len(CSV) + 1))

    assert names(tmp_path) == ["resultat.csv"]


def test_a_result_that_is_named_is_read(file: Write) -> None:
    file("resultat.manifest.json", MANIFEST % len(CSV))

    assert names(file("resultat.csv", CSV)) == ["resultat.csv"]


@pytest.mark.parametrize("text", ["[]", "{", '{"outputs": [{"file": "../a", "size": 1}]}'])
def test_another_programs_manifest_says_nothing_of_our_results(
    file: Write, tmp_path: Path, text: str
) -> None:
    file("a.csv", CSV)
    file("annat.manifest.json", text)

    assert [found.rule for found in open_grids([tmp_path])[1]] == ["file.unknown"]


def test_several_files_are_opened_in_the_order_they_are_named(file: Write) -> None:
    assert names(file("b.csv", CSV), file("a.csv", CSV)) == ["b.csv", "a.csv"]


def test_a_folder_is_opened_with_the_folders_in_it(file: Write, tmp_path: Path) -> None:
    file("uttag/b.csv", CSV)
    file("uttag/2025/a.xlsx", BOOK)

    assert names(tmp_path / "uttag") == ["2025/a.xlsx › Blad1", "b.csv"]


@pytest.mark.parametrize(
    "left",
    [
        ".dold.csv",
        "~$uttag.xlsx",
        ".git/a.csv",
        "Thumbs.db",
        "Desktop.ini",
        "__MACOSX/a.csv",
    ],
)
def test_what_programs_leave_behind_is_not_opened(left: str, file: Write, tmp_path: Path) -> None:
    file("uttag/a.csv", CSV)
    file(f"uttag/{left}", CSV)

    assert open_grids([tmp_path / "uttag"])[1] == []
    assert names(tmp_path / "uttag") == ["a.csv"]


def test_a_file_named_twice_is_read_once(file: Write, tmp_path: Path) -> None:
    assert names(file("a.csv", CSV), tmp_path) == ["a.csv"]


def test_a_link_in_a_folder_that_leads_to_no_file_is_said(file: Write, tmp_path: Path) -> None:
    file("uttag/a.csv", CSV)
    file("annat/b.csv", CSV)
    (tmp_path / "uttag/mapp").symlink_to("../annat")
    (tmp_path / "uttag/borta.csv").symlink_to("ingenstans")

    grids, findings = open_grids([tmp_path / "uttag"])

    assert [grid.file for grid in grids] == ["a.csv"]
    assert [(one.rule, one.place) for one in findings] == [
        ("file.link", "borta.csv"),
        ("file.link", "mapp"),
    ]


def test_a_folder_that_is_a_link_is_read_when_it_is_named(file: Write, tmp_path: Path) -> None:
    file("annat/b.csv", CSV)
    (tmp_path / "mapp").symlink_to("annat")

    assert names(tmp_path / "mapp") == ["b.csv"]


def test_a_folder_that_may_not_be_read_is_said(
    file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file("uttag/a.csv", CSV)
    closed = file("uttag/stängd/b.csv", CSV).parent
    listed = os.scandir

    def refused(path: object) -> object:
        if os.fspath(path) == os.fspath(closed):
            raise PermissionError(errno.EACCES, "stängd", os.fspath(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refused)
    monkeypatch.setattr(os, "listdir", refused)

    grids, [finding] = open_grids([tmp_path / "uttag"])

    assert [grid.file for grid in grids] == ["a.csv"]
    assert (finding.rule, finding.place) == ("file.unreadable", "stängd")


def test_a_name_with_brackets_is_no_pattern(file: Write) -> None:
    assert names(file("lån [2025]*.csv", CSV)) == ["lån [2025]*.csv"]


def test_a_zip_is_opened_with_its_folders(file: Write) -> None:
    path = file("uttag.zip", zipped({"b.csv": CSV, "2025/a.xlsx": BOOK, "__MACOSX/._b.csv": "x"}))

    assert names(path) == ["uttag.zip/2025/a.xlsx › Blad1", "uttag.zip/b.csv"]


def test_a_path_that_climbs_out_of_a_zip_is_only_a_name(file: Write, tmp_path: Path) -> None:
    path = file("in/uttag.zip", zipped({"../../ond.csv": CSV, "C:\\ond2.csv": CSV}))

    assert names(path) == ["uttag.zip/ond.csv", "uttag.zip/C:/ond2.csv"]
    assert not list(tmp_path.rglob("ond*"))


def test_text_named_as_a_workbook_is_read_as_text(file: Write) -> None:
    assert open_grids([file("lån.xls", "id\tdag\n1\t2\n")])[0][0].cells.rows()[1] == ("1", "2")


def test_a_workbook_named_as_text_is_read_as_a_workbook(file: Write) -> None:
    assert names(file("lån.csv", BOOK)) == ["lån.csv › Blad1"]


@pytest.mark.parametrize(
    ("saved", "named"),
    [("saved.xls", "lån.xlsx"), ("saved.ods", "lån.xlsx"), ("saved.xlsb", "lån.xls")],
)
def test_a_workbook_named_as_another_kind_is_read(file: Write, saved: str, named: str) -> None:
    assert names(file(named, (SAVED / saved).read_bytes()))[0].startswith(f"{named} › ")


def test_parquet_keeps_its_types(file: Write) -> None:
    frame = pl.DataFrame({"id": ["1"], "dag": [date(2025, 1, 1)], "antal": [2]})
    stream = io.BytesIO()
    frame.write_parquet(stream)

    [grid], _ = open_grids([file("lån.parquet", stream.getvalue())])

    assert grid.typed is not None
    assert grid.typed.schema == frame.schema
    assert grid.cells.is_empty()


def test_what_no_column_of_parquet_should_hold_becomes_text(file: Write) -> None:
    stream = io.BytesIO()
    frame = pl.DataFrame({"id": [b"\xff", b"L1"], "dag": [[1], None], "antal": [2, 3]})
    frame.with_columns(tid=pl.duration(days=1)).write_parquet(stream)

    [grid], _ = open_grids([file("lån.parquet", stream.getvalue())])

    assert grid.typed is not None
    assert grid.typed.rows() == [
        ("\ufffd", "[1]", 2, "1 day, 0:00:00"),
        ("L1", None, 3, "1 day, 0:00:00"),
    ]


def test_text_in_parquet_is_as_tidy_as_elsewhere(file: Write) -> None:
    stream = io.BytesIO()
    pl.DataFrame({"id": [" L1\u00a0", "", "La\u030an"]}).write_parquet(stream)

    [grid], _ = open_grids([file("lån.parquet", stream.getvalue())])

    assert grid.typed is not None
    assert grid.typed["id"].to_list() == ["L1", None, "Lån"]


@pytest.mark.parametrize("kind", [pl.Categorical(), pl.Enum([" ja", "", "nej"])])
def test_categories_in_parquet_are_as_tidy_as_text(file: Write, kind: pl.DataType) -> None:
    stream = io.BytesIO()
    pl.DataFrame({"svar": pl.Series([" ja", "", "nej"], dtype=kind)}).write_parquet(stream)

    [grid], _ = open_grids([file("lån.parquet", stream.getvalue())])

    assert grid.typed is not None
    assert grid.typed["svar"].to_list() == ["ja", None, "nej"]


def test_parquet_that_the_library_gives_up_on_leaves_the_other_files_alone(
    file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def panic(*_: object, **__: object) -> None:
        raise pl.exceptions.PanicException

    monkeypatch.setattr(pl, "read_parquet", panic)

    grids, findings = open_grids([file("halv.parquet", b"PAR1"), file("lån.csv", "id;dag\n1;2\n")])

    assert [grid.file for grid in grids] == ["lån.csv"]
    assert [finding.rule for finding in findings] == ["file.broken"]


@pytest.mark.parametrize("name", ["lån[1].parquet", "lån*.parquet"])
def test_a_name_that_looks_like_a_pattern_is_a_name(file: Write, name: str) -> None:
    stream = io.BytesIO()
    pl.DataFrame({"antal": [2]}).write_parquet(stream)

    assert names(file(name, stream.getvalue())) == [name]


def test_parquet_in_a_zip_keeps_its_types(file: Write) -> None:
    stream = io.BytesIO()
    pl.DataFrame({"antal": [2]}).write_parquet(stream)

    [grid], _ = open_grids([file("u.zip", zipped({"lån.parquet": stream.getvalue()}))])

    assert grid.typed is not None
    assert grid.typed["antal"].to_list() == [2]


def test_a_yaml_file_is_a_sheet_for_each_table(file: Write) -> None:
    text = "svar:\n  - {fråga: a, svar: ja}\n  - {fråga: b, gäller: 2025-11-01}\nkort: []\n"

    first, second = open_grids([file("svar.yaml", text)])[0]

    assert (first.sheet, second.sheet) == ("svar", "kort")
    assert first.cells.rows() == [
        ("fråga", "svar", "gäller"),
        ("a", "ja", None),
        ("b", None, "2025-11-01"),
    ]
    assert first.rows.to_list() == [1, 2, 3]


def test_a_truth_in_yaml_is_text_like_any_other(file: Write) -> None:
    [grid], _ = open_grids([file("svar.yaml", "svar:\n  - {a: true, b: 2, c: null, d: false}\n")])

    assert grid.cells.rows() == [("a", "b", "c", "d"), ("true", "2", None, "false")]


@pytest.mark.parametrize("text", ["svar: 3\n", "svar: [a, b]\n", "- {a: 1}\n"])
def test_yaml_that_is_no_table_is_said_with_its_line(text: str, file: Write) -> None:
    place, words = refusal(file("svar.yaml", text))

    assert place == "svar.yaml:1"
    assert "lista med rader" in words


def test_broken_yaml_is_said_with_its_line(file: Write) -> None:
    assert refusal(file("svar.yaml", "svar:\n  - {a: 1\n"))[0].startswith("svar.yaml:")


def test_yaml_in_another_encoding_is_said(file: Write) -> None:
    assert "UTF-8" in refusal(file("svar.yaml", "fråga: []\n".encode("cp1252")))[1]


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert refusal(tmp_path / "borta.csv") == (
        "borta.csv",
        "det finns ingen sådan fil eller mapp. Kontrollera stavningen.",
    )


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()

    place, words = refusal(tmp_path / "tom")

    assert place == "tom"
    assert "ingen Excelfil" in words


@pytest.mark.parametrize("members", [{}, {"mapp/": ""}])
def test_an_empty_zip_is_said(members: dict[str, str], file: Write) -> None:
    path = file("tom.zip", zipped(members))

    assert "ingen Excelfil" in refusal(path)[1]


def test_a_file_that_may_not_be_read_is_said(file: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file("låst.csv", CSV)

    def forbid(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", forbid)

    assert "stäng den där" in refusal(path)[1]


LETTER = zipped({"[Content_Types].xml": "", "word/document.xml": ""})


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("tom.csv", b"", "file.empty"),
        ("tom.xlsx", b"", "file.empty"),
        ("halv.xlsx", BOOK[: len(BOOK) // 2], "file.broken"),
        ("halv.zip", zipped({"a.csv": CSV * 99})[:80], "file.broken"),
        ("halv.parquet", b"PAR1 och inget mer", "file.broken"),
        ("sida.xls", b"\xef\xbb\xbf\r\n<HTML><table><tr><td>1</td></tr></table>", "file.web_page"),
        ("gammal.xls", b'<?xml version="1.0"?><Workbook></Workbook>', "file.web_page"),
        ("brev.xlsx", LETTER, "file.unknown"),
        ("brev.docx", LETTER, "file.document"),
        ("brev.msg", LOCKED, "file.document"),
        ("läsmig.pdf", b"%PDF-1.7", "file.document"),
        ("BILD.PNG", b"\x89PNG\r\n", "file.document"),
        ("tom.md", b"", "file.document"),
        ("Läsmig.txt", "Hej, filerna är från mars.".encode(), "file.document"),
        ("rapport.csv", b"%PDF-1.7 \xe2\xe3\xcf\xd3", "file.unknown"),
        ("bild.csv", bytes(range(1, 30)) * 40, "file.unknown"),
        ("data.json", b"{}", "file.unknown"),
        ("lösen.xlsx", LOCKED, "file.encrypted"),
        ("lösen.xls", LOCKED_XLS, "file.encrypted"),
        ("lösen.ods", LOCKED_ODS, "file.encrypted"),
        ("xlsx.xlsx", zipped({"xl/workbook.xml": "<inget>"}), "file.broken"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_file_is_said_and_the_rest_is_read(
    name: str, content: bytes, expected: str, file: Write
) -> None:
    assert rule(file(name, content), file("bra.csv", CSV)) == expected


def test_a_document_beside_the_exports_is_no_error(file: Write, tmp_path: Path) -> None:
    file("uttag/a.csv", CSV)
    file("uttag/läsmig.pdf", b"%PDF-1.7")

    grids, [finding] = open_grids([tmp_path / "uttag"])

    assert [grid.file for grid in grids] == ["a.csv"]
    assert (finding.place, finding.severity) == ("läsmig.pdf", "note")


def test_a_document_alone_is_refused(file: Write) -> None:
    assert "inget uttag" in refusal(file("läsmig.pdf", b"%PDF-1.7"))[1]


def test_a_damaged_member_of_a_zip_is_said_and_the_rest_is_read(file: Write) -> None:
    content = bytearray(zipped({"a.csv": CSV * 50, "b.csv": CSV}))
    content[40] ^= 0xFF

    grids, [finding] = open_grids([file("uttag.zip", bytes(content))])

    assert [grid.file for grid in grids] == ["uttag.zip/b.csv"]
    assert (finding.rule, finding.place) == ("file.broken", "uttag.zip/a.csv")


def test_a_workbook_with_damaged_xml_is_said(file: Write) -> None:
    content = bytearray(BOOK)
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        member = archive.getinfo("xl/worksheets/sheet1.xml")
    start = member.header_offset + 30 + len(member.filename)
    content[start : start + 20] = bytes(20)

    assert rule(file("skadad.xlsx", bytes(content)), file("bra.csv", CSV)) == "file.broken"


def test_a_zip_in_a_zip_is_refused(file: Write) -> None:
    path = file("yttre.zip", zipped({"inre.zip": zipped({"a.csv": CSV})}))

    assert refusal(path)[0] == "yttre.zip/inre.zip"
    assert "Packa upp den yttre" in refusal(path)[1]


def test_a_zip_with_a_password_is_refused(file: Write) -> None:
    content = bytearray(zipped({"a.csv": CSV}))
    directory = content.index(b"PK\x01\x02")
    content[6] |= 1
    content[directory + 8] |= 1

    assert rule(file("lösen.zip", bytes(content)), file("bra.csv", CSV)) == "file.encrypted"


def test_a_zip_that_swells_is_refused(file: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGE", 1 << 20)
    path = file("bomb.zip", zipped({"a.csv": bytes(2 << 20)}))

    assert rule(path, file("bra.csv", CSV)) == "file.bomb"


def test_a_workbook_that_swells_is_refused(file: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGE", 1 << 20)
    path = file("bomb.xlsx", zipped({"xl/workbook.xml": bytes(2 << 20)}))

    assert rule(path, file("bra.csv", CSV)) == "file.bomb"


def test_a_zip_of_too_many_files_is_refused(file: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    path = file("många.zip", zipped({f"{n}.csv": CSV for n in range(3)}))

    assert rule(path, file("bra.csv", CSV)) == "file.bomb"


def test_a_zip_that_holds_too_much_is_refused(file: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_UNPACKED", 10)

    assert rule(file("stor.zip", zipped({"a.csv": CSV})), file("bra.csv", CSV)) == "file.bomb"


def test_blank_text_shrinks_less_than_a_bomb() -> None:
    sparse = b'<row r="1"><c r="A1" s="1"/><c r="B1" s="1"/></row>' * 10_000

    with zipfile.ZipFile(io.BytesIO(zipped({"sheet.xml": sparse}))) as archive:
        member = archive.infolist()[0]

    assert member.file_size < archives.LARGE


def test_all_faults_are_told_at_once(tmp_path: Path, file: Write) -> None:
    with pytest.raises(SourceError) as raised:
        open_grids([tmp_path / "borta.csv", file("tom.csv", "")])

    assert [fault.place for fault in raised.value.faults] == ["borta.csv", "tom.csv"]
    assert raised.value.exit_code == Exit.SOURCE


def test_naming_nothing_is_told() -> None:
    with pytest.raises(SourceError) as raised:
        open_grids([])

    assert raised.value.faults


def test_text_under_the_name_of_a_workbook_is_read_and_said(file: Write) -> None:
    grids, findings = open_grids([file("uttag.xlsx", CSV)])

    assert [grid.file for grid in grids] == ["uttag.xlsx"]
    assert [finding.rule for finding in findings] == ["file.not_workbook"]
