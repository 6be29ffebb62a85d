"""Every finding that opening files can make, with its two sentences."""

from collections.abc import Sequence

from bbic_ind.errors import Fault
from bbic_ind.model import MOST_CELLS, Finding, Severity
from bbic_ind.personal import without_numbers
from bbic_ind.texts import Text, counted, listed


def finding(
    rule: str, severity: Severity, place: str, sv: str, en: str, cells: Sequence[str] = ()
) -> Finding:
    """Make a finding; of ``cells`` all are counted and the first are named."""
    first, count = tuple(cells[:MOST_CELLS]), max(1, len(cells))
    return Finding(rule, severity, place, Text(sv, en), cells=first, count=count)


def named(cells: Sequence[str]) -> str:
    """Name the first cells or lines and count the rest."""
    return listed(list(cells), MOST_CELLS)


def not_found(place: str) -> Finding:
    """The user named a file or folder that is not there."""
    return finding(
        "file.not_found",
        "error",
        place,
        "det finns ingen sådan fil eller mapp. Kontrollera stavningen.",
        "there is no such file or folder. Check the spelling.",
    )


def not_allowed(place: str) -> Finding:
    """The operating system does not let us read."""
    return finding(
        "file.unreadable",
        "error",
        place,
        "går inte att läsa. Är filen öppen i ett annat program, stäng den där. Kontrollera att du "
        "får läsa den.",
        "cannot be read. If the file is open in another program, close it there. Check that you "
        "are allowed to read it.",
    )


def link(place: str) -> Finding:
    """A link that leads to a folder or nowhere, met in a folder."""
    return finding(
        "file.link",
        "error",
        place,
        "är en länk som inte leder till någon fil, och lästes inte. Ange det som den ska leda "
        "till, eller ta bort länken.",
        "is a link that leads to no file, and was not read. Name what it should lead to, or "
        "remove the link.",
    )


def nothing_in(place: str) -> Finding:
    """A folder or zip without a file we can read."""
    return finding(
        "file.none",
        "error",
        place,
        "här finns ingen Excelfil, CSV-fil eller parquetfil. Kontrollera att det är rätt ställe.",
        "there is no Excel, CSV or parquet file here. Check that it is the right place.",
    )


def empty(place: str) -> Finding:
    """A file of no bytes, or of blank ones."""
    return finding(
        "file.empty",
        "error",
        place,
        "filen är tom. Ta ut den på nytt ur verksamhetssystemet.",
        "the file is empty. Export it again from the case system.",
    )


def broken(place: str) -> Finding:
    """A zip, workbook or parquet file that cannot be opened."""
    return finding(
        "file.broken",
        "error",
        place,
        "filen är skadad eller inte hel. Hämta eller ta ut den på nytt.",
        "the file is damaged or not complete. Fetch or export it again.",
    )


def encrypted(place: str) -> Finding:
    """A workbook or zip with a password."""
    return finding(
        "file.encrypted",
        "error",
        place,
        "filen är skyddad med lösenord. Öppna den, ta bort lösenordet och spara den på ett "
        "skyddat ställe, eller ta ut den utan lösenord.",
        "the file is protected by a password. Open it, remove the password and save it in a "
        "protected place, or export it without one.",
    )


def bomb(place: str) -> Finding:
    """A zip or workbook that passes the limits on what it may hold."""
    return finding(
        "file.bomb",
        "error",
        place,
        "filen sväller orimligt mycket när den packas upp och öppnades därför inte. Ta ut den på "
        "nytt. En zipfil som du litar på kan du packa upp själv; ange sedan filerna i den.",
        "the file swells beyond reason when unpacked and was therefore not opened. Export it "
        "again. A zip that you trust you can unpack yourself; then name the files in it.",
    )


def zip_in_zip(place: str) -> Finding:
    """A zip inside a zip."""
    return finding(
        "file.zip_in_zip",
        "error",
        place,
        "en zipfil inne i en annan zipfil öppnas inte. Packa upp den yttre först.",
        "a zip inside another zip is not opened. Unpack the outer one first.",
    )


def web_page(place: str) -> Finding:
    """A web page or XML that was saved under the name of a workbook."""
    return finding(
        "file.web_page",
        "error",
        place,
        "filen är en webbsida eller XML, inte en Excelfil, fast den kanske heter så. Öppna den i "
        "Excel och spara den som Excelarbetsbok (.xlsx).",
        "the file is a web page or XML and no Excel file, though it may be named so. Open it in "
        "Excel and save it as an Excel workbook (.xlsx).",
    )


def unknown(place: str) -> Finding:
    """A file of a kind we do not read."""
    return finding(
        "file.unknown",
        "error",
        place,
        "filen är av ett slag som inte läses. Det som läses är Excel (xlsx, xlsb, xls, ods), CSV, "
        "parquet och YAML, och zip med sådana filer.",
        "the file is of a kind that is not read. What is read is Excel (xlsx, xlsb, xls, ods), "
        "CSV, parquet and YAML, and zips of such files.",
    )


def document(place: str) -> Finding:
    """A file for people to read, which lies beside the exports."""
    return finding(
        "file.document",
        "note",
        place,
        "filen är av namnet att döma ett dokument eller en bild, inget uttag, och läses inte. Står "
        "det uppgifter i den som ska räknas, ta ut dem som Excel eller CSV.",
        "by its name the file is a document or a picture, no export, and is not read. If it holds "
        "data that are to be counted, export them as Excel or CSV.",
    )


def text_named_workbook(place: str) -> Finding:
    """Text under the name of a workbook."""
    return finding(
        "file.not_workbook",
        "warning",
        place,
        "filen är ingen Excelfil trots sitt namn, utan text, och lästes som CSV. Ta ut den som "
        "Excel, eller ge den ändelsen .csv.",
        "the file is no Excel file despite its name, but text, and was read as CSV. Export it as "
        "Excel, or end its name with .csv.",
    )


def read_as_windows(place: str) -> Finding:
    """Text that is not UTF-8."""
    return finding(
        "csv.encoding",
        "warning",
        place,
        "filen är inte i UTF-8 och lästes därför som Windows-1252 (”ANSI”). Kontrollera att å, ä "
        "och ö ser rätt ut, eller spara filen som ”CSV UTF-8”.",
        "the file is not UTF-8 and was therefore read as Windows-1252 (“ANSI”). Check that å, ä "
        "and ö look right, or save the file as “CSV UTF-8”.",
    )


def read_as_utf16(place: str) -> Finding:
    """Text in the encoding that spreadsheets call Unicode text."""
    return finding(
        "csv.utf16",
        "note",
        place,
        "filen är i UTF-16 (”Unicode-text”) och lästes så.",
        "the file is in UTF-16 (“Unicode text”) and was read so.",
    )


def nuls(place: str, count: int) -> Finding:
    """Text with NUL characters in it."""
    return finding(
        "csv.nul",
        "warning",
        place,
        f"filen har {count} nolltecken, som utelämnades. Den kan ha skadats på vägen: ta ut den på "
        "nytt om något saknas.",
        f"the file has {count} NUL characters, which were left out. It may have been damaged on "
        "the way: export it again if anything is missing.",
    )


def loose_quotes(place: str) -> Finding:
    """A quotation mark that opens a field and never closes it."""
    return finding(
        "csv.quotes",
        "warning",
        place,
        'ett citattecken (") inleder ett fält men avslutar det inte. Filen lästes därför rad för '
        "rad, som om citattecken var vanlig text. Ta ut filen på nytt, helst som Excel.",
        'a quotation mark (") opens a field but does not close it. The file was therefore read '
        "line by line, as if quotation marks were plain text. Export it again, preferably as "
        "Excel.",
    )


def short_rows(place: str, lines: Sequence[str], usual: int) -> Finding:
    """Records with too few fields; ``lines`` are their line numbers."""
    return finding(
        "csv.short_rows",
        "warning",
        place,
        f"{counted(len(lines), 'rad', 'rader')} har färre än {usual} fält (rad {named(lines)}). "
        "Fälten som fattas i slutet av raden räknas som uppgift saknas. Ta ut filen på nytt.",
        f"{counted(len(lines), 'row has', 'rows have')} fewer than {usual} fields (line "
        f"{named(lines)}). The fields missing at the end of the row count as not registered. "
        "Export the file again.",
        lines,
    )


def long_rows(place: str, lines: Sequence[str], usual: int) -> Finding:
    """Records with too many fields; ``lines`` are their line numbers."""
    return finding(
        "csv.long_rows",
        "error",
        place,
        f"{counted(len(lines), 'rad', 'rader')} har fler än {usual} fält (rad {named(lines)}). "
        "Troligen står ett skiljetecken inne i ett fält, så att värdena efter det hamnar en kolumn "
        "för långt till höger. De lästes som de står. Ta ut filen med citattecken kring texten, "
        "eller som Excel.",
        f"{counted(len(lines), 'row has', 'rows have')} more than {usual} fields (line "
        f"{named(lines)}). A delimiter is probably inside a field, so that the values after it "
        "end up one column too far to the right. They were read as they stand. Export the file "
        "with quotation marks around text, or as Excel.",
        lines,
    )


def not_utf8(place: str) -> Finding:
    """A YAML file in another encoding."""
    return finding(
        "yaml.encoding",
        "error",
        place,
        "filen är inte i UTF-8. Spara den som UTF-8.",
        "the file is not UTF-8. Save it as UTF-8.",
    )


def bad_yaml(fault: Fault) -> Finding:
    """A fault that the reader of YAML found."""
    said = Text(without_numbers(fault.message.sv), without_numbers(fault.message.en))
    return Finding("yaml.broken", "error", fault.place, said)


def no_rows(place: str) -> Finding:
    """A YAML key that should be a table and is not."""
    return finding(
        "yaml.rows",
        "error",
        place,
        "här väntades en tabells namn och under det en lista med rader, till exempel "
        "”- {kolumn: värde}”.",
        "the name of a table was expected here and below it a list of rows, for example "
        '"- {column: value}".',
    )
