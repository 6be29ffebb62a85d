"""Which tables and columns a workbook to fill in has, and writing it."""

from collections.abc import Collection, Sequence
from pathlib import Path

from bbic_ind.cli.choice import Choice, choose
from bbic_ind.cli.messages import tell
from bbic_ind.cli.parsing import one_of
from bbic_ind.definitions.uses import Use, uses
from bbic_ind.errors import Fault, UsageError
from bbic_ind.model import Table
from bbic_ind.output.as_template import write_template
from bbic_ind.output.files import no_output, write_whole
from bbic_ind.texts import Language, Text


def write(
    tables: Sequence[str], indicators: Sequence[str], output: Path | None, lang: Language
) -> None:
    """Write the workbook; raises UserError for what is wrong."""
    path = _checked(output)
    choice = choose(indicators)
    one_of("TABLE" if lang == "en" else "TABELL", tables, list(choice.model.tables))
    columns = _columns(choice, tables, narrowed=bool(indicators))
    write_whole(path, lambda stream: write_template(choice.model, columns, lang, stream))
    tell(_WRITTEN(lang).format(path=path, tables=len(columns)))


def _checked(output: Path | None) -> Path:
    if output is None:
        raise UsageError(no_output("mall.xlsx", "template.xlsx"))
    if output.suffix != ".xlsx":
        raise UsageError(Fault(str(output), _BAD_SUFFIX))
    if output.exists():
        raise UsageError(Fault(str(output), _EXISTS))
    return output


def _columns(choice: Choice, tables: Sequence[str], *, narrowed: bool) -> dict[str, list[str]]:
    """The columns of each table: all, or those that the chosen indicators use."""
    known = choice.model.tables
    if not narrowed:
        return {name: list(known[name].columns) for name in tables or known}
    used = {use for one in choice.indicators for use in uses(one, choice.model)}
    names = tables or [name for name in known if name in dict(used)]
    return {name: _wanted(name, known[name], used) for name in names}


def _wanted(name: str, table: Table, used: Collection[Use]) -> list[str]:
    """The columns used, those required, and the id that other tables point at."""
    kept = {column for of, column in used if of == name} | {"id"}
    return [one for one, column in table.columns.items() if one in kept or column.required]


_WRITTEN = Text("Skrev {path}. Tabeller: {tables}.", "Wrote {path}. Tables: {tables}.")
_BAD_SUFFIX = Text(
    "mallen är en arbetsbok: namnet ska sluta på .xlsx.",
    "the template is a workbook: its name must end in .xlsx.",
)
_EXISTS = Text(
    "filen finns redan och kan vara ifylld. Välj ett annat namn, eller ta bort den.",
    "the file exists and may have been filled in. Choose another name, or remove it.",
)
