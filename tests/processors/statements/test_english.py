"""English: shapes of each act that agencies write, one sentence for each way of telling of it."""

import pytest

from tests.processors.statements.test_statements import statements, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Al-Shabaab said its fighters had blown up the bridge.", ("claim", "al-shabaab", (), False)),
        ("JNIM claimed on Saturday to have killed 14 soldiers.", ("claim", "jnim", (), False)),
        ("Hamas said the allegations were a cheap lie.", ("deny", "hamas", (), False)),
        ("The Houthis pushed back against claims of piracy.", ("deny", "houthis", (), False)),
        (
            "India put the blame for it squarely on Jaish-e-Mohammed.",
            ("blame", "other", ("jaish-e-mohammed",), False),
        ),
        ("Turkey says the YPG planted the bomb.", ("blame", "other", ("ypg",), False)),
        ("Ankara regards the YPG as the Syrian branch of the PKK.", ("link", "other", ("pkk", "ypg"), False)),
        (
            "Iran has smuggled missile parts to the Houthis, the admiral said.",
            ("link", "other", ("houthis",), False),
        ),
        ("Police found nothing to suggest a link to Hezbollah.", ("link", "other", ("hezbollah",), True)),
        ("Hezbollah said all ships were now legitimate targets.", ("threaten", "hezbollah", (), False)),
        ("The Houthis have promised not to target ships.", ("pledge", "houthis", (), False)),
        ("Hamas said it was ready to hand over the hostages.", ("pledge", "hamas", (), False)),
        ("The Taliban asked the United Nations for a seat.", ("demand", "taliban", (), False)),
        ("Germany's chancellor told Hamas to lay down its weapons.", ("demand", "other", ("hamas",), False)),
        ("The claim drew a swift denial from the Houthis.", ("deny", "houthis", (), False)),
        ("Officials laid the massacre at JNIM's door.", ("blame", "other", ("jnim",), False)),
        ("The Taliban's shadow governor took the credit for the raid.", ("claim", "taliban", (), False)),
        ("Spain became the latest state to ban Hezbollah.", ("designate", "other", ("hezbollah",), False)),
        (
            "Moscow's supreme court suspended the ban on the Taliban.",
            ("designate", "other", ("taliban",), False),
        ),
        ("The ELN guerrillas admitted that they had killed the mayor.", ("claim", "eln", (), False)),
        ('"We are behind the hotel attack," a Taliban spokesman said.', ("claim", "taliban", (), False)),
        ("Hours later Islamic State issued its own claim.", ("claim", "isis", (), False)),
        ("Nobody had said by noon that they carried out the shooting.", ("claim", "unknown", (), True)),
        (
            "Hezbollah demanded that the last troops leave by May and threatened to strike their bases.",
            ("threaten", "hezbollah", (), False),
        ),
        ("The IRGC warned within hours that it would sink the tanker.", ("threaten", "irgc", (), False)),
        ('"Every ship in port is a target," the Houthis warned.', ("threaten", "houthis", (), False)),
        (
            "Boko Haram's oath of loyalty to Islamic State was renewed.",
            ("pledge", "boko-haram", ("isis",), False),
        ),
        (
            "The emir of AQAP used a speech to reaffirm its allegiance to al-Qaeda.",
            ("pledge", "aqap", ("al-qaeda",), False),
        ),
        ("Iraq's premier tells Hezbollah: lay down your arms", ("demand", "other", ("hezbollah",), False)),
        (
            "Iraq's minister said Hamas and Hezbollah had been in touch since May.",
            ("link", "other", ("hamas", "hezbollah"), False),
        ),
        (
            "The committee approved the addition of ISWAP to its list.",
            ("designate", "other", ("iswap",), False),
        ),
        (
            "London revoked the terrorist label of Hezbollah.",
            ("designate", "other", ("hezbollah",), False),
        ),
    ],
)
def test_each_way_of_telling_is_read(text: str, expected: tuple[str, str, tuple[str, ...], bool]) -> None:
    """Verbs, nouns, passives and figures of speech of each act are read with their speaker and whom they concern."""
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The attack bears the hallmarks of al-Shabaab.",
        "Demand for cement in Houthi-held Sanaa has doubled.",
        "Farmers denied water by the Taliban's canals have left.",
        "A judge denied bail to a student accused of supporting Hamas.",
        "UN monitors said there was no doubt about the Taliban.",
        "Attacks attributed to Boko Haram fell by a third.",
        "The UN sent a letter to the Taliban, officials said.",
        '"We are behind schedule," a Hezbollah spokesman said.',
        "Hezbollah issued its own claim to the pier.",
        'The ELN called it "an error for which we ask forgiveness".',
        "Its director, Maj.-Gen. Kangye, disclosed that ISWAP was receiving trainers from Islamic State.",
    ],
)
def test_what_sounds_like_it_is_none(text: str) -> None:
    """Hallmarks, demand for goods, what is denied to people, counts and letters are no statements."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        (
            "Jaish-e-Mohammed has a new channel. On Sunday the outfit threatened to bomb the temple.",
            "threaten",
        ),
        ("Hamas released a tape. In an audio message the group threatened to attack Israel.", "threaten"),
        ("AQAP put out a film. In it the group claims the drone strike.", "claim"),
    ],
)
def test_a_group_is_known_behind_an_adverbial(text: str, act: str) -> None:
    """The group, the outfit: it is the group named before, also where words without a comma stand before it."""
    assert [one.act for one in statements(text)] == [act]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The governor put the killings down to ISWAP.", ("blame", "other", ("iswap",), False)),
        (
            "\"That blood is on Hamas's hands,\" Israel's president said.",
            ("blame", "other", ("hamas",), False),
        ),
        ("India named Jaish-e-Mohammed as the culprits.", ("blame", "other", ("jaish-e-mohammed",), False)),
        ("The raid, which JNIM claimed on its website, left 37 dead.", ("claim", "jnim", (), False)),
        ("Hezbollah neither claimed nor denied the rocket.", ("deny", "hezbollah", (), True)),
        ('"We are not threatening anyone," a Taliban spokesman said.', ("threaten", "taliban", (), True)),
        (
            "A court ordered the PKK off the French list of terrorists.",
            ("designate", "other", ("pkk",), False),
        ),
        ("Hezbollah will respond in its own time, its leader said.", ("threaten", "hezbollah", (), False)),
    ],
)
def test_turns_of_phrase_of_newspapers(text: str, expected: tuple[str, str, tuple[str, ...], bool]) -> None:
    """Who is blamed without the word, what is claimed in a clause, who neither claims nor denies, what is no threat."""
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Iran's envoy said that Tehran gives orders to the Popular Mobilization Forces.",
        "Hamas has undertaken to hand over four bodies, Qatar's ministry said.",
        "There is no proof that ISWAP shot down the jet, the minister said.",
        "Police questioned one suspect the Taliban had freed.",
    ],
)
def test_what_is_told_besides_is_no_demand_and_no_accusation(text: str) -> None:
    """Orders that are given, what a group has yet to do, what nobody can prove and a suspect accuse nobody."""
    assert not {one.act for one in statements(text)} & {"demand", "blame"}
