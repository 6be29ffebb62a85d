"""The words of explanations."""

from collections.abc import Mapping

from bbic_ind.engine.explain import Standing, Verdict
from bbic_ind.texts import NO, YES, Text

INTERNAL = Text(
    "Internt arbetsmaterial: raderna gäller enskilda ärenden. Lämna inte ut det.",
    "Internal working material: every line is about a single case. Do not hand it out.",
)

STANDINGS: Mapping[Standing, Text] = {
    Standing.COUNTED: Text("i täljaren", "in the numerator"),
    Standing.NOT_COUNTED: Text("i nämnaren men inte i täljaren", "in the denominator only"),
    Standing.MISSING: Text("okänt, uppgift saknas", "unknown, not registered"),
    Standing.PENDING: Text("oavgjort, tiden har inte gått", "pending, the time has not come"),
    Standing.UNCERTAIN: Text("osäkert om i nämnaren", "uncertain in the denominator"),
}
COUNTED = Text("räknas", "counted")

COUNTED_SIDE = Text("Räknas", "Counted")
"""What stands for a side where rows are only counted."""

VERDICTS: Mapping[Verdict, Text] = {
    Verdict.YES: YES,
    Verdict.NO: NO,
    Verdict.MISSING: Text("okänt", "unknown"),
    Verdict.PENDING: Text("oavgjort", "pending"),
}

SIDES: Mapping[str, Text] = {
    "numerator": Text("Täljaren", "The numerator"),
    "denominator": Text("Nämnaren", "The denominator"),
}
