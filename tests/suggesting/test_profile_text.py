"""A profile written as text says the same when it is read."""

from pathlib import Path
from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from bbic_ind import strict_yaml
from bbic_ind.suggesting.profile_text import profile_text
from bbic_ind.suggesting.suggestion import Suggestion, profile_data
from bbic_ind.texts import Text

WORDS = st.one_of(
    st.text(st.characters(max_codepoint=0x2FFF, exclude_categories=["Cs", "Cc"]), min_size=1),
    st.sampled_from(["no", "5:4", "0180", "true", "null", "#1", "- x", "{a}", "x: y", "'", '"']),
).map(lambda text: normalize("NFC", text))


@given(WORDS, WORDS, WORDS)
def test_whatever_the_headings_and_values_are(heading: str, text: str, name: str) -> None:
    first = Suggestion("Lån", "x.csv", "loans", "lent", heading, 80, Text("", ""), named=name)
    second = Suggestion(
        "Lån", "x.csv", "loans", "kind", "Slag", 80, Text("", ""), text=text, means="book"
    )
    data = profile_data("combine", [first, second])

    written = profile_text(data, {first: ["därför"]}, [second], [name], "sv")

    assert strict_yaml.parse(written, Path("p.yaml")).data == data
