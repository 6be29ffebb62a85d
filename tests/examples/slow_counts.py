"""The figures of a handful of indicators counted row by row, without the engine.

Each count is the reading decided for the indicator, written as plainly as it can be.  It
gives ``(numerator, denominator, missing, pending)``.
"""

from calendar import monthrange
from collections import Counter, defaultdict
from datetime import date, timedelta

NEVER = date.max
DAY = timedelta(days=1)

TRUE, FALSE, MISSING, PENDING = "true", "false", "missing", "pending"


def months_after(day, months):
    """The same day of the month, or the month's last day where there is none."""
    year, month = day.year, day.month + months
    while month > 12:
        year, month = year + 1, month - 12
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def figure(answers):
    count = Counter(answers)
    return count[TRUE], sum(count.values()), count[MISSING], count[PENDING]


def by(end, limit, extracted):
    """Whether something had ended at the latest on the limit."""
    if end is None:
        return MISSING
    if end == NEVER:
        return FALSE if limit <= extracted else PENDING
    return TRUE if end <= limit else FALSE


def assessments_within_two_weeks(town, year, extracted):
    """5:3"""
    return figure(
        by(row["beslutad"], row["inkom"] + 14 * DAY, extracted)
        for row in town["aktualiseringar"]
        if row["inkom"].year == year and row["typ"] != "ansökan"
    )


def investigations_within_four_months(town, year, extracted):
    """5:4"""
    return figure(
        by(row["avslutad"], months_after(row["inledd"], 4), extracted)
        for row in town["utredningar"]
        if row["typ"] == "barnutredning" and row["avslutad"] and row["avslutad"].year == year
    )


def emergency_homes_two_months(town, year, extracted):
    """4:2"""
    closed = {case["id"]: case["avslutad"] for case in town["utredningar"]}
    answers = []
    for row in town["placeringar"]:
        if row["vårdform"] != "jourhem" or row["beslutad"] is None or row["beslutad"].year != year:
            continue
        case_closed = closed.get(row["utredning"])
        if case_closed is None:
            answers.append(MISSING)
        elif case_closed == NEVER:
            answers.append(PENDING if row["till"] == NEVER else TRUE)
        else:
            answers.append(by(row["till"], months_after(case_closed, 2), extracted))
    return figure(answers)


def placements_after_breakdown(town, year, _extracted):
    """2:5"""
    answers = []
    for row in town["placeringar"]:
        if row["vårdform"] not in ("familjehem", "nätverkshem", "hvb"):
            continue
        if row["beslutad"] is None or row["beslutad"].year != year:
            continue
        before = [
            other["avslutsorsak"]
            for other in town["placeringar"]
            if other is not row
            and other["barn"] == row["barn"]
            and other["till"] not in (None, NEVER)
            and other["till"] <= row["från"] <= other["till"] + DAY
        ]
        if row["efter_avbrott"] or "oförutsett_avbrott" in before:
            answers.append(TRUE)
        elif row["efter_avbrott"] is None or None in before:
            answers.append(MISSING)
        else:
            answers.append(FALSE)
    return figure(answers)


def children_back_within_a_year(town, year, extracted):
    """3:5"""
    comings = defaultdict(list)
    for row in town["aktualiseringar"]:
        comings[row["barn"]].append(row["inkom"])
    for row in town["utredningar"]:
        comings[row["barn"]].append(row["inledd"])

    answers = []
    for child, closings in contacts_closed(town).items():
        of_child = [
            back(closed, comings[child], extracted)
            for closed in closings
            if closed.year == year and at_most_18(child, closed)
        ]
        if of_child:
            answers.append(next(a for a in (TRUE, PENDING, FALSE) if a in of_child))
    return figure(answers)


def back(closed, comings, extracted):
    limit = months_after(closed, 12)
    if any(closed < day <= limit for day in comings):
        return TRUE
    return FALSE if limit <= extracted else PENDING


def contacts_closed(town):
    """For each child, the days on which its contacts ended."""
    spans = defaultdict(list)
    for table, opens, closes in (
        ("utredningar", "inledd", "avslutad"),
        ("insatser", "från", "till"),
        ("placeringar", "från", "till"),
    ):
        for row in town[table]:
            spans[row["barn"]].append((row[opens], row[closes]))
    return {child: ends(sorted(own, key=lambda span: span[0])) for child, own in spans.items()}


def ends(spans):
    """The known closing days of spans merged over gaps of at most a day."""
    found = []
    last = None
    for start, end in spans:
        if end is None:
            return []  # an end nobody registered: no contact of this child is sure to have ended
        if last is not None and start > last + DAY:
            found.append(last)
            last = end
        else:
            last = end if last is None else max(last, end)
        if last == NEVER:
            return found
    return [*found, last]


def at_most_18(child, day):
    """By the birth date in the number; a child whose number tells none is not counted."""
    if not child.isdigit():
        return False
    year, month, number = int(child[:4]), int(child[4:6]), int(child[6:8]) % 60
    if month == 0 or number == 0:
        return False
    return day < date(year + 19, month, number)
