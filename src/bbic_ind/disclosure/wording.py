"""What an audit found, in plain words."""

from collections.abc import Iterable, Sequence

from bbic_ind.disclosure.auditing import Exposure
from bbic_ind.disclosure.figures import Measure, Row
from bbic_ind.texts import Language, Text, listed

_WHAT = {
    Measure.NUMERATOR: Text("täljaren", "the numerator"),
    Measure.COMPLEMENT: Text(
        "antalet som inte räknas i täljaren", "the number not counted in the numerator"
    ),
    Measure.DENOMINATOR: Text("nämnaren", "the denominator"),
}
_TOTAL = Text("totalt", "total")
_SAFE = Text(
    "Inget skyddat tal kan räknas ut, och inget tal under gränsen visas.",
    "No protected number can be worked out, and no number under the limit is shown.",
)


def report(found: Sequence[Exposure], files: Iterable[str], lang: Language) -> str:
    """Every exposure on a line of its own, what tells it below, and the sum of it all."""
    named = [Text(f"Granskade {name}", f"Audited {name}")(lang) for name in files]
    if not found:
        return "\n".join([*named, _SAFE(lang)])
    lines = [line for exposure in found for line in _lines(exposure, lang)]
    return "\n".join([*named, *lines, _advice(len(found))(lang)])


def _lines(exposure: Exposure, lang: Language) -> list[str]:
    cells = [cell(row, lang) for row in exposure.rows]
    if exposure.left:
        return [_left(cells[0], listed(list(exposure.left)))(lang)]
    if exposure.measure is None:
        return [_shown(cells, exposure.lowest)(lang)]
    what = _WHAT[exposure.measure](lang)
    limits = _limits(exposure)(lang)
    told_by = listed([cell(row, lang) for row in exposure.sources])
    return [
        f"{cells[0]}: {what} {limits}",
        Text("  röjs av: ", "  given away by: ")(lang) + told_by,
    ]


def cell(row: Row, lang: Language) -> str:
    """Where a row stands: ``5:4 · 2025 · norr (resultat.csv)``."""
    figure = row.figure
    groups = [group for group in row.place.groups if group is not None]
    names = (figure.indicator, figure.variant, figure.part, row.period)
    words = [*(word for word in names if word), *(groups or [_TOTAL(lang)])]
    return " · ".join(words) + (f" ({row.source})" if row.source else "")


def _limits(exposure: Exposure) -> Text:
    first, last = exposure.lowest, exposure.highest
    if first == last:
        return Text(f"kan räknas ut: {first}", f"can be worked out: {first}")
    return Text(f"ligger mellan {first} och {last}", f"lies between {first} and {last}")


def _left(name: str, columns: str) -> Text:
    return Text(
        f"{name}: är skyddad, men står kvar i {columns}",
        f"{name}: is suppressed, but still found in {columns}",
    )


def _shown(cells: Sequence[str], count: int) -> Text:
    if len(cells) > 1:
        return Text(
            f"{cells[0]} och {cells[1]}: skillnaden är bara {count}, så båda kan inte visas",
            f"{cells[0]} and {cells[1]}: the difference is only {count}, so not both can be shown",
        )
    return Text(
        f"{cells[0]}: visas fast antalet är under gränsen",
        f"{cells[0]}: is shown though the count is under the limit",
    )


def _advice(count: int) -> Text:
    protected = "skyddat" if count == 1 else "skyddade"
    numbers = "number is" if count == 1 else "numbers are"
    return Text(
        f"{count} tal är inte {protected}. Lämna inte ut filerna så här: räkna om alla perioder "
        "och indelningar i en körning med --disclosure, eller lämna ut färre av dem.",
        f"{count} {numbers} not protected. Do not hand the files out like this: compute all "
        "periods and breakdowns in one run with --disclosure, or hand out fewer of them.",
    )
