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


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ur", "پاکستان کا افغان طالبان سے کارروائی کا مطالبہ", ("demand", "other", ("taliban",), False)),
        ("ur", "داعش کا کابل حملے کی ذمہ داری قبول کرنے کا دعویٰ", ("claim", "isis", (), False)),
        ("ur", "اسرائیل کا حماس پر جنگ بندی کی خلاف ورزی کا الزام", ("blame", "other", ("hamas",), False)),
        ("ur", "حماس کی مزید حملوں کی دھمکی", ("threaten", "hamas", (), False)),
        ("hi", "भारत की तालिबान से आतंकियों पर कार्रवाई की मांग", ("demand", "other", ("taliban",), False)),
        ("hi", "इस्लामिक स्टेट का काबुल हमले की जिम्मेदारी लेने का दावा", ("claim", "isis", (), False)),
        ("hi", "तालिबान का आरोपों का खंडन", ("deny", "taliban", (), False)),
    ],
)
def test_a_headline_without_a_verb_tells_by_its_noun(
    language: str, text: str, expected: tuple[str, str, tuple[str, ...], bool]
) -> None:
    """In Urdu and Hindi whose demand or claim it is stands in the genitive at its head."""
    assert told(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ur", "حماس کی شکست کے بعد اسرائیل کی دھمکی"),
        ("ur", "عوام کا طالبان حکومت سے بجلی کا مطالبہ"),
        ("hi", "हमास की हार के बाद इजरायल की धमकी"),
    ],
)
def test_a_headline_s_noun_is_nobody_else_s(language: str, text: str) -> None:
    """What Israel threatens after the defeat of Hamas is none of its words."""
    assert told(text, language) == []


def test_a_state_before_a_colon_is_a_place_in_french_unless_a_quotation_follows() -> None:
    """Cameroon says nothing in a headline that tells where Boko Haram killed."""
    assert told("Cameroun : Boko Haram a tué quatre pêcheurs à Darak", "fr") == []
    said = "Israël : « Le Hamas est responsable de la mort des otages »"
    assert told(said, "fr") == [("blame", "other", ("hamas",), False)]


def test_an_accent_that_is_folded_makes_nobody_speak() -> None:
    """Est accusé is no accuse: who is accused says nothing of what he did."""
    text = "Boko Haram est accusé par le gouverneur d'avoir enlevé les lycéennes."
    assert told(text, "fr") == [("blame", "other", ("boko-haram",), False)]
