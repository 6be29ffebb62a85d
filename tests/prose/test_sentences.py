"""Every operator and named value has its sentence in both languages."""

from datetime import date
from pathlib import Path

import pytest

from bbic_ind.definitions.conditions import Anchor, Operator
from bbic_ind.definitions.parse_conditions import ConditionParser
from bbic_ind.definitions.parse_values import parse_value
from bbic_ind.definitions.prose.named_values import value_sentence
from bbic_ind.definitions.prose.names import Speaker
from bbic_ind.definitions.prose.sentences import outline, sentence
from bbic_ind.strict_yaml import parse
from bbic_ind.texts import NBSP

RUN = {
    Anchor.START: date(2025, 1, 1),
    Anchor.END: date(2025, 12, 31),
    Anchor.DAY: date(2025, 11, 1),
}

CONDITIONS = {
    "kind: {is: picture_book}": (
        "slag är picture book (bilderbok)",
        'kind is "picture book" (book of pictures)',
    ),
    "kind: {is_not: film}": ("slag inte är film", 'kind is not "film"'),
    "kind: {one_of: [film]}": ("slag är film", 'kind is "film"'),
    "kind: {one_of: [book, film, picture_book]}": (
        "slag är book, film eller picture book (bilderbok)",
        'kind is "book", "film" or "picture book" (book of pictures)',
    ),
    "kind: {missing: true}": ("uppgift om slag saknas", "kind is not registered"),
    "kind: {missing: false}": ("uppgift om slag finns", "kind is registered"),
    "renewed: {is: nej}": ("omlånad är nej", "renewed is no"),
    "renewed: {is_not: ja, allow_missing: true}": (
        "omlånad inte är ja (eller uppgiften saknas)",
        "renewed is not yes (or not registered)",
    ),
    "renewed: {is: ja, if_available: true}": (
        "omlånad är ja (om uppgiften finns i underlaget)",
        "renewed is yes (if the data have it)",
    ),
    "lent: {during: period}": ("utlånad ligger under perioden", "lent lies within the period"),
    "lent: {during: {from: period.start, to: day}}": (
        "utlånad ligger från och med periodens första dag till och med mätdagen",
        "lent lies from the first day of the period to the measurement day, both included",
    ),
    "returned: {before: 2025-07-01}": (
        "återlämnad är före 2025-07-01",
        "returned is before 2025-07-01",
    ),
    "returned: {after: lent}": ("återlämnad är efter utlånad", "returned is after lent"),
    "returned: {on_or_before: lent + 14 days}": (
        "återlämnad är senast utlånad + 14 dagar",
        "returned is at the latest lent + 14 days",
    ),
    "returned: {on_or_after: period.end - 1 month + 1 day}": (
        "återlämnad är tidigast periodens sista dag − 1 månad + 1 dag",
        "returned is at the earliest the last day of the period − 1 month + 1 day",
    ),
    "returned: {before: lent + 2 weeks}": (
        "återlämnad är före utlånad + 2 veckor",
        "returned is before lent + 2 weeks",
    ),
    "returned: {after: day - 1 year}": (
        "återlämnad är efter mätdagen − 1 år",
        "returned is after the measurement day − 1 year",
    ),
    "fee: {at_least: 20}": ("avgift är minst 20", "fee is at least 20"),
    "fee: {at_most: 0.5}": ("avgift är högst 0,5", "fee is at most 0.5"),
    "fee: {less_than: 20}": ("avgift är mindre än 20", "fee is less than 20"),
    "fee: {more_than: 20}": ("avgift är mer än 20", "fee is more than 20"),
    "borrower.born: {before: lent}": (
        "född för låntagaren är före utlånad",
        "born of the borrower is before lent",
    ),
    "lent: {after: period.start, before: period.end}": (
        "utlånad är efter periodens första dag och är före periodens sista dag",
        "lent is after the first day of the period and is before the last day of the period",
    ),
    "open_on: day": (
        "tiden från utlånad till återlämnad pågår på mätdagen (det som slutar den dagen räknas "
        "inte)",
        "the time from lent to returned is under way on the measurement day (what ends that day "
        "does not count)",
    ),
    "overlaps: period": (
        "tiden från utlånad till återlämnad helt eller delvis ligger under perioden",
        "the time from lent to returned lies wholly or partly within the period",
    ),
    "lasts: {at_least: 6 months}": (
        "tiden från utlånad till återlämnad varar minst 6 månader, båda dagarna räknade",
        "the time from lent to returned lasts at least 6 months, both days counted",
    ),
    "lasts: {less_than: 1 week, within: period}": (
        "tiden från utlånad till återlämnad varar mindre än 1 vecka under perioden, båda dagarna "
        "räknade",
        "the time from lent to returned lasts less than 1 week within the period, both days "
        "counted",
    ),
    "lasts: {more_than: 30 days, until: day}": (
        "tiden från utlånad till återlämnad varar mer än 30 dagar till och med senast mätdagen, "
        "båda dagarna räknade",
        "the time from lent to returned lasts more than 30 days up to the measurement day at the "
        "latest, both days counted",
    ),
    "lasts: {at_most: 1 year}": (
        "tiden från utlånad till återlämnad varar högst 1 år, båda dagarna räknade",
        "the time from lent to returned lasts at most 1 year, both days counted",
    ),
    "all: [{kind: {is: film}}, {fee: {at_least: 20}}]": (
        "slag är film och avgift är minst 20",
        'kind is "film" and fee is at least 20',
    ),
    "any: [{kind: {is: film}}, {all: [{fee: {at_least: 20}}, {renewed: {is: ja}}]}]": (
        "slag är film eller (avgift är minst 20 och omlånad är ja)",
        'kind is "film" or (fee is at least 20 and renewed is yes)',
    ),
    "not: {kind: {is: film}}": (
        "det inte gäller att slag är film",
        'it does not hold that kind is "film"',
    ),
    "exists: {in: visits}": (
        "det finns minst en rad bland besök med samma låntagare",
        "there is at least one row among visits with the same borrower",
    ),
    "exists: {in: visits, if_available: true}": (
        "det finns minst en rad bland besök med samma låntagare (om uppgiften finns i underlaget)",
        "there is at least one row among visits with the same borrower (if the data have it)",
    ),
    "exists: {in: visits, match: {loan: id}, where: [{purpose: {is: talk}}]}": (
        "det finns minst en rad bland besök som gäller lånet där purpose är talk",
        'there is at least one row among visits that concern the loan where purpose is "talk"',
    ),
    "exists: {in: loans, where: [{kind: {is: this.kind}}, {lent: {after: this.returned}}]}": (
        "det finns minst en annan rad bland lån med samma låntagare där slag är samma som slag "
        "för lånet och utlånad är efter återlämnad för lånet",
        "there is at least one other row among loans with the same borrower where kind is the "
        "same as kind of the loan and lent is after returned of the loan",
    ),
    "none: {in: visits, where: [{day_of_visit: {during: period}}]}": (
        "det inte finns någon rad bland besök med samma låntagare där besöksdag ligger under "
        "perioden",
        "there is no row among visits with the same borrower where day of the visit lies within "
        "the period",
    ),
    "count: {in: loans, at_least: 3, where: [{fee: {more_than: this.fee}}]}": (
        "det finns minst 3 andra lån med samma låntagare där avgift är mer än avgift för lånet",
        "there are at least 3 other loans with the same borrower where fee is more than "
        "fee of the loan",
    ),
}

VALUES = {
    "{age: {born: borrower.born, on: lent}}": (
        "hela år från född för låntagaren till utlånad",
        "completed years from born of the borrower to lent",
    ),
    "lent + 4 weeks": ("utlånad + 4 veckor", "lent + 4 weeks"),
    "{days: {from: lent, to: returned}}": (
        "antalet dagar från utlånad till återlämnad",
        "the number of days from lent to returned",
    ),
    "{months: {from: lent, to: returned}}": (
        "antalet hela månader från utlånad till återlämnad",
        "the number of completed months from lent to returned",
    ),
    "{earliest_of: [returned, period.end]}": (
        "det tidigaste av återlämnad och periodens sista dag",
        "the earliest of returned and the last day of the period",
    ),
    "{latest_of: [lent, period.start, day]}": (
        "det senaste av utlånad, periodens första dag och mätdagen",
        "the latest of lent, the first day of the period and the measurement day",
    ),
    "{first: {in: visits, by: day_of_visit, value: purpose}}": (
        "purpose för den första, ordnat efter besöksdag, av besök med samma låntagare",
        "purpose of the first one, ordered by day of the visit, of visits with the same borrower",
    ),
    "{last: {in: visits, by: day_of_visit, value: minutes, where: [{purpose: {is: talk}}]}}": (
        "minuter för den sista, ordnat efter besöksdag, av besök med samma låntagare där purpose "
        "är talk",
        "minutes of the last one, ordered by day of the visit, of visits with the same borrower "
        'where purpose is "talk"',
    ),
    "{count: {in: visits}}": (
        "antalet besök med samma låntagare",
        "the number of visits with the same borrower",
    ),
    "{sum: {in: visits, of: minutes}}": (
        "summan av minuter för besök med samma låntagare",
        "the sum of minutes of visits with the same borrower",
    ),
}


def parser(text):
    return ConditionParser(parse(text, Path("x.yaml")), match=(("borrower", "borrower"),))


def parsed(text):
    written = parser(text)
    condition = written.condition(written.document.data, ())

    assert written.faults == []
    return condition


def both(tell, node, model, dates=None):
    """The sentence in both languages, with ordinary blanks."""
    speakers = [Speaker.of(model, "loans", lang, dates=dates) for lang in ("sv", "en")]
    return tuple(tell(node, speaker).replace(NBSP, " ") for speaker in speakers)


@pytest.mark.parametrize("text", CONDITIONS)
def test_a_condition_is_told_in_both_languages(text, model):
    assert both(sentence, parsed(text), model) == CONDITIONS[text]


@pytest.mark.parametrize("text", VALUES)
def test_a_named_value_is_told_in_both_languages(text, model):
    written = parser(text)
    value = parse_value(written, written.document.data, ())

    assert both(value_sentence, value, model) == VALUES[text]


def test_no_operator_lacks_a_sentence_here():
    told = " ".join(CONDITIONS)

    assert [operator for operator in Operator if f"{operator}: " not in told] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("lent: {during: period}", "utlånad ligger under perioden (2025-01-01–2025-12-31)"),
        ("lent: {before: day}", "utlånad är före mätdagen (2025-11-01)"),
        (
            "lent: {after: period.end - 1 year}",
            "utlånad är efter periodens sista dag − 1 år (2024-12-31)",
        ),
    ],
)
def test_the_dates_of_a_run_are_put_in(text, told, model):
    assert both(sentence, parsed(text), model, RUN)[0] == told


def test_what_a_condition_is_made_of_stands_below_its_heading(model):
    condition = parsed(
        "any: [{kind: {is: film}}, {exists: {in: visits, where: [{purpose: {is: talk}}]}}]"
    )

    clause = outline(condition, Speaker.of(model, "loans", "en"))

    assert clause.text == "at least one of these holds"
    assert [below.text for below in clause.below] == [
        'kind is "film"',
        "there is at least one row among visits with the same borrower where",
    ]
    assert [below.text for below in clause.below[1].below] == ['purpose is "talk"']
