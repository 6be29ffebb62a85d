"""A form that somebody else made: which cell of their workbook is to hold which figure."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from bbic_ind.errors import Fault, UsageError
from bbic_ind.model.shapes import Shape
from bbic_ind.output.survey.asking import Of
from bbic_ind.packaged import indicators_folder
from bbic_ind.strict_yaml import Document, read, told, validate
from bbic_ind.texts import Text

Fact = Literal["municipality", "year", "day", "extracted"]
"""What a cell can hold that is no figure: ``day`` is the measurement day."""


class Words(Shape):
    """How the form wants its answers: words for yes and no, a mark, and one for no answer.

    A cell without an answer is left empty where ``unknown`` is not given.
    """

    yes: str = "Ja"
    no: str = "Nej"
    mark: str = "X"
    unknown: str | None = None


class CellEntry(Shape):
    """One cell: a figure (``indicator`` with ``of``), or a ``fact``.

    ``period`` is a year as such, or how many years before the one asked for: -1 is the
    year before.  ``replace`` allows text that stands there already to be written over.
    """

    cell: str
    indicator: str | None = None
    part: str = ""
    variant: str = ""
    of: Of | None = None
    period: Annotated[int, Field(ge=-50, le=8999)] = 0
    fact: Fact | None = None
    replace: bool = False

    @model_validator(mode="after")
    def _asks_one_thing(self) -> "CellEntry":
        if (self.indicator is None) == (self.fact is None):
            raise told(
                "cellen ska ha antingen indicator eller fact.",
                "the cell must have either indicator or fact.",
            )
        if (self.indicator is None) != (self.of is None):
            raise told(
                "indicator och of hör ihop: of säger vad som ska stå i cellen, till exempel "
                "numerator.",
                "indicator and of belong together: of says what the cell is to hold, for "
                "example numerator.",
            )
        return self


class FormFile(Shape):
    """The keys of a form's file.

    ``workbook`` is the form, seen from the file.  ``pack`` is a shipped pack by name, or a
    folder of definitions seen from the file; the one that ``compute`` takes if not given.
    """

    format: Annotated[int, Field(ge=1, le=1)]
    workbook: str
    pack: str | None = None
    words: Words = Field(default_factory=Words)
    cells: tuple[CellEntry, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form's file with what it was read from."""

    file: FormFile
    document: Document

    @property
    def workbook(self) -> Path:
        """The form to fill in."""
        return self.document.path.parent / self.file.workbook

    @property
    def packs(self) -> tuple[str, ...]:
        """The pack as ``--indicators`` would name it; none for the usual one."""
        named = self.file.pack
        if named is None or (indicators_folder() / named).is_dir():
            return (named,) if named else ()
        return (str(self.document.path.parent / named),)

    def year(self, entry: CellEntry, asked: int) -> int:
        """The year that a cell is about, when a form is filled in for ``asked``."""
        return asked + entry.period if entry.period <= 0 else entry.period


def load_form(path: Path) -> Form:
    """Read a form's file; raises UsageError where it is not there, else DefinitionError."""
    if not path.is_file():
        raise UsageError(Fault(str(path), _ABSENT))
    document = read(path)
    form = Form(validate(document, FormFile), document)
    if not form.workbook.is_file():
        raise UsageError(document.fault(("workbook",), _no_workbook(form.file.workbook)))
    return form


def _no_workbook(name: str) -> Text:
    return Text(
        f"formuläret {name} finns inte. Sökvägen räknas från den här filens mapp.",
        f"there is no form {name}. Its path starts from the folder of this file.",
    )


_ABSENT = Text(
    "filen finns inte. Ange en YAML-fil som säger vilken cell som ska ha vilket svar.",
    "there is no such file. Name a YAML file that says which cell gets which answer.",
)
