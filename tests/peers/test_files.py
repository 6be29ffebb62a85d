"""What is read from files of others' key figures, however they were saved."""

import pytest

from bbic_ind.errors import SourceError
from bbic_ind.peers.group import read_group
from bbic_ind.peers.payload import read_saved
from tests.peers.conftest import answer, row, saved, value


@pytest.fixture
def read(tmp_path):
    def values(content, name="k.json"):
        return read_saved([saved(tmp_path / name, content)])

    return values


def pairs(found):
    return found.values.select("municipality", "value").rows()


def test_an_answer_of_version_2_is_read(read):
    assert read(answer(row("0114", 60.5))).values.rows() == [
        ("N10001", "0114", 2025, "T", 60.5, None)
    ]


def test_a_year_written_as_text_is_a_year(read):
    assert read(answer(row("0114", 60.5, year="2025"))).values["year"].to_list() == [2025]


def test_what_version_3_says_is_deleted_is_left_out(read):
    rows = [row("0114", value(1, isdeleted=True)), row("0115", 2, isdeleted=True), row("0117", 3)]

    assert pairs(read(answer(*rows))) == [("0117", 3)]


def test_a_value_that_is_null_is_left_out(read):
    assert pairs(read(answer(row("0114", value(None)), row("0115", 0)))) == [("0115", 0)]


@pytest.mark.parametrize(("letter", "gender"), [("K", "K"), ("F", "K"), ("M", "M"), ("T", "T")])
def test_women_are_k_in_one_text_and_f_in_another(read, letter, gender):
    found = read(answer(row("0114", value(1, letter)))).values

    assert found["gender"].to_list() == [gender]


@pytest.mark.parametrize("code", ["0000", "0001", "0014", "G35928"])
def test_the_country_regions_and_groups_are_left_out_and_counted(read, code):
    found = read(answer(row(code, 50), row("0114", 60)))

    assert (pairs(found), found.left_out) == ([("0114", 60)], 1)


def test_units_of_a_municipality_are_left_out(read):
    unit = {"kpi": "N10001", "ou": "V15E1", "period": 2025, "values": [value(5)]}

    assert pairs(read(answer(unit, row("0114", 60)))) == [("0114", 60)]


def test_several_pages_may_lie_in_one_file(read):
    assert pairs(read([answer(row("0114", 1)), answer(row("0115", 2))])) == [
        ("0114", 1),
        ("0115", 2),
    ]


def test_a_page_with_another_after_it_is_told(read):
    assert read(answer(row("0114", 1), next_url="sida-2")).unfinished == ("k.json",)


def test_the_last_page_is_finished(read):
    assert read(answer(row("0114", 1), next_url=None)).unfinished == ()


def test_a_value_that_stands_in_two_files_counts_once(tmp_path):
    files = [saved(tmp_path / name, answer(row("0114", 1))) for name in ("a.json", "b.json")]

    assert read_saved(files).values.height == 1


def test_the_municipalities_answer_gives_their_names(read):
    assert read(answer({"id": "0114", "title": "Upplands Väsby", "type": "K"})).names == {
        "0114": "Upplands Väsby"
    }


def test_a_table_may_have_decimal_commas_and_lost_zeros(read):
    table = "kpi;municipality;year;gender;value;count\nN10001;114;2025;T;60,5;40\n"

    assert read(table, "k.csv").values.rows() == [("N10001", "0114", 2025, "T", 60.5, 40)]


def test_a_table_needs_no_count_and_may_have_empty_values(read):
    table = "kpi,municipality,year,gender,value\nN1,0114,2025,T,60.5\nN1,0115,2025,T,\n"

    assert read(table, "k.csv").values["count"].to_list() == [None]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", "{"),
        ("b.json", "[]"),
        ("c.json", {"fel": 1}),
        ("d.json", answer(row("0114", value(1, "X")))),
        ("e.csv", "a;b\n1;2\n"),
        ("n.json", answer(row("0114", float("nan")))),
        ("f.txt", "text"),
    ],
)
def test_a_file_of_something_else_is_refused(read, name, content):
    with pytest.raises(SourceError, match="cannot be read as key figures"):
        read(content, name)


def test_every_file_that_cannot_be_read_is_told_at_once(tmp_path):
    with pytest.raises(SourceError) as refused:
        read_saved([saved(tmp_path / "a.json", "{"), tmp_path / "saknas.json"])

    assert len(refused.value.faults) == 2


MEMBERS_2 = [{"member_id": "0114", "member_title": "Väsby"}, {"member_id": "0115"}]
MEMBERS_3 = [{"id": "0114", "title": "Väsby"}, "0115"]


@pytest.mark.parametrize("members", [MEMBERS_2, MEMBERS_3])
def test_a_group_is_read_as_either_version_writes_it(tmp_path, members):
    file = saved(tmp_path / "g.json", answer({"id": "G1", "title": "Lika", "members": members}))
    group = read_group(file)

    assert (group.title, group.codes, group.names["0114"]) == ("Lika", ("0114", "0115"), "Väsby")


def test_a_group_may_be_a_list_of_codes(tmp_path):
    group = read_group(saved(tmp_path / "lika.csv", "kod;namn\n114;Väsby\n0115;Vallentuna\n"))

    assert (group.title, group.codes) == ("lika", ("0114", "0115"))


def test_a_group_in_yaml_keeps_its_zeros(tmp_path):
    text = "format: 1\ntitle: Lika\nmunicipalities: [0114, 0115]\n"

    assert read_group(saved(tmp_path / "g.yaml", text)).codes == ("0114", "0115")


def test_a_file_of_several_groups_is_refused(tmp_path):
    one = {"id": "G1", "title": "Lika", "members": MEMBERS_2}

    with pytest.raises(SourceError, match="one single group"):
        read_group(saved(tmp_path / "g.json", answer(one, one)))


def test_every_line_of_a_table_that_cannot_be_read_is_told(read):
    lines = ("kpi;municipality;year;gender;value", "N1;0114;2025;T;20,5", "N1;0115;2025;T;många")
    table = "\n".join((*lines, "N1;0117;i fjol;T;3", "N1;0180;2025;T;nan"))

    with pytest.raises(SourceError) as refused:
        read(table, "k.csv")
    assert [fault.place.rpartition("/")[2] for fault in refused.value.faults] == [
        "k.csv:3",
        "k.csv:4",
        "k.csv:5",
    ]


def test_a_file_that_is_not_there_is_told_as_such(tmp_path):
    with pytest.raises(SourceError) as refused:
        read_saved([tmp_path / "borta.json"])

    assert "filen finns inte" in refused.value.faults[0].line("sv")
