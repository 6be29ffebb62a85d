"""The sentences of the language of definitions, one for each operator and named value.

They are subordinate clauses, since they stand after *where* (Swedish *där*): the negation
comes before the verb.  ``{other}`` is what a name is held against.
"""

from collections.abc import Mapping

from bbic_ind.definitions.conditions import Anchor, Operator
from bbic_ind.periods import Unit
from bbic_ind.texts import Text

TESTS: Mapping[Operator, Text] = {
    Operator.IS: Text("är {other}", "is {other}"),
    Operator.IS_NOT: Text("inte är {other}", "is not {other}"),
    Operator.ONE_OF: Text("är {other}", "is {other}"),
    Operator.DURING: Text("ligger {other}", "lies {other}"),
    Operator.BEFORE: Text("är före {other}", "is before {other}"),
    Operator.AFTER: Text("är efter {other}", "is after {other}"),
    Operator.ON_OR_BEFORE: Text("är senast {other}", "is at the latest {other}"),
    Operator.ON_OR_AFTER: Text("är tidigast {other}", "is at the earliest {other}"),
    Operator.AT_LEAST: Text("är minst {other}", "is at least {other}"),
    Operator.AT_MOST: Text("är högst {other}", "is at most {other}"),
    Operator.LESS_THAN: Text("är mindre än {other}", "is less than {other}"),
    Operator.MORE_THAN: Text("är mer än {other}", "is more than {other}"),
}
"""What a test says of its name."""

REGISTERED = {
    True: Text("uppgift om {name} saknas", "{name} is not registered"),
    False: Text("uppgift om {name} finns", "{name} is registered"),
}
SAME_AS = Text("samma som {other}", "the same as {other}")

OR_MISSING = Text(" (eller uppgiften saknas)", " (or not registered)")
IF_AVAILABLE = Text(" (om uppgiften finns i underlaget)", " (if the data have it)")

LENGTHS: Mapping[Operator, Text] = {
    Operator.AT_LEAST: Text("minst", "at least"),
    Operator.AT_MOST: Text("högst", "at most"),
    Operator.LESS_THAN: Text("mindre än", "less than"),
    Operator.MORE_THAN: Text("mer än", "more than"),
}
OPEN_ON = Text(
    "tiden från {opens} till {closes} pågår {day} (det som slutar den dagen räknas inte)",
    "the time from {opens} to {closes} is under way {day} (what ends that day does not count)",
)
ON_ANCHOR = Text("på {day}", "on {day}")
OVERLAPS = Text(
    "tiden från {opens} till {closes} helt eller delvis ligger {span}",
    "the time from {opens} to {closes} lies wholly or partly {span}",
)
TIME_OPEN = Text("tiden från {opens} till {closes}", "the time from {opens} to {closes}")
LASTS = Text(
    "tiden från {opens} till {closes} varar {how} {length}{limits}, båda dagarna räknade",
    "the time from {opens} to {closes} lasts {how} {length}{limits}, both days counted",
)
LASTS_WITHIN = Text(" {span}", " {span}")
LASTS_UNTIL = Text(" till och med senast {day}", " up to {day} at the latest")

WITHIN_PERIOD = Text("under perioden{dates}", "within the period{dates}")
WITHIN = Text("från och med {first} till och med {last}", "from {first} to {last}, both included")

EXISTS = Text(
    "det finns minst en{another} rad bland {rows}{match}",
    "there is at least one{another} row among {rows}{match}",
)
NONE = Text(
    "det inte finns någon{another} rad bland {rows}{match}",
    "there is no{another} row among {rows}{match}",
)
COUNT = Text(
    "det finns {how} {number}{others} {rows}{match}",
    "there are {how} {number}{others} {rows}{match}",
)
COUNTS: Mapping[Operator, Text] = {
    **LENGTHS,
    Operator.LESS_THAN: Text("färre än", "fewer than"),
    Operator.MORE_THAN: Text("fler än", "more than"),
}
ANOTHER, OTHERS = Text(" annan", " other"), Text(" andra", " other")
WITH_SAME = Text(" med samma {name}", " with the same {name}")
OF_ONE = Text(" som gäller {row}", " that concern {row}")
WITH_EQUAL = Text(" vars {name} är {other}", " whose {name} is {other}")
WHERE = Text(" där {what}", " where {what}")

ALL_OF = Text("allt detta gäller", "all of this holds")
ONE_OF_THESE = Text("minst ett av detta gäller", "at least one of these holds")
NOT_THIS = Text("detta inte gäller", "this does not hold")
NOT_SO = Text("det inte gäller att {what}", "it does not hold that {what}")
NOTHING_ASKED = Text("inget mer krävs", "nothing more is asked")
AND, OR = Text("och", "and"), Text("eller", "or")

ANCHORS: Mapping[Anchor, Text] = {
    Anchor.START: Text("periodens första dag", "the first day of the period"),
    Anchor.END: Text("periodens sista dag", "the last day of the period"),
    Anchor.DAY: Text("mätdagen", "the measurement day"),
}
OF_ROW = Text("{name} för {row}", "{name} of {row}")
A_ROW = Text("raden i {table}", "the row in {table}")

UNITS: Mapping[Unit, tuple[Text, Text]] = {
    "days": (Text("dag", "day"), Text("dagar", "days")),
    "weeks": (Text("vecka", "week"), Text("veckor", "weeks")),
    "months": (Text("månad", "month"), Text("månader", "months")),
    "years": (Text("år", "year"), Text("år", "years")),
}

AGE = Text("hela år från {first} till {last}", "completed years from {first} to {last}")
DAYS = Text("antalet dagar från {first} till {last}", "the number of days from {first} to {last}")
MONTHS = Text(
    "antalet hela månader från {first} till {last}",
    "the number of completed months from {first} to {last}",
)
EARLIEST = Text("det tidigaste av {days}", "the earliest of {days}")
LATEST = Text("det senaste av {days}", "the latest of {days}")
FIRST = Text(
    "{value} för den första, ordnat efter {by}, av {rows}{match}{where}",
    "{value} of the first one, ordered by {by}, of {rows}{match}{where}",
)
LAST = Text(
    "{value} för den sista, ordnat efter {by}, av {rows}{match}{where}",
    "{value} of the last one, ordered by {by}, of {rows}{match}{where}",
)
COUNT_OF = Text("antalet {rows}{match}{where}", "the number of {rows}{match}{where}")
SUM_OF = Text(
    "summan av {value} för {rows}{match}{where}", "the sum of {value} of {rows}{match}{where}"
)
