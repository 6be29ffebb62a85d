"""Every finding that opening files and finding tables can make, with its two sentences."""

from collections.abc import Sequence

from bbic_ind.errors import Fault
from bbic_ind.model import MOST_CELLS, Finding, Severity
from bbic_ind.texts import Text, listed


def _finding(
    rule: str, severity: Severity, place: str, sv: str, en: str, cells: Sequence[str] = ()
) -> Finding:
    first, count = tuple(cells[:MOST_CELLS]), max(1, len(cells))
    return Finding(rule, severity, place, Text(sv, en), cells=first, count=count)


def _where(cells: Sequence[str]) -> str:
    return listed(list(cells), MOST_CELLS)


def not_found(place: str) -> Finding:
    """The user named a file or folder that is not there."""
    return _finding(
        "file.not_found",
        "error",
        place,
        "det finns ingen sådan fil eller mapp. Kontrollera stavningen.",
        "there is no such file or folder. Check the spelling.",
    )


def not_allowed(place: str) -> Finding:
    """The operating system does not let us read."""
    return _finding(
        "file.unreadable",
        "error",
        place,
        "filen går inte att läsa. Stäng den om den är öppen i ett annat program, och kontrollera "
        "att du får läsa den.",
        "the file cannot be read. Close it if it is open in another program, and check that you "
        "are allowed to read it.",
    )


def nothing_in(place: str) -> Finding:
    """A folder or zip without a file we can read."""
    return _finding(
        "file.none",
        "error",
        place,
        "här finns ingen Excelfil, CSV-fil eller parquetfil.",
        "there is no Excel, CSV or parquet file here.",
    )


def empty(place: str) -> Finding:
    """A file of no bytes, or of blank ones."""
    return _finding(
        "file.empty",
        "error",
        place,
        "filen är tom. Ta ut den på nytt ur verksamhetssystemet.",
        "the file is empty. Export it again from the case system.",
    )


def broken(place: str) -> Finding:
    """A zip, workbook or parquet file that cannot be opened."""
    return _finding(
        "file.broken",
        "error",
        place,
        "filen är skadad eller inte hel. Hämta eller ta ut den på nytt.",
        "the file is damaged or not complete. Fetch or export it again.",
    )


def encrypted(place: str) -> Finding:
    """A workbook or zip with a password."""
    return _finding(
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
    return _finding(
        "file.bomb",
        "error",
        place,
        "filen sväller orimligt mycket när den packas upp och öppnades därför inte. Packa upp den "
        "själv och ange filerna i den om du litar på den.",
        "the file swells beyond reason when unpacked and was therefore not opened. Unpack it "
        "yourself and name the files in it if you trust it.",
    )


def zip_in_zip(place: str) -> Finding:
    """A zip inside a zip."""
    return _finding(
        "file.zip_in_zip",
        "error",
        place,
        "en zipfil inne i en annan zipfil öppnas inte. Packa upp den yttre först.",
        "a zip inside another zip is not opened. Unpack the outer one first.",
    )


def web_page(place: str) -> Finding:
    """A web page or XML that was saved under the name of a workbook."""
    return _finding(
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
    return _finding(
        "file.unknown",
        "warning",
        place,
        "filen är av ett slag som inte läses. Det som läses är Excel (xlsx, xlsb, xls, ods), CSV, "
        "parquet och YAML, och zip med sådana filer.",
        "the file is of a kind that is not read. What is read is Excel (xlsx, xlsb, xls, ods), "
        "CSV, parquet and YAML, and zips of such files.",
    )


def read_as_windows(place: str) -> Finding:
    """Text that is not UTF-8."""
    return _finding(
        "csv.encoding",
        "warning",
        place,
        "filen är inte i UTF-8 och lästes därför som Windows-1252 (”ANSI”). Kontrollera att å, ä "
        "och ö ser rätt ut, eller spara filen som ”CSV UTF-8”.",
        "the file is not UTF-8 and was therefore read as Windows-1252 (“ANSI”). Check that å, ä "
        "and ö look right, or save the file as “CSV UTF-8”.",
    )


def nuls(place: str, count: int) -> Finding:
    """Text with NUL characters in it."""
    return _finding(
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
    return _finding(
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
    return _finding(
        "csv.short_rows",
        "warning",
        place,
        f"{len(lines)} rader har färre än {usual} fält (rad {_where(lines)}). Fälten som fattas i "
        "slutet av raden räknas som tomma. Ta ut filen på nytt om de inte ska vara det.",
        f"{len(lines)} rows have fewer than {usual} fields (line {_where(lines)}). The fields "
        "missing at the end of the row count as empty. Export the file again if they should not "
        "be.",
        lines,
    )


def long_rows(place: str, lines: Sequence[str], usual: int) -> Finding:
    """Records with too many fields; ``lines`` are their line numbers."""
    return _finding(
        "csv.long_rows",
        "error",
        place,
        f"{len(lines)} rader har fler än {usual} fält (rad {_where(lines)}). Troligen står ett "
        "skiljetecken inne i ett fält, så att värdena efter det hamnar en kolumn för långt till "
        "höger. De lästes som de står. Ta ut filen med citattecken kring texten, eller som Excel.",
        f"{len(lines)} rows have more than {usual} fields (line {_where(lines)}). Probably a "
        "delimiter stands inside a field, so that the values after it end up one column too far "
        "to the right. They were read as they stand. Export the file with quotation marks around "
        "text, or as Excel.",
        lines,
    )


def sheet_too_large(place: str) -> Finding:
    """A sheet whose filled cells span too much, by a stray cell or by design."""
    return _finding(
        "sheet.too_large",
        "error",
        place,
        "bladets ifyllda celler spänner över så många rader och kolumner att det inte lästes. "
        "Troligen står något långt ut till höger eller långt ned: ta bort det och spara filen på "
        "nytt.",
        "the filled cells of the sheet span so many rows and columns that it was not read. "
        "Probably something stands far out to the right or far down: remove it and save the file "
        "again.",
    )


def hidden_sheet(place: str) -> Finding:
    """A hidden sheet, which is read like the others."""
    return _finding(
        "sheet.hidden",
        "note",
        place,
        "bladet är dolt i arbetsboken men lästes som de andra.",
        "the sheet is hidden in the workbook but was read like the others.",
    )


def error_cells(place: str, cells: Sequence[str]) -> Finding:
    """Cells that hold an Excel error such as #REF!."""
    return _finding(
        "cell.error",
        "error",
        place,
        f"{len(cells)} celler visar ett fel, till exempel #REFERENS! eller #SAKNAS! "
        f"({_where(cells)}). De räknas som tomma. Rätta formlerna i Excel och spara på nytt.",
        f"{len(cells)} cells show an error, for example #REF! or #N/A ({_where(cells)}). They "
        "count as empty. Mend the formulas in Excel and save again.",
        cells,
    )


def uncached_formulas(place: str, cells: Sequence[str]) -> Finding:
    """Formulas that were never calculated, so that the file holds no value for them."""
    return _finding(
        "formula.uncached",
        "error",
        place,
        f"{len(cells)} celler har en formel men inget uträknat värde ({_where(cells)}). De räknas "
        "som tomma. Öppna filen i Excel, spara den och försök igen.",
        f"{len(cells)} cells have a formula but no calculated value ({_where(cells)}). They count "
        "as empty. Open the file in Excel, save it and try again.",
        cells,
    )


def not_utf8(place: str) -> Finding:
    """A YAML file in another encoding."""
    return _finding(
        "yaml.encoding",
        "error",
        place,
        "filen är inte i UTF-8. Spara den som UTF-8.",
        "the file is not UTF-8. Save it as UTF-8.",
    )


def bad_yaml(fault: Fault) -> Finding:
    """A fault that the reader of YAML found."""
    return Finding("yaml.broken", "error", fault.place, fault.message)


def no_rows(place: str) -> Finding:
    """A YAML key that should be a table and is not."""
    return _finding(
        "yaml.rows",
        "error",
        place,
        "här väntades en tabells namn och under det en lista med rader, till exempel "
        "”- {kolumn: värde}”.",
        "the name of a table was expected here and below it a list of rows, for example "
        '"- {column: value}".',
    )


def empty_sheet(place: str) -> Finding:
    """A sheet without a filled cell."""
    return _finding(
        "sheet.empty",
        "note",
        place,
        "bladet är tomt.",
        "the sheet is empty.",
    )


def no_header(place: str) -> Finding:
    """A sheet in which no row looks like headings."""
    return _finding(
        "header.missing",
        "warning",
        place,
        "ingen rubrikrad hittades, så bladet lästes inte. Kolumnernas rubriker ska stå på en egen "
        "rad, bland de 40 första.",
        "no header row was found, so the sheet was not read. The headings of the columns should "
        "stand on a row of their own, among the first 40.",
    )


def same_headings(place: str, columns: Sequence[tuple[str, str]]) -> Finding:
    """Headings that occur more than once; each later column with its letter."""
    named = listed([f"{heading} ({letter})" for heading, letter in columns], MOST_CELLS)
    return _finding(
        "header.duplicate",
        "warning",
        place,
        f"samma rubrik står över flera kolumner: {named}. Den första av dem används.",
        f"the same heading stands above several columns: {named}. The first of them is used.",
    )


def nameless_columns(place: str, columns: Sequence[str]) -> Finding:
    """Columns that hold values but have no heading."""
    return _finding(
        "header.nameless",
        "note",
        place,
        f"kolumn {_where(columns)} har värden men ingen rubrik och används inte.",
        f"column {_where(columns)} has values but no heading and is not used.",
    )
