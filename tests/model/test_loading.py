"""A model that does not hold together is told of, at its line, before any data is read."""

import pytest

from bbic_ind.errors import DefinitionError
from bbic_ind.model import load_model

MODEL = """format: 1
tables:
  members:
    description: {sv: Medlemmar, en: Members}
    columns:
      id: {type: id, description: {sv: Id, en: Id}}
      born: {type: date, description: {sv: Född, en: Born}}
      sex: {type: category, values: [f, m], description: {sv: Kön, en: Sex}}
  loans:
    description: {sv: Lån, en: Loans}
    opens: lent
    closes: returned
    columns:
      member: {type: id, refers_to: members, description: {sv: Medlem, en: Member}}
      fee: {type: number, range: [0, 9], description: {sv: Avgift, en: Fee}}
      lent: {type: date, description: {sv: Utlånad, en: Lent}}
      returned: {type: end_date, description: {sv: Återlämnad, en: Returned}}
subject: {table: members, key: member, born: born, sex: sex, sex_values: {female: f, male: m}}
breakdowns:
  age: {title: {sv: ålder, en: age}, column: born, bands: {"0–17": [0, 17]}}
episodes:
  times:
    description: {sv: Tider, en: Times}
    merge: [loans]
    by: member
    opens: first
    closes: last
    merge_within: 1 day
"""

SLIPS = {
    "an unknown column to merge by": ("by: member", "by: membre", 'Did you mean "member"?'),
    "nothing to merge": ("[loans]", "[]", "say which tables"),
    "an unknown table to merge": ("[loans]", "[loan]", 'Did you mean "loans"?'),
    "a table without a span to merge": ("[loans]", "[members]", "no beginning and end"),
    "a length in another language": ("1 day", "1 dag", 'such as "6 months"'),
    "an unknown table of the subject": ("table: members", "table: m", 'there is no "m"'),
    "an unknown column of the subject": ("born: born,", "born: bron,", '"born"?'),
    "an unknown column to group by": ("column: born", "column: age", 'no "age"'),
    "ages by what is no day": ("column: born", "column: sex", "a day is needed"),
    "a birth that is no day": ("born: born,", "born: id,", "a day is needed"),
    "a beginning that is no day": ("opens: lent", "opens: member", "a day is needed"),
    "a word that the sex cannot be": ("male: m}", "male: man}", 'there is no "man"'),
    "a value twice": ("values: [f, m]", "values: [f, m, f]", "the same value is there twice"),
    "a range that is reversed": (
        "type: number, range: [0, 9]",
        "type: number, range: [9, 0]",
        "the least number comes first",
    ),
    "a key that no table has": ("key: member", "key: person", 'there is no "person"'),
    "an episode with a taken name": ("times:", "period:", "reserved"),
}


def loaded(folder, text):
    path = folder / "model.yaml"
    path.write_text(text, "utf-8")
    return load_model(path)


def test_a_model_that_holds_together_is_loaded(tmp_path):
    assert loaded(tmp_path, MODEL).table_names == ("members", "loans", "times")


@pytest.mark.parametrize("slip", SLIPS)
def test_a_model_that_does_not_hold_together_is_told_of_at_its_line(slip, tmp_path):
    right, wrong, told = SLIPS[slip]
    text = MODEL.replace(right, wrong)
    line = MODEL[: MODEL.index(right)].count("\n") + 1

    with pytest.raises(DefinitionError) as caught:
        loaded(tmp_path, text)

    found = [(fault.place, told in fault.message("en")) for fault in caught.value.faults]
    assert found == [(f"model.yaml:{line}", True)]


def test_groups_of_no_subject_are_refused(tmp_path):
    text = "".join(line for line in MODEL.splitlines(keepends=True) if "subject:" not in line)

    with pytest.raises(DefinitionError, match="there is no subject"):
        loaded(tmp_path, text)
