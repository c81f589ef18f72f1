import pytest
from paths import ROOT
from ruamel.yaml import YAML

from processors.groups.lint import Finding, lint_catalogue
from processors.groups.read_catalogue import read_catalogue


def group(id_: str, *aliases: str, tag: str = "any", **keys: object) -> dict[str, object]:
    return {"id": id_, "name": aliases[0], "aliases": {tag: list(aliases)}} | keys


def findings(*groups: dict[str, object]) -> list[Finding]:
    return lint_catalogue(read_catalogue({"groups": list(groups)}))


def told(*groups: dict[str, object]) -> list[tuple[str, str, str]]:
    return [(finding.level, finding.alias, finding.message.split(":")[0]) for finding in findings(*groups)]


def test_a_group_may_have_thousands_of_aliases() -> None:
    """A double among 10,000 aliases of one group is found without comparing each with all others."""
    aliases = [f"Brigade {number:05} of the North" for number in range(10_000)]
    group = {"id": "north", "name": aliases[0], "aliases": {"any": [*aliases, "brigade-00000 of the north"]}}
    (found,) = lint_catalogue(read_catalogue({"groups": [group]}))
    assert (found.level, found.alias) == ("note", "brigade-00000 of the north")
    assert found.message == "is the same as 'Brigade 00000 of the North' once spelling is folded"


def test_a_branch_may_hold_its_trunk():
    """A longer name of a group with a relation to the one within is what relations are for: nothing to report."""
    branch = group("b", "Hezbollah Brigades", affiliate_of="a")
    assert findings(group("a", "Hezbollah"), branch) == []


def test_a_sound_catalogue_has_no_findings():
    """Names that are long, rare and different give nothing to report."""
    assert findings(group("a", "Boko Haram"), group("b", "Jemaah Islamiyah")) == []


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([group("a", "AQ")], ("warning", "AQ", "has only 2 letters and no context")),
        ([group("a", "PKK")], ("note", "PKK", "has only 3 letters and no context")),
        (
            [group("a", "Students", tag="en")],
            ("warning", "Students", "is a common word of en, and has no context to tell them apart"),
        ),
        (
            [group("a", "الشباب", tag="ar")],
            ("warning", "الشباب", "is a common word of ar, and has no context to tell them apart"),
        ),
        (
            [group("a", "Jund Allah"), group("b", "Jundallah")],
            ("note", "Jund Allah", "may be spelled like 'Jundallah' of 'b', and does not count so"),
        ),
        (
            [group("a", "Ha'mas Front"), group("b", "Ham'as Front")],
            ("error", "Ham'as Front", "may be spelled like \"Ha'mas Front\" of 'a', and does not count so"),
        ),
        (
            [group("a", "al-Qaeda", "Al Qaeda")],
            ("note", "Al Qaeda", "is the same as 'al-Qaeda' once spelling is folded"),
        ),
        (
            [group("a", "al-Qaeda", "alQaeda")],
            ("note", "alQaeda", "is the same as 'al-Qaeda' once spelling is folded"),
        ),
        (
            [group("a", "Boko-Haram", "Boko Haram", context={"Boko-Haram": {"near": ["Nigeria"]}})],
            ("warning", "Boko Haram", "is never found"),
        ),
        (
            [group("a", "Hezbollah"), group("b", "Kataib Hezbollah", "Hezbollah Brigades")],
            (
                "note",
                "Kataib Hezbollah",
                "holds 'Hezbollah' of 'a', which does not count there, and 1 more do so",
            ),
        ),
        (
            [group("a", "Boko Haram", never=["Boko Haram of Jund Allah"]), group("b", "Jund Allah")],
            ("warning", "Boko Haram of Jund Allah", "keeps out 'Jund Allah' of 'b', too"),
        ),
        (
            [group("a", "Haqqani network", never=["Sirajuddin Haqqani"])],
            ("note", "Sirajuddin Haqqani", "holds no alias, so it keeps nothing out"),
        ),
        (
            [group("a", "Taliban"), group("b", "TTP Pakistan", name="Pakistani Taliban")],
            ("error", "Pakistani Taliban", "the group's own name is tagged as a"),
        ),
        (
            [group("a", "Taliban", name="The Students")],
            ("note", "The Students", "the group's own name is not found"),
        ),
    ],
)
def test_each_doubt_is_told(groups, expected):
    """Each kind of doubt is found, under its level and with the alias that it is about, and nothing else is."""
    assert told(*groups) == [expected]


def test_context_answers_doubts():
    """An alias with conditions may be short and common, and may differ from another in letter case alone."""
    assert (
        told(group("a", "ISIS", "Isis", "IS", context={"IS": {"case": "exact"}, "Isis": {"near": ["x"]}}))
        == []
    )


def test_one_name_in_several_languages_is_no_doubt():
    """The same alias under two languages is not reported as a repetition."""
    assert told({"id": "a", "name": "داعش", "aliases": {"ar": ["داعش"], "fa": ["داعش"]}}) == []


def test_a_name_of_two_groups_is_no_doubt():
    """What stands around it decides whose it is, so neither is hidden by the other."""
    near = {"Islamic Group": {"near": ["x"]}}
    assert told(group("a", "Islamic Group", context=near), group("b", "Islamic Group", context=near)) == []


def test_findings_name_their_place():
    """A finding carries the group and the path into the data, in the catalogue's order."""
    found = findings(group("a", "Boko Haram", "AQ"), group("b", "XY"))
    assert [(f.group, f.loc) for f in found] == [
        ("a", ("groups", 0, "aliases", "any", 1)),
        ("b", ("groups", 1, "aliases", "any", 0)),
    ]


def test_what_ships_has_no_errors():
    """The catalogue that ships has nothing that finds a wrong group."""
    catalogue = read_catalogue(YAML(typ="safe").load(ROOT / "config" / "groups.yaml"))
    assert [finding for finding in lint_catalogue(catalogue) if finding.level == "error"] == []


def test_voices_are_looked_at_as_well() -> None:
    """A voice that everybody uses speaks for everybody; one that the group has already says nothing more."""
    voices = [
        "a",
        "said",
        "ANF",
        "worden",
        "Hamás",
        "Abu Obeida",
        "abu obeida",
        "The Voice",
        "Al-Aqsa TV",
        "حسن نصرالله",
    ]
    found = [one for one in told(group("a", "Hamas", voices=voices)) if one[1] in voices]
    assert found == [
        ("warning", "a", "has only 1 letters, and speaks wherever it stands"),
        ("warning", "said", "is a common word of en, uz, and speaks wherever it stands"),
        ("note", "ANF", "has only 3 letters, and speaks wherever it stands"),
        ("warning", "worden", "is a common word of de, nl, and speaks wherever it stands"),
        ("note", "Hamás", "is the same as 'Hamas' once spelling is folded"),
        ("note", "abu obeida", "is the same as 'Abu Obeida' once spelling is folded"),
    ]
