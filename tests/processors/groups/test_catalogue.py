import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paths import DATA, ROOT
from ruamel.yaml import YAML

from processors.groups.catalogue import CatalogueError
from processors.groups.read_catalogue import read_catalogue

WRITTEN = YAML(typ="safe").load(DATA / "groups" / "tagging" / "groups.yaml")


def group(id_: str = "a", **keys: object) -> dict[str, object]:
    return {"id": id_, "name": id_, "aliases": {"any": [f"{id_} name"]}} | keys


def error(*groups: dict[str, object]) -> CatalogueError:
    with pytest.raises(CatalogueError) as caught:
        read_catalogue({"groups": list(groups)})
    assert caught.value.mend
    return caught.value


@pytest.mark.parametrize("path", ["tests/data/groups/tagging/groups.yaml", "config/groups.yaml"])
def test_what_ships_is_valid(path):
    """The catalogue that ships, and the tests' own, pass every check and hold the seven seed groups' ids."""
    catalogue = read_catalogue(YAML(typ="safe").load(ROOT / path))
    assert {group.id for group in catalogue.groups} >= {
        *("taliban", "al-qaeda", "aqis", "haqqani-network", "isis", "isis-k", "islamic-brotherhood"),
    }


@pytest.mark.parametrize(
    ("groups", "loc", "message"),
    [
        ([group("Al Qaeda")], ("groups", 0, "id"), "pattern"),
        ([group(color="red")], ("groups", 0, "color"), "unknown key 'color'"),
        ([{"id": "a", "name": "a"}], ("groups", 0, "aliases"), "required"),
        ([group(aliases={"any": ["a", 17]})], ("groups", 0, "aliases", "any", 1), "valid string"),
        ([group(aliases={"English": ["a"]})], ("groups", 0, "aliases", "English"), "pattern"),
        ([group(aliases={"any": ["\u0301-"]})], ("groups", 0, "aliases", "any", 0), "no letters"),
        ([group(), group()], ("groups", 1, "id"), "twice"),
        ([group("a", voices=["B Name"]), group("b")], ("groups", 0, "voices", 0), "is an alias of 'b'"),
        (
            [group("a", voices=["Amaq"]), group("b", voices=["amaq"])],
            ("groups", 1, "voices", 0),
            "voice of 'a'",
        ),
        ([group(part_of="b")], ("groups", 0, "part_of"), "'b' is not in the catalogue"),
        ([group(affiliate_of=["a", "b"])], ("groups", 0, "affiliate_of", 1), "'b' is not"),
        ([group(split_from="b")], ("groups", 0, "split_from", 0), "'b' is not"),
        ([group(part_of="a")], ("groups", 0, "part_of"), "a -> a"),
        ([group("a", part_of="b"), group("b", part_of="c"), group("c", part_of="b")], None, "b -> c -> b"),
        ([group(context={"b": {"case": "exact"}})], ("groups", 0, "context", "b"), "not among"),
        ([group(context={"a name": {"within": 3}})], ("groups", 0, "context", "a name"), "no condition"),
        (
            [group(context={"a name": {"behind": {"it": []}}})],
            ("groups", 0, "context", "a name", "behind", "it"),
            "lists no article",
        ),
        (
            [group(context={"a name": {"behind": {"it": ["l'", "-"]}}})],
            ("groups", 0, "context", "a name", "behind", "it", 1),
            "no letters",
        ),
        (
            [group(context={"a name": {"near": ["*"]}})],
            ("groups", 0, "context", "a name", "near", 0),
            "no letters",
        ),
        (
            [group(context={"a name": {"article": ["z"]}})],
            ("groups", 0, "context", "a name", "article", 0),
            "'z'",
        ),
        ([group(never=["A  Name"])], ("groups", 0, "never", 0), "same group"),
        ([group(never=["--"])], ("groups", 0, "never", 0), "no letters"),
        (
            [group(aliases={"en": ["Jund Allah"]}), group("b", aliases={"any": ["x", "JUND-ALLAH"]})],
            ("groups", 1, "aliases", "any", 1),
            "an alias of 'a' too",
        ),
        (
            [group(context={"a name": {"near": ["x"]}}), group("b", aliases={"any": ["A name"]})],
            ("groups", 1, "aliases", "any", 0),
            "an alias of 'a' too",
        ),
        ([group(context={"a name": {"also": "castle"}})], None, "'firm'"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(groups, loc, message):
    """Each mistake is told with the path to it in the data, what is wrong and what to do."""
    caught = error(*groups)
    assert message in caught.message
    assert loc is None or caught.loc == loc


@pytest.mark.parametrize(
    "data", [None, [], "groups", {"groups": None}, {}, {"groups": [None]}, {"group": []}]
)
def test_data_of_another_shape_is_refused(data):
    """Whatever YAML made of the file, a wrong shape is an error of the catalogue and no crash."""
    with pytest.raises(CatalogueError):
        read_catalogue(data)


def test_an_error_crosses_processes():
    """An error that was pickled is the same error."""
    caught = error(group(), group())
    copy = pickle.loads(pickle.dumps(caught))  # noqa: S301
    assert (copy.loc, copy.message, copy.mend, str(copy)) == (
        caught.loc,
        caught.message,
        caught.mend,
        str(caught),
    )


def test_two_groups_may_have_one_name_where_words_tell_them_apart():
    """One has to have `near`, the other `near` or `not_near`; `also` takes one kind or several."""
    groups = read_catalogue(
        {
            "groups": [
                group(context={"a name": {"near": ["x"], "also": "firm"}}),
                group("b", aliases={"any": ["a name"]}, context={"a name": {"near": ["y"]}}),
            ]
        }
    ).groups
    assert groups[0].context["a name"].also == ("firm",)
    for other in ({"not_near": ["y"]}, {"case": "exact"}):
        data = [
            group(context={"a name": {"near": ["x"]}}),
            group("b", aliases={"any": ["a name"]}, context={"a name": other}),
        ]
        if "not_near" in other:
            assert read_catalogue({"groups": data}).groups
        else:
            with pytest.raises(CatalogueError, match="is an alias of 'a' too"):
                read_catalogue({"groups": data})


def test_short_forms_are_read():
    """An id stands for a relation, a string for a list of one, and a relation may carry dates."""
    groups = read_catalogue(
        {
            "groups": [
                group(part_of={"group": "b", "since": 2015}, affiliate_of="b", formerly="Old name"),
                group("b", aliases={"any": "b name"}, never="b name of mind"),
            ]
        }
    ).groups
    assert groups[0].part_of.since == 2015
    assert groups[0].affiliate_of[0].group == "b"
    assert groups[0].formerly[0].name == "Old name"
    assert groups[1].aliases["any"] == ("b name",)
    assert groups[1].never == ("b name of mind",)


def test_two_groups_may_share_an_alias_by_letter_case():
    """One spelling in two letter cases may belong to two groups where both ask for their own case."""
    exact = {"case": "exact"}
    read_catalogue(
        {
            "groups": [
                group("a", aliases={"any": ["LET"]}, context={"LET": exact}),
                group("b", aliases={"any": ["LeT"]}, context={"LeT": exact}),
            ]
        }
    )
    assert "too" in error(group("a", aliases={"any": ["LET"]}), group("b", aliases={"any": ["LeT"]})).message


def test_branches_are_all_that_is_below():
    """Branches are what is part of a group, directly or not, without itself; an unknown id is an error."""
    catalogue = read_catalogue(
        {
            "groups": [
                group("a"),
                group("b", part_of="a"),
                group("c", part_of="b"),
                group("d", affiliate_of="a"),
            ]
        }
    )
    assert catalogue.branches("a") == {"b", "c"}
    assert catalogue.branches("c") == set()
    assert catalogue.parents() == {"b": ("a",), "c": ("b", "a")}
    with pytest.raises(KeyError):
        catalogue.branches("z")
    with pytest.raises(KeyError) as caught:
        catalogue.branches("aa")
    assert caught.value.args == ("aa", "a")  # what is like it, for a suggestion


@given(st.permutations(WRITTEN["groups"]), st.randoms())
@settings(deadline=None, max_examples=30)
def test_the_version_is_of_the_content(groups, chance):
    """Re-ordering groups and aliases leaves the version, and any other change makes a new one."""
    first = read_catalogue(WRITTEN).version
    mixed = [
        g | {"aliases": {tag: chance.sample(names, len(names)) for tag, names in g["aliases"].items()}}
        for g in groups
    ]
    assert read_catalogue({"groups": mixed}).version == first
    mixed[0] = mixed[0] | {"name": "Another"}
    assert read_catalogue({"groups": mixed}).version != first
