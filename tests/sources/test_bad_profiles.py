"""Each mistake in a profile is named with its line and what would have been right."""

from pathlib import Path

import pytest

from bbic_ind.errors import Exit, ProfileError
from bbic_ind.packaged import indicators_folder
from bbic_ind.sources.profile_shapes import ColumnRule, Feed, LookupRule, Profile, SheetRule
from bbic_ind.sources.profiles import load_profiles, plain

from .deliveries import Deliver

HEAD = "format: 1\nsheets:\n  A:\n    feeds:\n      "
BAD = {
    "an unknown key": (
        "format: 1\nsheet:\n  A: {}\n",
        "own.yaml:2",
        'unknown key "sheet". Did you mean "sheets"?',
    ),
    "an unknown key of a column": (
        HEAD + "utredningar:\n        columns:\n          typ: {form: [Typ]}\n",
        "own.yaml:7",
        'unknown key "form". Did you mean "from"?',
    ),
    "another format": ("format: 2\n", "own.yaml:1", "format"),
    "an unknown table": (
        HEAD + "utredning: {}\n",
        "own.yaml:5",
        'there is no "utredning". Did you mean "utredningar"?',
    ),
    "an unknown column": (
        HEAD + "utredningar:\n        columns:\n          avslutat: {from: [Slut]}\n",
        "own.yaml:7",
        'there is no "avslutat". Did you mean "avslutad"?',
    ),
    "a value the model does not know": (
        HEAD + "utredningar:\n        columns:\n          typ:\n            values:\n"
        "              BoU: barnutred\n",
        "own.yaml:9",
        'there is no "barnutred". Did you mean "barnutredning"?',
    ),
    "a default the model does not know": (
        HEAD + "utredningar:\n        columns:\n          typ: {default: okänd}\n",
        "own.yaml:7",
        "Known names: barnutredning, familjerätt, annan.",
    ),
    "an answer that is neither yes nor no": (
        HEAD + "utredningar:\n        columns:\n          våld: {empty_means: kanske}\n",
        "own.yaml:7",
        "Known names: ja, nej.",
    ),
    "a day that cannot be read": (
        HEAD + "utredningar:\n        columns:\n          inledd: {constant: årsskiftet}\n",
        "own.yaml:7",
        "cannot be read in a column of type date",
    ),
    "a pattern without a group": (
        HEAD + "utredningar:\n        columns:\n          avslutad: {pattern: 'a+'}\n",
        "own.yaml:7",
        "not a valid pattern with a group",
    ),
    "a broken pattern": (
        HEAD + "utredningar:\n        columns:\n          avslutad: {pattern: '(a'}\n",
        "own.yaml:7",
        "not a valid pattern with a group",
    ),
    "a pattern that looks behind, which the reading cannot": (
        HEAD + "utredningar:\n        columns:\n          avslutad: {pattern: '(?<=x)(.*)'}\n",
        "own.yaml:7",
        "not a valid pattern with a group",
    ),
    "a look-up in an unknown table": (
        HEAD + "utredningar:\n        columns:\n          avslutad:\n            lookup:\n"
        "              - {through: X, table: placering, column: till}\n",
        "own.yaml:9",
        'Did you mean "placeringar"?',
    ),
    "a look-up of an unknown column": (
        HEAD + "utredningar:\n        columns:\n          avslutad:\n            lookup:\n"
        "              - {through: X, table: placeringar, column: slut}\n",
        "own.yaml:9",
        'there is no "slut"',
    ),
    "a look-up bounded by an unknown column": (
        HEAD + "utredningar:\n        columns:\n          avslutad:\n            lookup:\n"
        "              - {through: X, table: placeringar, column: till, before: start}\n",
        "own.yaml:9",
        'there is no "start"',
    ),
    "rows left out by nothing": (
        HEAD + "utredningar:\n        leave_out:\n          - {reason: {sv: x, en: x}}\n",
        "own.yaml:7",
        "write either heading and values, or over_age",
    ),
    "an age on an unknown day": (
        HEAD + "utredningar:\n        leave_out:\n"
        "          - {over_age: 20, on: start, reason: {sv: x, en: x}}\n",
        "own.yaml:7",
        'there is no "start"',
    ),
    "an unknown profile to stand on": (
        "format: 1\nextends: combin\n",
        "own.yaml:2",
        'Did you mean "combine"?',
    ),
    "a profile that stands on itself": (
        "format: 1\nextends: own\n",
        "own.yaml:2",
        "extends itself",
    ),
}


@pytest.mark.parametrize(("text", "place", "message"), BAD.values(), ids=BAD.keys())
def test_a_bad_profile_says_where_and_what(
    deliver: Deliver, text: str, place: str, message: str
) -> None:
    with pytest.raises(ProfileError) as caught:
        deliver({"utredningar.csv": "id;barn;inledd\n1;B1;2025-01-01\n"}, text)

    faults = [(fault.place, fault.message.en) for fault in caught.value.faults]
    assert any(at == place and message in said for at, said in faults), faults
    assert caught.value.exit_code == Exit.PROFILE


def test_all_mistakes_are_told_at_once(deliver: Deliver) -> None:
    text = HEAD + "utredningar:\n        columns:\n          a: {}\n          b: {}\n"

    with pytest.raises(ProfileError) as caught:
        deliver({"utredningar.csv": "id;barn;inledd\n1;B1;2025-01-01\n"}, text)

    assert [fault.place for fault in caught.value.faults] == ["own.yaml:7", "own.yaml:8"]


def test_a_profile_that_is_not_there_is_named_with_those_that_are(deliver: Deliver) -> None:
    with pytest.raises(ProfileError, match='Did you mean "lifecare"') as caught:
        deliver({"utredningar.csv": "id;barn;inledd\n1;B1;2025-01-01\n"}, "lifecar")

    assert "combine, flexite, lifecare, lifecare-avvikelser, plain" in str(caught.value)


def test_a_profile_that_fits_nothing_is_an_error_of_the_profile(deliver: Deliver) -> None:
    with pytest.raises(ProfileError, match="no sheet holds a table"):
        deliver({"x.csv": "Färg;Form;Pris\nröd;rund;3\nblå;rund;4\n"}, "lifecare")


_COLUMN = "{lookup: [{through: %s, table: utredningar, column: %s}]}"
RING = (
    HEAD + "utredningar:\n        columns:\n"
    "          inledd: " + _COLUMN % ("Id", "avslutad") + "\n"
    "          avslutad: " + _COLUMN % ("Id", "inledd") + "\n"
)


def test_look_ups_that_go_round_in_a_ring_are_an_error(deliver: Deliver) -> None:
    with pytest.raises(ProfileError, match="in a circle"):
        deliver({"utredningar.csv": "id;barn;inledd\n1;B1;2025-01-01\n"}, RING)


def test_every_shipped_profile_is_sound(model) -> None:
    folder = indicators_folder() / "profiles"

    assert {named.name for named in load_profiles(folder, model)} == {
        "combine",
        "flexite",
        "lifecare",
        "lifecare-avvikelser",
    }
    assert plain(model, folder).name == "plain"


def test_the_shipped_profiles_say_in_both_languages_what_they_are(model) -> None:
    for named in load_profiles(Path(indicators_folder() / "profiles"), model):
        assert named.profile.title is not None


def test_the_profile_in_the_readme_is_sound(deliver: Deliver) -> None:
    readme = (indicators_folder() / "profiles" / "README.md").read_text("utf-8")
    profile = readme.split("```yaml\n")[1].split("```")[0]
    text = (
        "Utrednings-ID;Personnummer;Inledd datum;Klar den;Utredningstyp;Enhet\n"
        "1;B1;2025-01-01;2025-02-01;BoU-utredning;Norr\n"
        "2;B2;2025-01-01;;Rådgivning;Norr\n3;B3;2025-01-01;;;Vuxenenheten\n"
    )
    table = deliver({"utredningar.csv": text}, profile).dataset.tables["utredningar"]

    assert table["typ"].to_list() == ["barnutredning", None]


def test_the_readme_tells_of_every_key() -> None:
    readme = (indicators_folder() / "profiles" / "README.md").read_text("utf-8")
    shapes = (Profile, SheetRule, Feed, ColumnRule, LookupRule)

    keys = {field.alias or name for shape in shapes for name, field in shape.model_fields.items()}
    told = {word for word in keys if f"`{word}`" in readme}
    assert keys - told == {"format", "title", "note", "columns"}
