"""A run written down in a file: what to read, compute and write, and when to raise the alarm."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from bbic_ind.cli.computing import Order
from bbic_ind.cli.parsing import FIRST_EXPORT, LAST_EXPORT, refuse_astray
from bbic_ind.definitions.limits import as_day
from bbic_ind.disclosure import DEFAULT
from bbic_ind.errors import UsageError
from bbic_ind.model.shapes import Shape
from bbic_ind.strict_yaml import read, told, validate
from bbic_ind.texts import Language

Alarm = Literal["limit", "error", "warning"]
"""What makes a run that is done end with exit code 6."""


def _listed(value: Any) -> Any:
    """One word as one of several; a year is a word too."""
    items = value if isinstance(value, list) else [value]
    return tuple(str(item) if isinstance(item, int) else item for item in items)


ExportDay: TypeAlias = Annotated[
    date, Field(ge=FIRST_EXPORT, le=LAST_EXPORT), BeforeValidator(as_day)
]
_WORD = {"type": ["string", "integer"]}
Words: TypeAlias = Annotated[
    tuple[str, ...],
    BeforeValidator(_listed),
    WithJsonSchema({"anyOf": [_WORD, {"type": "array", "items": _WORD}]}),
]


def _some(words: tuple[str, ...]) -> tuple[str, ...]:
    if not words:
        raise told(
            "ange minst en fil eller mapp med uttag, till exempel sources: [uttag].",
            "name at least one file or folder of exports, for example sources: [exports].",
        )
    return words


TableFormat = Literal["csv", "parquet"]


class Outputs(Shape):
    """What to write of the figures, each in the formats named.

    ``survey`` is the workbook of the yearly survey, for the latest whole year of the run.
    ``values``, ``kolada`` and ``series`` are the tables of ``export --as``; the second has
    the genders that the run is divided by, the third needs several periods.
    """

    results: tuple[Literal["xlsx", "csv", "json", "parquet"], ...] = ("xlsx",)
    report: tuple[Literal["html", "docx", "md"], ...] = ()
    survey: tuple[Literal["xlsx"], ...] = ()
    values: tuple[TableFormat, ...] = ()
    kolada: tuple[TableFormat, ...] = ()
    series: tuple[TableFormat, ...] = ()


class Municipality(Shape):
    """Whose figures they are."""

    name: str = ""
    code: Annotated[str | None, Field(pattern=r"^\d{4}$")] = None


class RunFile(Shape):
    """The keys of a run file; its paths start from the folder that it lies in.

    The keys from ``indicators`` to ``lang`` mean what the options of ``compute`` do;
    ``earlier`` is how many years to go back from the latest, where no periods are named.
    """

    format: Annotated[int, Field(ge=1, le=1)]
    sources: Annotated[Words, AfterValidator(_some)]
    folder: str
    outputs: Outputs = Outputs()
    indicators: Words = ()
    periods: Words = ()
    earlier: Annotated[int, Field(ge=0, le=20)] = 0
    by: Words = ()
    profile: str | None = None
    extracted: ExportDay | None = None
    snapshot: str = "11-01"
    disclosure: str = DEFAULT
    limits: str | None = None
    ci: bool = False
    lang: Language = "sv"
    title: str = ""
    municipality: Municipality = Municipality()
    fail_on: tuple[Alarm, ...] = ()
    log: str | None = None

    @model_validator(mode="after")
    def _has_one_way_to_time(self) -> "RunFile":
        if self.periods and self.earlier:
            raise told(
                "earlier gäller bara när inga perioder är angivna. Ta bort en av dem.",
                "earlier is only for when no periods are named. Remove one of them.",
            )
        return self

    @model_validator(mode="after")
    def _has_a_code(self) -> "RunFile":
        if self.outputs.kolada and self.municipality.code is None:
            raise told(
                "tabellen till Kolada behöver kommunens kod. Lägg till municipality: "
                '{code: "0182"}, med er kod.',
                "the table for Kolada needs the municipality's code. Add municipality: "
                '{code: "0182"}, with your code.',
            )
        return self


@dataclass(frozen=True)
class Recipe:
    """A run file and the place it lies in."""

    path: Path
    asked: RunFile

    @property
    def folder(self) -> Path:
        """Where the dated folders go."""
        return self._path(self.asked.folder)

    @property
    def lock(self) -> Path:
        """The file that a run holds while it is under way, beside the folder."""
        return self.folder.with_name(f".{self.folder.name}.lock")

    @property
    def log(self) -> Path | None:
        """The file of log lines, if one is named."""
        return self._path(self.asked.log) if self.asked.log else None

    @property
    def order(self) -> Order:
        """What to compute."""
        asked = self.asked
        return Order(
            sources=tuple(self._path(word) for word in asked.sources),
            periods=asked.periods,
            snapshot=asked.snapshot,
            indicators=self._names(asked.indicators),
            by=asked.by,
            profile=self._name(asked.profile),
            extracted=asked.extracted,
            disclosure=self._name(asked.disclosure) or DEFAULT,
            limits=str(self._path(asked.limits)) if asked.limits else None,
            ci=asked.ci,
            lang=asked.lang,
            earlier=asked.earlier,
        )

    def _path(self, word: str) -> Path:
        return self.path.parent / word

    def _name(self, word: str | None) -> str | None:
        """A word that may name a file beside the run file, or something the program has."""
        return str(self._path(word)) if word and self._path(word).exists() else word

    def _names(self, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(self._name(word) or word for word in words)


def load_recipe(path: Path) -> Recipe:
    """Read a run file; raises UsageError with every fault in it."""
    recipe = Recipe(path, validate(read(path, UsageError), RunFile, UsageError))
    refuse_astray([recipe.folder, *([recipe.log] if recipe.log else [])])
    return recipe


def json_schema() -> dict[str, Any]:
    """The schema of a run file, for editors that complete and check while one writes."""
    schema = RunFile.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "bbic-ind: run",
    }
