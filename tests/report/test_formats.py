"""Every format tells the same, and is what it says it is."""

import re
import zipfile
from io import BytesIO

import pytest

from bbic_ind.output.report.as_html import html
from bbic_ind.output.report.as_markdown import markdown
from bbic_ind.output.report.document import Document, Paragraph, Section, Table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADING = re.compile(r"Heading (\d)")


def tables(document):
    """Every table as rows of texts, the heading row first and each group's title a row."""

    def inside(section):
        for block in section.blocks:
            if isinstance(block, Section):
                yield from inside(block)
            elif isinstance(block, Table):
                yield list(rows(block))

    def rows(table):
        yield [column.title for column in table.columns]
        for group in table.groups:
            if group.title:
                yield [group.title]
            for row in group.rows:
                yield [getattr(cell, "text", cell) for cell in row]

    return [table for chapter in document.chapters for table in inside(chapter)]


def outline(document):
    """Every heading with its level."""

    def inside(section, level):
        yield level, section.title
        for inner in section.sections:
            yield from inside(inner, level + 1)

    return [found for chapter in document.chapters for found in inside(chapter, 1)]


def of_page(made):
    return [
        [[" ".join(cell.itertext()).strip() for cell in row] for row in table.iter("tr")]
        for table in made.page.iter("table")
    ]


def of_word(made):
    return [
        [[paragraph_text(cell) for cell in merged(row)] for row in table.rows]
        for table in made.word.tables
    ]


def merged(row):
    return list(dict.fromkeys(row.cells))


def paragraph_text(cell):
    return "".join(text.text or "" for text in cell._tc.iter(f"{W}t"))


def of_markdown(made):
    found, table = [], []
    for line in [*made.markdown.splitlines(), ""]:
        if line.startswith("|"):
            cells = [re.sub(r"\\(.)", r"\1", cell).strip() for cell in re.split(r"(?<!\\)\|", line)]
            table.append([cell.replace("**", "") for cell in cells[1:-1]])
        elif table:
            head, _, *rows = table
            found.append([head, *([row[0]] if is_title(row) else row for row in rows)])
            table = []
    return found


def is_title(row):
    return len(row) > 1 and row[0] and not any(row[1:]) and ":" not in row[0]


@pytest.mark.parametrize("read", [of_page, of_word], ids=["html", "docx"])
@pytest.mark.parametrize("made", ["town", "months", "library"])
def test_the_tables_are_those_of_the_report(made, read, request):
    made = request.getfixturevalue(made)

    assert read(made) == tables(made.document)


def test_the_tables_of_markdown_are_those_of_the_report(town):
    told = [[[cell for cell in row if cell] for row in table] for table in of_markdown(town)]

    assert told == [[[c for c in row if c] for row in table] for table in tables(town.document)]


def test_the_headings_of_the_page_are_those_of_the_report_under_one_title(town):
    found = [(int(e.tag[1]), e.text) for e in town.page.iter("h1", "h2", "h3", "h4", "h5", "h6")]

    assert found == [(1, town.document.title), *((n + 1, t) for n, t in outline(town.document))]


def test_the_headings_of_the_word_document_are_words_own(town):
    found = [
        (int(match[1]), paragraph.text)
        for paragraph in town.word.paragraphs
        if (match := HEADING.fullmatch(paragraph.style.name))
    ]

    assert found == outline(town.document)


def test_the_page_runs_no_script_and_fetches_nothing(town):
    page = town.page
    sources = page.xpath("//@src | //@href | //@action | //@data | //@srcset")

    assert page.xpath("//script | //link | //iframe | //object | //@onclick | //@onload") == []
    assert {source.split(",")[0] for source in sources if not source.startswith("#")} == {
        "data:image/svg+xml;base64"
    }
    assert "default-src 'none'" in page.xpath("//meta/@content")[0]
    assert "url(" not in town.html
    assert "@import" not in town.html


def test_every_link_of_the_page_leads_somewhere(town):
    page = town.page
    ids = page.xpath("//@id")

    assert {link[1:] for link in page.xpath("//@href")} <= set(ids)
    assert len(ids) == len(set(ids))


def test_every_link_of_the_word_document_leads_to_a_bookmark(town):
    body = town.word.element.body
    anchors = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")}
    names = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}

    assert anchors
    assert anchors <= names


def test_every_chart_says_in_words_what_it_shows(town):
    told = [figure.alternative for figure in town.document.figures()]
    in_word = [shape._inline.docPr.get("descr") for shape in town.word.inline_shapes]

    assert len(told) > 10
    assert town.page.xpath("//img/@alt") == told
    assert in_word == told


def test_the_language_is_told_to_those_who_read_aloud(town, months):
    def spoken(made):
        styles = zipfile.ZipFile(BytesIO(made.docx)).read("word/styles.xml").decode()
        return set(re.findall(r'<w:lang [^>]*w:val="([^"]+)"', styles))

    assert (town.page.get("lang"), spoken(town)) == ("sv", {"sv-SE"})
    assert (months.page.get("lang"), spoken(months)) == ("en", {"en-GB"})


def test_a_long_table_of_the_word_document_repeats_its_heading(town):
    assert all(
        table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None for table in town.word.tables
    )


def test_a_text_with_signs_of_markup_stays_text():
    risky = "<b>5 < 6 & *sju* | åtta</b>"
    report = Document("sv", risky, "", "", (Section("A", "a", (Paragraph(risky),)),))

    assert "<b>" not in html(report)
    assert r"\<b\>5 \< 6 & \*sju\* \| åtta\</b\>" in markdown(report)


def test_a_word_document_does_not_tell_when_it_was_written(town):
    """Or its digest would say that it differs each time it is made."""
    with zipfile.ZipFile(BytesIO(town.docx)) as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}
