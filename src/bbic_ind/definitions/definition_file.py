"""The keys of a definition file, and which of them each kind of figure needs and allows."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from bbic_ind.definitions.indicator import RATIOS, Kind
from bbic_ind.definitions.limits import Baseline, Break, Day, Limits
from bbic_ind.model import Titles
from bbic_ind.model.shapes import Shape
from bbic_ind.strict_yaml import UNQUOTED, told


class LawEntry(Shape):
    """A section of an act with the days it was in force."""

    section: str
    first: Day | None = Field(None, alias="from")
    last: Day | None = Field(None, alias="to")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "LawEntry":
        if self.first and self.last and self.last < self.first:
            raise told("to ligger före from.", "to lies before from.")
        return self


class OnePerEntry(Shape):
    """Which of several rows with the same column to keep."""

    column: str
    latest: str


class ValidEntry(Shape):
    """The column that dates an answer, and the day it must hold."""

    column: str
    on: str = "day"


class BandsEntry(Shape):
    """Limits that sort a number into named bands."""

    of: str
    parts: dict[str, Any]


class CategoriesEntry(Shape):
    """A category column or value, each of whose values is a part."""

    of: str
    values: tuple[str, ...]


class ExampleEntry(Shape):
    """A worked example; every other key is a table."""

    model_config = Shape.model_config | {"extra": "allow"}

    name: str
    period: str | int
    extracted: str | None = None
    without: tuple[str, ...] = ()
    expect: dict[str, Any]


class VariantEntry(Shape):
    """The keys of the computation that a variant writes anew, and why."""

    why: Titles
    from_: str | None = Field(None, alias="from")
    unit: str | None = None
    let: dict[str, Any] | None = None
    denominator: Any = None
    one_per: OnePerEntry | None = None
    numerator: Any = None

    @property
    def given(self) -> set[str]:
        """The keys written anew."""
        return set(self.model_dump(exclude={"why"}, exclude_none=True))


class DefinitionFile(Shape):
    """The keys of a definition file; conditions are parsed apart."""

    format: Annotated[int, Field(ge=1, le=1)]
    id: Annotated[str, Field(pattern=UNQUOTED)]
    title: Titles
    kind: Kind
    period: Literal["year", "snapshot"]
    area: int | None = None
    level: Literal["individ", "verksamhet"] | None = None
    measure: Literal["struktur", "process", "resultat"] | None = None
    low_is_good: bool | None = None
    source: dict[str, str] = Field(default_factory=dict)
    law: tuple[LawEntry, ...] = ()
    interpretation: Titles | None = None
    from_: str | None = Field(None, alias="from")
    unit: str | None = None
    let: dict[str, Any] = Field(default_factory=dict)
    denominator: Any = None
    one_per: OnePerEntry | None = None
    numerator: Any = None
    parts: dict[str, Any] | None = None
    categories: CategoriesEntry | None = None
    bands: BandsEntry | None = None
    rest: str | None = None
    value: str | None = None
    dated: str | None = None
    question: str | None = None
    answer: str | None = None
    valid: ValidEntry | None = None
    items: tuple[str, ...] = ()
    labels: dict[str, Titles] = Field(default_factory=dict)
    variants: dict[str, VariantEntry] = Field(default_factory=dict)
    limits: Limits | None = None
    baseline: Baseline | None = None
    breaks: tuple[Break, ...] = ()
    examples: tuple[ExampleEntry, ...] = ()

    @model_validator(mode="after")
    def _keys_of_the_kind(self) -> "DefinitionFile":
        given = {name for name in _KINDS_KEYS if getattr(self, name) not in (None, (), {})}
        needed, allowed = _KEYS[self.kind]
        missing = [_written(name) for name in sorted(needed - given)]
        foreign = [_written(name) for name in sorted(given - needed - allowed)]
        if missing:
            lacks = ", ".join(missing)
            raise told(f"{self.kind} behöver {lacks}.", f"{self.kind} needs {lacks}.")
        if foreign:
            has = ", ".join(foreign)
            raise told(f"{self.kind} kan inte ha {has}.", f"{self.kind} cannot have {has}.")
        for name, variant in self.variants.items():
            if strange := sorted(map(_written, variant.given - needed - allowed)):
                has = ", ".join(strange)
                raise told(
                    f"{self.kind} kan inte ha {has}, inte heller i varianten {name}.",
                    f"{self.kind} cannot have {has}, not in the variant {name} either.",
                )
        if self.kind == "distribution" and self._groupings != 1:
            raise told(
                "distribution behöver precis en av parts, categories och bands.",
                "distribution needs exactly one of parts, categories and bands.",
            )
        return self

    @property
    def _groupings(self) -> int:
        return sum(key is not None for key in (self.parts, self.categories, self.bands))


_ROWS = {"unit", "let", "dated", "one_per"}
_KEYS: dict[str, tuple[set[str], set[str]]] = {
    "share": ({"from_", "denominator", "numerator"}, _ROWS),
    "count": ({"from_", "numerator"}, _ROWS - {"one_per"}),
    "distribution": (
        {"from_", "denominator"},
        {*_ROWS, "parts", "categories", "bands", "rest"},
    ),
    **dict.fromkeys(
        ("mean", "median", "max", "min"),
        ({"from_", "denominator", "value"}, {"let", "dated", "one_per"}),
    ),
    **dict.fromkeys(RATIOS, ({"numerator", "denominator"}, set())),
    "yes_no": ({"from_", "question", "answer", "valid", "items"}, set()),
}
_KINDS_KEYS = set().union(*(needed | allowed for needed, allowed in _KEYS.values()))


def _written(name: str) -> str:
    return name.removesuffix("_")
