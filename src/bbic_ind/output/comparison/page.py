"""A comparison as a document: an overview, a plot for each key figure, and what it rests on."""

from collections.abc import Iterator

from bbic_ind.definitions import Indicator
from bbic_ind.output.comparison.chart import chart, legend
from bbic_ind.output.comparison.compared import (
    GENDERS,
    Comparison,
    others,
    own,
    verdict,
    without_others,
)
from bbic_ind.output.report.document import (
    Block,
    Column,
    Document,
    Figure,
    Group,
    Paragraph,
    Role,
    Section,
    Table,
    columns,
)
from bbic_ind.peers.placing import Placed
from bbic_ind.personal import without_numbers
from bbic_ind.texts import Text


def page(told: Comparison) -> Document:
    """The document of a comparison."""
    lang = told.lang
    chapters = [_overview(told), *_chapters(told), _origin(told)]
    whom = told.group or _ALL(lang)
    return Document(lang, _TITLE(lang), told.name(told.municipality), whom, tuple(chapters))


def _overview(told: Comparison) -> Section:
    heads = columns(_HEADS, told.lang)
    groups = tuple(
        Group(tuple(_row(row, kpi, told) for row in rows), told.title(kpi))
        for kpi, rows in told.of_each()
    )
    table = Table(_OVERVIEW(told.lang), heads, groups, wide=True)
    alone = without_others(told)
    notes = (Paragraph(alone, quiet=True),) if alone else ()
    return Section(_OVERVIEW(told.lang), "oversikt", (Paragraph(_HOW(told.lang)), table, *notes))


_HEADS: tuple[tuple[Text, Role], ...] = (
    (Text("År och vilka", "Year and whom"), ""),
    (Text("Vårt värde", "Our value"), "number"),
    (Text("De andra", "The others"), ""),
    (Text("Skillnaden", "The difference"), ""),
)


def _row(row: Placed, kpi: Indicator, told: Comparison) -> tuple[str, ...]:
    return (
        f"{row.year}, {GENDERS[row.gender](told.lang)}",
        own(row, kpi, told),
        others(row, kpi, told),
        verdict(row, kpi, told),
    )


def _chapters(told: Comparison) -> Iterator[Section]:
    for kpi, rows in told.of_each():
        latest = [row for row in rows if row.gender == "T"][-1:]
        blocks = [block for row in latest for block in _blocks(row, kpi, told)]
        if blocks:
            yield Section(told.title(kpi), kpi.id.lower(), tuple(blocks))


def _blocks(row: Placed, kpi: Indicator, told: Comparison) -> Iterator[Block]:
    words = f"{row.year}: {own(row, kpi, told)}. {others(row, kpi, told).capitalize()}"
    sentence = f"{words}; {verdict(row, kpi, told)}." if verdict(row, kpi, told) else f"{words}."
    yield Paragraph(sentence)
    if kpi.kind != "count" and (drawn := chart(row, told)):
        yield Figure(drawn, legend(row, told.lang), f"{told.title(kpi)}. {sentence}")
    if told.group and row.others:
        yield _members(row, kpi, told)


def _members(row: Placed, kpi: Indicator, told: Comparison) -> Table:
    """Every municipality of the group by its name, never by its value."""
    named = sorted((told.name(one.code), told.number(one.value, kpi)) for one in row.others)
    heads = (Column(_MUNICIPALITY(told.lang)), Column(_VALUE(told.lang), "number"))
    return Table(f"{told.group}, {row.year}", heads, (Group(tuple(named)),))


def _origin(told: Comparison) -> Section:
    heads = (Column(_FILE(told.lang)), Column("SHA-256"))
    rows = tuple(
        (without_numbers(path.name), one.sha256) for path, one in told.origin.inputs.items()
    )
    table = Table(_FILES(told.lang), heads, (Group(rows),))
    return Section(_ORIGIN(told.lang), "ursprung", (Paragraph(_SOURCES(told.lang)), table))


_TITLE = Text("Jämförelse med andra kommuner", "Comparison with other municipalities")
_ALL = Text("Alla kommuner i filerna", "All municipalities in the files")
_OVERVIEW = Text("Översikt", "Overview")
_HOW = Text(
    "Mitten är medianen av de andras värden: lika många ligger under som över. Spannet säger "
    "var en andel av vår storlek hamnar av slump, om den egentligen är som mitten (99,8 %). Ett "
    "värde utanför det är en fråga att ställa, inte ett betyg. Ingen rangordnas, och inget "
    "medelvärde för riket räknas: andelar ur olika stora kommuner har inget gemensamt medelvärde.",
    "The middle is the median of the others' values: as many are below as above. The span says "
    "where a share of our size falls by chance, if it truly is as the middle (99.8%). A value "
    "outside it is a question to ask, not a grade. Nobody is ranked, and no mean for the country "
    "is made: shares of municipalities of different sizes have no common mean.",
)
_MUNICIPALITY = Text("Kommun", "Municipality")
_VALUE = Text("Värde", "Value")
_ORIGIN = Text("Vad det vilar på", "What it rests on")
_SOURCES = Text(
    "Andras värden: Kolada, så som de sparades i filerna. Våra är räknade ur vårt eget uttag och "
    "inte hämtade ur Kolada; de kan skilja sig från dem som står där.",
    "Others' values: Kolada, as they were saved in the files. Ours are computed from our own "
    "export and not taken from Kolada; they may differ from those found there.",
)
_FILES = Text("Filer", "Files")
_FILE = Text("Fil", "File")
