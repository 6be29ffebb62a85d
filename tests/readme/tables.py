"""The tables that the README shows and the program decides.

Write them anew, from the folder of the project, with ``python -m tests.readme.tables``.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby

from bbic_ind.definitions import Indicator, load_pack
from bbic_ind.definitions.uses import uses
from bbic_ind.model import Model, load_model
from bbic_ind.output.as_list import KINDS, PERIODS
from bbic_ind.output.wording import count, short

from .markdown import README, ROOT
from .running import run

INDICATORS = ROOT / "indicators"
PACK = INDICATORS / "socialstyrelsen-2009"
EXPECTED = ROOT / "examples" / "exempelstad" / "expected.csv"
YEAR = "2025"


@cache
def commands() -> dict[str, str]:
    """Every command of the program and what its help says of it in one sentence."""
    [help_text] = run([["--help"]])
    listed = help_text.text.partition("Kommandon:\n")[2]
    return dict(re.findall(r"^  (\S+) +(.+(?:\n {4,}.+)*)$", listed, re.MULTILINE))


def _commands() -> Iterator[str]:
    yield "| Kommando | Vad det gör |"
    yield "|---|---|"
    for name, says in commands().items():
        yield f"| `{name}` | {' '.join(says.split())} |"


def _indicators() -> Iterator[str]:
    model = load_model(INDICATORS / "model.yaml")
    pack = load_pack(PACK, model)
    yield "| | Indikator | Mått | Räknas ur | Varianter |"
    yield "|---|---|---|---|---|"
    for area, indicators in groupby(pack.indicators, key=lambda indicator: indicator.area):
        yield f"| **{area}** | **{pack.areas[area].sv}** | | | |"
        yield from (_indicator(indicator, model) for indicator in indicators)


def _indicator(indicator: Indicator, model: Model) -> str:
    link = f"[{indicator.id}]({(PACK / file_name(indicator.id)).relative_to(ROOT)})"
    measure = f"{KINDS[indicator.kind].sv} {PERIODS[indicator.period].sv}"
    tables = code(sorted({table for table, _ in uses(indicator, model)}))
    variants = code(variant.name for variant in indicator.variants)
    return f"| {link} | {indicator.title.sv} | {measure} | {tables} | {variants} |"


def file_name(indicator: str) -> str:
    """The name of a definition's file."""
    return f"{indicator.replace(':', '-')}.yaml"


def code(words: Iterable[str]) -> str:
    """Words as code in Markdown, with commas."""
    return ", ".join(f"`{word}`" for word in words)


TABLES: Mapping[str, Callable[[], Iterator[str]]] = {
    "indikatorer": _indicators,
    "kommandon": _commands,
}
"""The tables by the mark that stands before and after each in the README."""


def marked(name: str) -> re.Pattern[str]:
    """The place of a table, with what stands there as its only group."""
    return re.compile(f"(?<=<!-- {name} -->\n)(.*?)(?=<!-- slut: {name} -->)", re.DOTALL)


def table(name: str) -> str:
    """A table as the program has it now."""
    return "\n" + "\n".join(TABLES[name]()) + "\n\n"


def figures() -> dict[str, str]:
    """Each indicator of Exempelstad in the year shown, as counts: ``81/95``, ``Ja, Nej``."""
    with EXPECTED.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter=";") if row["period"] == YEAR]
    return {
        indicator: "; ".join(_variants(list(of_it)))
        for indicator, of_it in groupby(rows, key=lambda row: row["indicator"])
    }


def _variants(rows: list[dict[str, str]]) -> Iterator[str]:
    for variant, parts in groupby(rows, key=lambda row: row["variant"]):
        named = f"`{variant}` " if variant else ""
        yield named + _figure(list(parts))


def _figure(parts: list[dict[str, str]]) -> str:
    if parts[0]["kind"] == "yes_no":
        return ", ".join(_answer(row) for row in parts)
    certain = ", ".join(count(float(row["numerator"]), "sv") for row in parts)
    of = " av " if len(parts) > 1 else "/"
    return f"{certain}{of}{count(float(parts[0]['denominator']), 'sv')}"


def _answer(row: Mapping[str, str]) -> str:
    return short({**row, "value": float(row["value"]) if row["value"] else None}, "sv")


def main() -> None:
    """Write the README's tables as they are now."""
    text = README.read_text("utf-8")
    for name in TABLES:
        text = marked(name).sub(lambda _, name=name: table(name), text)
    README.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
