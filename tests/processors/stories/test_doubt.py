"""Where a text that was taken for a copy may be news after all."""

from datetime import timedelta
from typing import Any

import pytest

from processors.stories.doubt import MIN_HEAD_FOUND, MIN_PASTED, doubt_of_copy
from processors.stories.fingerprint import make_fingerprint
from processors.stories.likeness import MIN_ALIKE_BEGINNING, Known, compare
from processors.stories.same_report import is_same_report

SAID = (
    ', the government said.\n"Those who bomb our churches and burn our farms are no soldiers of God but thieves with a '
    'flag," the defence minister, Ibrahim Danladi, told reporters in Abuja on Friday. "They had better count their '
    'days, because we are counting their camps," he added, striking the table so that the microphones fell over. He '
    "said that the budget would be passed before Christmas and that no foreign soldiers had been asked for."
)
FREED = (
    "Troops freed pupils",
    f"Nigerian troops have freed 31 pupils held in the Sambisa forest since May{SAID}",
)
ARRESTED = (
    "Four held over blast",
    f"Police arrested four men in Bauchi over last Sunday's bombing in Jos{SAID}",
)
CUT = "Pupils free again", FREED[1][:-120]


def doubt(one: tuple[str, str], other: tuple[str, str], **changed: Any) -> str:
    """Give the doubt about a headline and text that came an hour after another and were taken for a copy of it.

    `changed` are fields of what the two have in common that are put in place of those found.
    """
    known, new = (make_fingerprint(title, text, "en") for title, text in (one, other))
    first = Known(known.sketch, known.head)
    likeness = compare(new, first, timedelta(hours=1))
    assert is_same_report(likeness)
    return doubt_of_copy(new, first, likeness._replace(**changed))


def test_another_statement_of_one_press_conference_is_doubted() -> None:
    """Most of two texts is one quotation, and neither tells of what the other begins with; a cut copy is no doubt."""
    assert doubt(FREED, ARRESTED) == "neither tells of what the other begins with"
    assert doubt(FREED, CUT) == ""
    assert doubt(FREED, FREED) == ""


def test_another_place_with_another_toll_is_doubted() -> None:
    """One name and one figure that differ between the same words may be another attack, and a name alone a spelling."""
    report = "A bomb beside the bus station of {} killed {} people on Tuesday, police said.\n" + SAID[24:]
    first, other, spelt = (
        ("Bomb at a bus station", report.format(*each))
        for each in (("Mardan", "five"), ("Swabi", "three"), ("Merdan", "five"))
    )
    assert doubt(first, other) == "the same sentences stand around another name and another figure"
    assert doubt(first, spelt) == ""


def test_another_place_in_headline_and_text_is_doubted() -> None:
    """Of two attacks told in the same words, with one toll, headline and text name their towns."""
    report = "A bomb beside the bus station of {} killed five people on Tuesday, police said.\n" + SAID[24:]
    herat, farah = ((f"Bomb in {town}", report.format(town)) for town in ("Herat", "Farah"))
    assert doubt(herat, farah) == "headline and sentences are the same around another name"
    assert doubt(herat, ("Five killed by a bomb", farah[1])) == ""
    source = ", as the spokesman of the provincial police told the state's news agency."
    edited = farah[1].replace(", police said.", source)
    named = "headline and first sentences of each name what the other has nowhere"
    assert doubt(herat, (farah[0], edited)) == named, (
        "a desk may spell it otherwise, or tell of another attack"
    )


ROAD = (
    "Seven killed on a road in Ituri",
    "Gunmen stopped two trucks on the road between Komanda and Luna on Thursday and killed seven people, the army said"
    ", blaming rebels of the Allied Democratic Forces.\nFighters of the ADF burned both vehicles, said a spokesman.\n",
)
VILLAGE = (
    "Rebels kill 21 in raid on a village",
    "Rebels of the Allied Democratic Forces killed at least 21 people in an overnight raid on Mayba village in Lubero, "
    "a local official said on Thursday, and the army said nothing.\nFighters of the ADF went from house to house.\n",
)
BACKGROUND = (
    "The ADF began as an uprising in Uganda in the 1990s and has been based in the forests of eastern Congo since.\n"
    "It pledged allegiance to Islamic State in 2019 and mounts frequent raids on villages, killing with machetes.\n"
    "Ugandan and Congolese soldiers have hunted the group together since late 2021 in an operation called Shujaa."
)


def test_another_toll_over_pasted_background_is_doubted() -> None:
    """The first two reports of one agency about one group share what nobody knows yet to be background."""
    one, other = ((title, text + BACKGROUND) for title, text in (VILLAGE, ROAD))
    assert doubt(one, other) == "their first sentences have other figures, and neither's stand in the other"
    updated = one[1].replace("at least 21", "at least 24")
    assert doubt(one, (one[0], updated)) == ""


@pytest.mark.parametrize(
    ("changed", "is_doubted"),
    [
        ({}, True),
        ({"beginnings": MIN_ALIKE_BEGINNING}, False),
        ({"head_found": MIN_HEAD_FOUND}, False),
        ({"is_apart": False}, False),
        ({"of_larger": MIN_PASTED - 0.01}, False),
        ({"of_smaller": 1.0, "of_larger": 1.0}, False),
    ],
)
def test_a_toll_is_doubted_only_over_background(changed: dict[str, Any], is_doubted: bool) -> None:
    """A beginning, a head or figures in common are no doubt, nor is a text of which little or all is in the other."""
    one, other = ((title, text + BACKGROUND) for title, text in (VILLAGE, ROAD))
    assert bool(doubt(one, other, **changed)) is is_doubted


def test_what_speaks_against_a_copy_is_its_doubt() -> None:
    """Names or days that differ in first sentences are told, though all else made the texts one report."""
    assert doubt(FREED, CUT, differ="names") == "the names of their first sentences differ"


def test_a_text_without_a_telling_word_tells_what_the_other_does() -> None:
    """Where a headline and lede have none, nothing is missing of them in the other."""
    known = make_fingerprint(*FREED, "en")
    empty = make_fingerprint("", "It was.", "en")
    likeness = compare(known, Known(empty.sketch, empty.head), timedelta(hours=1))
    assert doubt_of_copy(known, Known(empty.sketch, empty.head), likeness._replace(differ="")) == ""


def test_other_names_among_the_same_sentences_are_doubted() -> None:
    """One agency tells in one form of two attacks in two towns, and of the first once more below the second."""
    rest = (
        "\nThe valley is disputed by two guerrillas, whose war has driven sixty thousand people from their homes since "
        "January.\nThe president broke off the talks with both, and the ombudsman has warned of drones nine times.\n"
        "The border is near, and over its bridges both bring the fuel with which coca leaves are made into paste."
    )
    text = "Two soldiers died and four were wounded on Monday when a drone with explosives fell on {}, the army said.{}"
    base = "Drone kills two soldiers", text.format("a camp at La Angalia, near Tibu", rest)
    station = (
        "Drone kills two soldiers",
        text.format(
            "the police station in the middle of El Tarra, beside the school and the church of San Jose",
            "\nHours before, soldiers had died at La Angalia, in Tibu." + rest,
        ),
    )
    assert doubt(base, station) == "the same sentences stand around other names"
    assert doubt(base, (base[0], base[1].replace("four were wounded", "five were wounded"))) == ""


@pytest.mark.parametrize(
    ("hour", "car", "expected"),
    [
        ("noon", "Kia", "the same sentences stand around another part of the day and another word"),
        ("noon", "Rapid", ""),
        ("dawn", "Kia", ""),
    ],
)
def test_another_part_of_the_day_and_another_word_are_doubted(hour: str, car: str, expected: str) -> None:
    """Noon and morning meet in an hour, so that they alone part no reports; at dawn may be in the morning."""
    form = (
        "An enemy drone hit at {} on Wednesday a car of the make of {} on the road to the hills with a guided missile, "
        "which killed its driver.\nThe health centre for emergencies said that the raid had wounded one man as well."
    )
    hours = {"noon": "noon", "dawn": "dawn"}
    one = (
        "Drone kills a driver on the road",
        form.format("ten in the morning", "rapid").replace("ten in", "the hours of"),
    )
    other = "Drone kills a driver on the road", form.format(hours[hour], car.lower())
    assert doubt(one, other) == expected


def test_a_second_attack_that_recalls_the_first_is_doubted() -> None:
    """Its own sentence names another place, and the whole first sentence of the report stands below."""
    first = "Un drone a frappé Camp Doro à Kukawa, tuant 4 soldats, a dit lundi le porte-parole de l'armée, Sani Uba.\n"
    rest = (
        "L'engin portait une charge d'obus de mortier et venait de l'ouest ; c'était le {} en une semaine contre les "
        "postes de la route du fleuve.\nLe feu a brûlé jusqu'à minuit et une ambulance a été envoyée de l'hôpital.\n"
    )
    background = (
        "L'armée a perdu soixante hommes le long de la route, et le gouverneur a demandé des brouilleurs."
    )
    second = (
        "Deux soldats ont été tués lundi soir quand Fort Lamy, à Monguno, a été visé depuis les airs, a dit Musa "
        "Danladi à la radio.\n"
    )
    one = make_fingerprint("", first + rest.format(3) + background, "fr")
    new = make_fingerprint("", second + rest.format(4) + first + background, "fr")
    known = Known(one.sketch, one.head, None, one.rest)
    likeness = compare(new, known, timedelta(hours=5))
    assert likeness.has_new_beginning
    assert likeness.differ == ""
    assert doubt_of_copy(new, known, likeness) == "the names of their first sentences differ"


@pytest.mark.parametrize(
    ("language", "text", "hour", "corrected"),
    [
        (
            "en",
            "An enemy drone struck on Monday {} a car near Tyre and killed its driver.",
            "morning",
            "noon",
        ),
        ("fr", "Un drone a visé lundi {} une voiture près de Tyr et tué son conducteur.", "matin", "midi"),
        ("ru", "Дрон поразил в понедельник {} автомобиль близ Тира и убил водителя.", "утром", "в полдень"),
    ],
)
def test_a_corrected_part_of_the_day_is_no_doubt(language: str, text: str, hour: str, corrected: str) -> None:
    """An outlet that calls the hour otherwise, and changes nothing else, tells of the same raid."""
    one, other = (make_fingerprint("", text.format(each), language) for each in (hour, corrected))
    known = Known(one.sketch, one.head)
    likeness = compare(other, known, timedelta(hours=2))
    assert doubt_of_copy(other, known, likeness._replace(differ="")) == ""


def test_another_part_of_the_day_in_other_sentences_is_no_doubt() -> None:
    """An outlet that words the first sentences anew may call the hour otherwise: no form is filled there."""
    rest = (
        "\nThe health centre for emergencies said that the raid had wounded one man as well.\nThe army said it had "
        "killed an officer of the artillery.\nThe road leads from the hills to the coast, and is used by fishermen.\n"
        "A mayor asked the ministry for an ambulance, since the nearest hospital is an hour away by car.\n"
        "Schools in eleven villages will stay closed until the week is over, a teacher told the radio."
    )
    one = (
        "Drone kills driver",
        f"An enemy drone hit a car in the morning on the road to Tyre, killing its driver.{rest}",
    )
    beginning = (
        "An enemy drone hit a van at noon on the highway near Tyre; its driver is dead. Neighbours ran to help; the "
        "fire brigade came from the port within minutes, said a man who sells bread at the crossing."
    )
    assert doubt(one, ("Drone kills driver", beginning + rest)) == ""


BLAST = (
    "Mortars kill four in Kismayo",
    "Mortar shells fired by al-Shabaab killed four people in the port city of Kismayo on Monday, commander Ahmed "
    "Nur Farole said.\nThe shells landed near the livestock market at about 7 a.m. and wounded nine others, among them "
    "two children.\nFarole said that the fighters had fired from farms west of the city and fled before soldiers "
    "arrived.\nHawa Isse, who sells tea at the market, said she had seen a man lose both legs.",
)
MINIBUS = (
    "A magnet bomb on a minibus at a bus park in the eastern Afghan city of Jalalabad killed two passengers, a Taliban "
    "spokesman said.\nFive others were taken to the Nangarhar regional hospital, doctors there said.\nWitness Mohammad "
    "Gul said that the driver had left the vehicle minutes before it exploded.\nNobody claimed the blast at once."
)


def doubt_beside(one: tuple[str, str], other: tuple[str, str]) -> str:
    """Give the same doubt where all words of the first are remembered."""
    known, new = (make_fingerprint(title, text, "en") for title, text in (one, other))
    first = Known(known.sketch, known.head, None, known.rest)
    likeness = compare(new, first, timedelta(hours=1))
    assert is_same_report(likeness)
    return doubt_of_copy(new, first, likeness)


@pytest.mark.parametrize(
    "above", ["", "Sunny in the valleys, clouds over the hills, and a light wind from the west.\n"]
)
def test_a_report_that_is_half_of_a_briefing_is_doubted(above: str) -> None:
    """A page that holds two reports under a headline of its own tells of the first among other things."""
    briefing = "What you need to know today", f"{above}{BLAST[1]}\n{MINIBUS}"
    assert "tells of other things too" in doubt_beside(briefing, BLAST)


def test_a_report_under_another_headline_is_no_briefing() -> None:
    """An outlet's own sentences around a report are no other things, nor is a headline with some of its words."""
    note = (
        "It was the third such attack this month.\nOur reporter saw traders close their stalls before noon."
    )
    assert doubt_beside(("Listeners in tears", f"{BLAST[1]}\n{note}"), BLAST) == ""
    assert doubt_beside(("Kismayo market shelled", f"{BLAST[1]}\n{MINIBUS}"), BLAST) == ""
