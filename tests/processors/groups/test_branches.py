"""Branches that are described: a parent's name with a region and a word such as "branch" is the branch."""

import pytest

from processors.groups.catalogue import CatalogueError
from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import Tagger

CATALOGUE = {
    "groups": [
        {
            "id": "isis",
            "name": "IS",
            "aliases": {"any": ["Islamic State", "ISIS", "Estado Islámico", "داعش", "伊斯兰国"]},
        },
        {
            "id": "isis-k",
            "name": "ISIS-K",
            "part_of": "isis",
            "aliases": {"any": ["ISIS-K", "Islamic State Khorasan"]},
            "regions": {
                "beside": ["Khorasan", "خراسان", "呼罗珊"],
                "within": ["Khorasan"],
                "initials": ["K", "H"],
                "branch": [
                    "Afghan*",
                    "Afghaans*",
                    "afgan*",
                    "afgańsk*",
                    "afghánsk*",
                    "afghanisch*",
                    "афган*",
                    "أفغانستان",
                    "阿富汗",
                    "아프간",
                ],
            },
        },
        {"id": "taliban", "name": "Taliban", "aliases": {"any": ["Taliban", "طالبان"]}},
        {
            "id": "ttp",
            "name": "TTP",
            "affiliate_of": ["taliban"],
            "aliases": {"any": ["TTP"]},
            "regions": ["Pakistani", "پاکستانی"],
        },
    ]
}


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(read_catalogue(CATALOGUE))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Khorasan branch of Islamic State said so.", [("isis-k", "Khorasan branch of Islamic State")]),
        (
            "the Islamic State group's Afghan affiliate",
            [("isis-k", "Islamic State group's Afghan affiliate")],
        ),
        ("the ISIS affiliate in Afghanistan", [("isis-k", "ISIS affiliate in Afghanistan")]),
        ("a branch of ISIS in Afghanistan", [("isis-k", "branch of ISIS in Afghanistan")]),
        ("la rama afgana del Estado Islámico", [("isis-k", "rama afgana del Estado Islámico")]),
        ("فرع داعش في أفغانستان", [("isis-k", "فرع داعش في أفغانستان")]),
        ("伊斯兰国在阿富汗的分支说", [("isis-k", "伊斯兰国在阿富汗的分支")]),
        ("“伊斯兰国”阿富汗分支", [("isis-k", "“伊斯兰国”阿富汗分支")]),
        ("ISIS의 아프간 지부가 밝혔다", [("isis-k", "ISIS의 아프간 지부")]),
        ("tawi la ISIS nchini Afghanistan", [("isis-k", "tawi la ISIS nchini Afghanistan")]),
        ("afgańska filia ISIS twierdzi", [("isis-k", "afgańska filia ISIS")]),
        ("афганська гілка ISIS", [("isis-k", "афганська гілка ISIS")]),
        ("de Afghaanse tak van ISIS", [("isis-k", "Afghaanse tak van ISIS")]),
        ("the Islamic State group in Khorasan said", [("isis-k", "Islamic State group in Khorasan")]),
        ("a branch of Islamic State in Khorasan said", [("isis-k", "branch of Islamic State in Khorasan")]),
        ("Islamic State Khorasan branch", [("isis-k", "Islamic State Khorasan branch")]),
        ("a branch of Islamic State Khorasan", [("isis-k", "Islamic State Khorasan")]),
        ("la rama afgana del «Estado Islámico» atacó", [("isis-k", "rama afgana del «Estado Islámico»")]),
        ('the "Islamic State" in Khorasan', [("isis-k", '"Islamic State" in Khorasan')]),
        (
            "ISIS-H and isis-h, not ISIS H nor ISIS-Home",
            [("isis-k", "ISIS-H"), ("isis-k", "isis-h"), ("isis", "ISIS"), ("isis", "ISIS")],
        ),
        ("ولاية خراسان التابعة لتنظيم داعش", [("isis-k", "ولاية خراسان التابعة لتنظيم داعش")]),
        ("#ISIS_Khorasan", [("isis-k", "ISIS_Khorasan")]),
        ("the Pakistani Taliban", [("ttp", "Pakistani Taliban")]),
        ("پاکستانی طالبان نے کہا", [("ttp", "پاکستانی طالبان")]),
        (
            "the Afghanistan-based affiliate of Islamic State",
            [("isis-k", "Afghanistan-based affiliate of Islamic State")],
        ),
        ("Islamic State Khorasan Province branch", [("isis-k", "Islamic State Khorasan Province branch")]),
        ("شاخه پاکستانی طالبان", [("ttp", "شاخه پاکستانی طالبان")]),
        ("ISIS fighters in Afghanistan", [("isis", "ISIS")]),
        ("In Afghanistan, ISIS said", [("isis", "ISIS")]),
        ("in Khorasan ISIS said", [("isis", "ISIS")]),
        ("ISIS. Afghan branch of the Red Crescent", [("isis", "ISIS")]),
        ("the bank's Afghan branch said ISIS", [("isis", "ISIS")]),
        ("Taliban in Pakistani prisons", [("taliban", "Taliban")]),
        ("ISIS-K, the Afghan offshoot of ISIS, said", [("isis-k", "ISIS-K"), ("isis", "ISIS")]),
        (
            "the Afghan offshoot of ISIS, ISIS-K",
            [("isis-k", "Afghan offshoot of ISIS"), ("isis-k", "ISIS-K")],
        ),
        ("the Afghans branch off from ISIS", [("isis", "ISIS")]),
        ("the Talibanese Pakistani", []),
    ],
)
def test_a_described_branch_is_the_branch(tagger: Tagger, text: str, expected: list[tuple[str, str]]) -> None:
    """Its span holds name, region and word for a branch; what only stands near is no description."""
    mentions = tagger.tag(text)
    assert [(mention.group, mention.text) for mention in mentions] == expected
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)


def test_explain_tells_of_a_described_branch(tagger: Tagger) -> None:
    """The parent's name counts no more, since it lies inside of the longer description."""
    found = {(one.group, one.text): one.why for one in tagger.explain("the Afghan branch of ISIS")}
    assert found["isis-k", "Afghan branch of ISIS"] == "counts"
    assert found["isis", "ISIS"] == "inside of a longer name"


@pytest.mark.parametrize(
    ("changed", "loc"),
    [
        ({"part_of": None}, ("groups", 1, "regions")),
        ({"regions": ["x"]}, ("groups", 1, "regions", "beside", 0)),
        ({"regions": {"within": ["x"]}}, ("groups", 1, "regions", "within", 0)),
        ({"regions": {"initials": ["K", "k"]}}, ("groups", 1, "regions", "initials", 1)),
        ({"regions": {"branch": ["*"]}}, ("groups", 1, "regions", "branch", 0)),
        ({"regions": {"near": ["Khorasan"]}}, ("groups", 1, "regions", "near")),
    ],
)
def test_wrong_regions_are_told_with_their_place(
    changed: dict[str, object], loc: tuple[str | int, ...]
) -> None:
    """A region needs a parent, letters, and a key that is known."""
    groups = [dict(group) for group in CATALOGUE["groups"]]
    groups[1] = {key: value for key, value in (groups[1] | changed).items() if value is not None}
    with pytest.raises(CatalogueError) as raised:
        read_catalogue({"groups": groups})
    assert raised.value.loc == loc


@pytest.mark.parametrize(
    "text",
    [
        "Afghan " * 20_000 + "ISIS " * 20_000,
        "Khorasan ISIS " * 20_000,
        "branch of ISIS in Afghanistan " * 10_000,
    ],
    ids=["regions, then names", "side by side", "descriptions"],
)
def test_a_text_of_nothing_but_regions_is_read(tagger: Tagger, text: str) -> None:
    """Its time goes by its length: each name looks at the few regions that are nearest."""
    assert len(tagger.tag(text)) >= 10_000


@pytest.mark.parametrize(
    ("text", "language", "group"),
    [
        ("ISIS i Khorasan", "sv", "isis-k"),
        ("ISIS på det Khorasan", "da", "isis-k"),
        ("ISIS op het Khorasan", "nl", "isis-k"),
        ("ISIS op het Khorasan", "en", "isis"),
        ("ISIS i Khorasan", "hr", "isis"),
        ("ISIS i Khorasan", "ca", "isis"),
        ("ISIS w Khorasan", "pl", "isis-k"),
        ("ISIS z Khorasan", "en", "isis"),
        ("ISIS a afgánská odnož", "cs", "isis"),
        ("ISIS o la rama afgana", "es", "isis"),
        ("ramura afgană a ISIS", "ro", "isis-k"),
        ("ISIS:n afganistanilainen haara", "fi", "isis-k"),
        ("ISIS: afganistanilainen haara", "fi", "isis"),
        ("ISIS'in afgan kolunda", "tr", "isis-k"),
        ("ISIS's most active Afghan branch", "en", "isis-k"),
        ("ISISning afgan bo‘limi", "uz", "isis-k"),
        ("ISIS'in afgan yapılanmasından", "tr", "isis-k"),
    ],
)
def test_small_words_are_read_in_their_language(tagger: Tagger, text: str, language: str, group: str) -> None:
    """What is "in" in Swedish is "and" in Croatian, and a letter in English."""
    assert [mention.group for mention in tagger.tag(text, language)] == [group]


def test_an_uzbek_letter_is_a_part_of_the_word_and_an_english_ending_is_not(tagger: Tagger) -> None:
    """The mark behind o and g stands within a word; that of a possessive ends one."""
    assert [m.text for m in tagger.tag("ISISning afgan tarmog‘iga", "uz")] == ["ISISning afgan tarmog‘iga"]
    assert [m.text for m in tagger.tag("ISIS's Afghan wing's men", "en")] == ["ISIS's Afghan wing"]


@pytest.mark.parametrize(
    ("text", "language", "group"),
    [
        ("ISのアフガン支部", "ja", "isis-k"),
        ("filiala afgană a IS", "ro", "isis-k"),
        ("the Afghan branch of IS", "en", "isis-k"),
        ("the Canadian branch of IS", "en", None),
        ("IS in an Afghan bank branch", "en", None),
    ],
)
def test_a_description_is_company_for_an_abbreviation(text: str, language: str, group: str | None) -> None:
    """What a branch is described with is no word that it needs company against."""
    groups = [dict(one) for one in CATALOGUE["groups"]]
    groups[0] = {
        **groups[0],
        "aliases": {"any": ["IS"]},
        "context": {"IS": {"case": "exact", "near": ["Mosul"]}},
    }
    groups[1] = {
        **groups[1],
        "regions": {"branch": ["Afghan*", "afgan*", "アフガン"]},
    }
    found = Tagger(read_catalogue({"groups": groups})).tag(text, language)
    assert [mention.group for mention in found] == [group] * (group is not None)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("la rama afgana del autodenominado Estado Islámico", "es", "isis-k"),
        ("de Afghaanse tak van de zogeheten ISIS", "nl", "isis-k"),
        ("afgańskiej odnodze tzw. ISIS", "pl", "isis-k"),
        ("der afghanische Ableger der sog. ISIS", "de", "isis-k"),
        ("афганское крыло т. н. ISIS", "ru", "isis-k"),
        ("The Afghan branch closed. ISIS fled.", "en", "isis"),
    ],
)
def test_a_branch_of_the_so_called(tagger: Tagger, text: str, language: str, expected: str) -> None:
    """Words for "so-called", and their abbreviations with a point, stand within a description; a stop ends it."""
    assert [mention.group for mention in tagger.tag(text, language)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ISIS and its Afghan branch", [("isis", "ISIS"), ("isis-k", "Afghan branch")]),
        (
            "el Estado Islámico y su filial en Khorasan",
            [("isis", "Estado Islámico"), ("isis-k", "filial en Khorasan")],
        ),
        ("داعش وفرعه في أفغانستان", [("isis", "داعش"), ("isis-k", "فرعه في أفغانستان")]),
        ("ISIS a jeho afghánská odnož", [("isis", "ISIS"), ("isis-k", "afghánská odnož")]),
        ("伊斯兰国及其阿富汗分支", [("isis", "伊斯兰国"), ("isis-k", "阿富汗分支")]),
        ("ISIS and its Afghan branch, ISIS-K, fled", [("isis", "ISIS"), ("isis-k", "ISIS-K")]),
        ("ISIS-K, which is the Afghan branch of ISIS", [("isis-k", "ISIS-K"), ("isis", "ISIS")]),
        ("ISIS and its leader in Khorasan", [("isis", "ISIS")]),
        ("ISIS and their Afghan neighbours", [("isis", "ISIS")]),
        ("The bank and its Afghan branch fear ISIS", [("isis", "ISIS")]),
        ("ISIS and its TTP friends", [("isis", "ISIS"), ("ttp", "TTP")]),
        ("ISIS and its branch that left Afghanistan", [("isis", "ISIS")]),
    ],
)
def test_a_parent_and_its_branch(tagger: Tagger, text: str, expected: list[tuple[str, str]]) -> None:
    """A branch that is told of as a parent's own is a mention beside the parent's."""
    assert [(mention.group, mention.text) for mention in tagger.tag(text)] == expected


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("खुरासान में ISIS ने कहा", "isis-k"),
        ("খোরাসানে ISIS হামলা", "isis-k"),
        ("खुरासान में सेना ने ISIS पर", "isis"),
        ("খোরাসান ISIS হামলা", "isis"),
        ("ISIS-Khorasán atacó", "isis-k"),
        ("ISIS-Khorassan attaque", "isis-k"),
        ("ISIS-Afghan talks", "isis"),
        ("داعش-Khorassan", "isis"),
        ("ISIS Khorassan", "isis"),
    ],
)
def test_where_a_parent_is(text: str, group: str) -> None:
    """Some languages tell where before the name; a hyphen joins a region to an abbreviation alone."""
    isis, branch = (dict(one) for one in CATALOGUE["groups"][:2])
    branch["regions"] = {"within": ["खुरासान", "খোরাসান*", "Khorasán", "Khorassan"], "branch": ["Afghan*"]}
    found = Tagger(read_catalogue({"groups": [isis, branch]})).tag(text)
    assert [mention.group for mention in found] == [group]


def test_a_dash_explains_as_a_comma_does(tagger: Tagger) -> None:
    """In "ISIS-K — the Afghan branch of ISIS" the second name is the parent's."""
    found = tagger.tag("«ISIS-K» — афганского крыла ISIS", "ru")
    assert [mention.group for mention in found] == ["isis-k", "isis"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Afghan branch of ISIS taxes salt, and the Jund pay.", ["Afghan branch of ISIS", "Jund"]),
        ("ISIS taxes salt, and the Jund pay.", ["ISIS"]),
    ],
)
def test_a_described_branch_is_company(text: str, names: list[str]) -> None:
    """A short name that waits for its group counts beside a description; of namesakes that of the described one."""
    isis, branch = (dict(one) for one in CATALOGUE["groups"][:2])
    branch["aliases"] = {"any": ["ISIS-K", "Jund"]}
    branch["context"] = {"Jund": {"near": ["Kabul"]}}
    other = {
        "id": "a",
        "name": "A",
        "aliases": {"any": ["Jund"]},
        "context": {"Jund": {"near": ["Palma"], "article": []}},
    }
    tagger = Tagger(read_catalogue({"groups": [isis, branch, other]}))
    found = tagger.tag(text, "en")
    assert [mention.text for mention in found] == names
    assert {mention.group for mention in found[1:]} <= {"isis-k"}
