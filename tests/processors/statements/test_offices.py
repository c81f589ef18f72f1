"""Offices of states beside the names of groups: which is the subject, and which the verb's object."""

import pytest

from tests.processors.statements.test_statements import statements, told

BLAME = ("blame", "other", ("isis",), False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "اتهم وزير الداخلية تنظيم داعش بتفجير الكنيسة."),
        ("ar", "وحمّل وزير الدفاع السوري تنظيم داعش مسؤولية قصف الحي."),
        ("ar", "وقال وزير الداخلية الهندي: «داعش هو من نفذ هذه المذبحة»."),
        ("fa", "وزیر کشور داعش را مسئول انفجار کلیسا دانست."),
        ("ps", "د کورنیو چارو وزیر داعش د کلیسا د چاودنې پړ وباله."),
        ("tr", "İçişleri Bakanı kilise saldırısından IŞİD'i sorumlu tuttu."),
        ("de", "Für den Anschlag machte der Kreml den IS verantwortlich."),
        ("hi", "इस्लामिक स्टेट को एनआईए ने हमले का जिम्मेदार माना है।"),
    ],
)
def test_an_office_accuses_the_group_that_stands_beside_it(language: str, text: str) -> None:
    """Arabic and Pashto put both side by side, Persian and Hindi mark the object, German parts the verb."""
    assert told(text, language) == [BLAME]


def test_an_office_is_named_without_the_group_beside_it() -> None:
    """What has the article in Arabic takes no genitive: the minister is nobody's but the state's."""
    [one] = statements("وحمّل وزير الدفاع السوري جبهة النصرة مسؤولية قصف الحي.", "ar")
    assert one.by_name == "وزير الدفاع السوري"


@pytest.mark.parametrize(
    ("language", "text", "by"),
    [
        ("ar", "اتهم وزير خارجية طالبان إيران بقصف المدنيين.", "taliban"),
        ("ar", "نفى المتحدث العسكري باسم حماس قصف الحي.", "hamas"),
        ("fa", "وزیر خارجه طالبان این حمله را رد کرد.", "taliban"),
        ("tr", "PKK sözcüsü saldırıyı üstlendi.", "pkk"),
    ],
)
def test_an_office_of_a_group_speaks_for_it(language: str, text: str, by: str) -> None:
    """A genitive without an article, a word such as in the name of, or the order of the words tells whose it is."""
    assert {one.by for one in statements(text, language)} <= {by}


def test_what_is_behind_a_headline_s_verb_and_comma_is_no_german_subject() -> None:
    """Israel is threatened; behind the verb of a whole sentence stands its subject."""
    assert told("Hamas lehnt Waffenruhe ab, droht Israel mit Angriffen", "de")[-1][:2] == (
        "threaten",
        "hamas",
    )
    assert told("Gestern hat die Hamas den Angriff dementiert.", "de") == [("deny", "hamas", (), False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وتُتهم حركة الشباب بنصب الكمين للقافلة.", [("blame", "unknown", ("al-shabaab",), False)]),
        ("واتُهم تنظيم داعش من قبل السلطات بقتل الصحفي.", [BLAME]),
        ("اتهم تنظيم داعش السلطات بقتل الصحفي.", [("blame", "isis", (), False)]),
    ],
)
def test_the_vowel_sign_of_the_passive_tells_who_is_accused(
    text: str, expected: list[tuple[str, str, tuple[str, ...], bool]]
) -> None:
    """Written without it, the verb is read as active: ISIS accused the authorities."""
    assert told(text, "ar") == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ps", "د داعش ډله د دولت له خوا د برید مسووله وبلل شوه."),
        ("de", "Der IS wurde vom Gouverneur für den Angriff auf die Wache verantwortlich gemacht."),
        ("it", "L'Isis è stato accusato dal governatore dell'attacco alla stazione di polizia."),
        ("pt", "O Estado Islâmico foi responsabilizado pelo governador pelo ataque à esquadra."),
    ],
)
def test_by_whom_a_group_is_blamed_is_told(language: str, text: str) -> None:
    """A word such as by stands before somebody else, or behind him."""
    assert told(text, language) == [BLAME]


def test_a_group_right_before_a_last_verb_claims() -> None:
    """The place at the head of a Turkish sentence is not its subject where a bare name stands beside the verb."""
    text = "Moskova yakınlarındaki konser salonuna düzenlenen saldırıyı DEAŞ üstlendi."
    assert told(text, "tr") == [("claim", "isis", (), False)]


def test_a_word_for_a_band_before_its_name_points_nowhere() -> None:
    """Quoted, the movement "Ash-Shabaab" is named; the movement alone is whoever was told of before."""
    text = "«За терактом стоит движение „Аш-Шабаб“», — заявил президент Сомали."
    assert told(text, "ru") == [("blame", "other", ("al-shabaab",), False)]


def test_a_plot_is_one_where_the_sentence_begins_in_a_title() -> None:
    """A film that comes out hides no claim beside it, and what its leaders threaten is none."""
    plot = "Dans « Les Sables rouges », un émir d'Aqmi menace de tuer l'otage avant l'aube ; le film sort mercredi."
    assert told(plot, "fr") == []
    claim = "Daech revendique l'attentat de Lyon ; le film sur la ville sort mercredi."
    assert told(claim, "fr") == [("claim", "isis", (), False)]
    paper = "Dans « Libération », le ministre accuse le Hamas d'avoir tiré sur l'école."
    assert told(paper, "fr") == [("blame", "other", ("hamas",), False)]
