"""Bylines and days above a text and a word on the author below it go; the same words in its middle stay."""

import pytest

from processors.newsroom.placed_lines import is_day_line, placed_rules

LEDE = (
    "Twelve people were killed on Tuesday when a convoy was attacked on the road to the north, the ministry said, and "
    "residents said that the road was closed."
)
BODY = [
    LEDE,
    "It named no day.",
    "It named no place.",
    "It named no hour.",
    "It said no more.",
    "Nobody was held.",
]


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe, Example Times Staff Writer",
        "By Jane Doe and John Roe",
        "Von Petra Müller",
        "Par Claire Petit et Jean Dupont",
        "نویسنده: Maryam Rezai",
    ],
)
def test_a_byline_above_the_text_goes(line):
    """A line of "by" and names is taken among the first paragraphs."""
    assert placed_rules([line, *BODY]) == {0: "byline"}


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday the road was open again.",
        "By the numbers",
        "Von heute an gilt das Gesetz",
        "By Jane Doe's account it fell.",
    ],
)
def test_a_sentence_that_begins_like_a_byline_stays(line):
    """What begins with "by" and goes on like a sentence is the article's."""
    assert placed_rules([line, *BODY]) == {}


@pytest.mark.parametrize(
    "line",
    [
        "Tuesday, May 5, 2026 at 10:30 am EDT",
        "5 мая 2026, 10:30 | Иван Петров",
        "Posted On: 09 OCT 2024 6:52PM by the Press Bureau of Delhi",
        "प्रविष्टि तिथि: 09 OCT 2024 6:52PM by सूचना ब्यूरो दिल्ली",
        "28 เมษายน 2569 เวลา 14:05 น.",
        "سه‌شنبه ۸ اردیبهشت ۱۴۰۵ - ۱۴:۰۵",
        "更新：2026年5月4日 10:00 公開：2026年5月1日 08:00",
        "الثلاثاء 28 نيسان / أبريل 2026",
    ],
)
def test_a_line_of_a_day_above_the_text_goes(line):
    """A line that tells a day and next to nothing else is the page's, in any calendar."""
    assert placed_rules([line, *BODY]) == {0: "day_line"}


def test_days_that_head_the_parts_of_a_chronicle_stay():
    """Where days stand all through an article, they are its own headings."""
    days = ("May 5, 2026", "May 6, 2026", "May 7, 2026", "May 8, 2026")
    chronicle = [text for day in days for text in (day, LEDE)]
    assert placed_rules(chronicle) == {}
    assert not is_day_line("On 5 May 2026 gunmen stormed the post near the bridge")
    assert not is_day_line("Attack: 5 May 2026 gunmen stormed the post near the bridge")
    assert not is_day_line("Gao: 5 May 2026 6:52PM blast kills five men at the market gate")
    assert not is_day_line("Gao: 5 May 2026 6:52PM five men were shot near the old bridge.")


@pytest.mark.parametrize(
    "line",
    [
        "Jane Doe is a reporter for Example Times who covers South Asia. She can be reached at jane@example.com.",
        "Petra Müller ist Redakteurin im Ressort Ausland und lebt bei Berlin.",
        "Jane Doe can be reached at jane@example.com",
        "Jane Doe covers courts. Reach her at jane@example.com.",
    ],
)
def test_a_word_on_the_author_goes_at_the_end_alone(line):
    """Who the author is goes below the text; above and within it the same words are news of somebody."""
    assert placed_rules([*BODY, line]) == {len(BODY): "about_author"}
    assert placed_rules([LEDE, line, *BODY[1:]]) == {}


def test_news_of_a_journalist_stays():
    """The last paragraph of a report on a journalist who was killed is no word on its author."""
    assert placed_rules([*BODY, "Jane Doe is a reporter for Example Times who was killed on Monday."]) == {}


def test_little_is_never_made_less():
    """Of a text of few words no line goes: it may be all there is."""
    assert placed_rules(["By Jane Doe", "Talks go on."]) == {}


def test_days_one_below_the_other_are_the_page_s():
    """When it was published, changed and printed: only days with text between them head parts."""
    days = ["Published May 5, 2026", "Updated May 6, 2026", "Printed May 7, 2026"]
    assert placed_rules([*days, *BODY]) == dict.fromkeys(range(3), "day_line")


def test_the_days_of_a_chronicle_with_long_parts_stay():
    """Its first day stands at the top alone: those behind the first paragraphs are looked at too."""
    part = [LEDE] * 7
    assert placed_rules(["May 5, 2026", *part, "May 6, 2026", *part, "May 7, 2026", *part]) == {}


def test_a_byline_within_a_text_stays():
    """A collection names the author of each of its pieces."""
    assert placed_rules([*BODY, LEDE, "By Jane Doe", LEDE]) == {}


def test_a_person_in_a_short_report_is_no_author():
    """Where the last paragraphs are the first as well, nobody is taken for the author."""
    who = "Jane Doe is a reporter for Example Times who covers South Asia."
    assert placed_rules([LEDE, who]) == placed_rules([LEDE, who, LEDE]) == {}


@pytest.mark.parametrize(
    "line",
    [
        "By Moira Tennant | Photographs by Kolade Adeyemi March 4, 2026, 5:31 pm Updated March 6",
        "Fátima Orozco @fati_orozco Publicado: 12 feb 2026 11:20 CST",
        "Texte : Arsène Bahati — Photos : Sifa Kambale",
    ],
)
def test_a_line_of_names_and_a_day_goes(line):
    """Above the text, with marks or an hour beside the day, or with words on who took the pictures."""
    assert placed_rules([line, *BODY]) == {0: "byline"}


@pytest.mark.parametrize(
    "line", ["The army says the road was open by 10:30 on 5 May 2026.", "What the army said of 5 May 2026"]
)
def test_a_sentence_with_a_day_is_no_line_of_names(line):
    """It ends like one, or nothing beside the day says that it is the page's."""
    assert placed_rules([line, *BODY]) == {}


@pytest.mark.parametrize(
    "line",
    [
        "الكاتب أستاذ باحث في جامعة نواكشوط، له كتابان عن تجارة القوافل.",
        "Die Autorin lehrt Sicherheitspolitik in Graz.",
        "Об авторе: юрист, ведёт блог с 2009 года.",
        "The author is a fellow of the institute.",
    ],
)
def test_who_the_author_is_goes_without_a_name(line):
    """Below the text; the same words at its top are its own."""
    assert placed_rules([*BODY, line]) == {6: "about_author"}
    assert placed_rules([line, *BODY]) == {}


@pytest.mark.parametrize(
    "line", ["Ilustración: Vale Rojas", "ویراستار: فرشته امینی", "ภาพถ่าย: ซูไฮมี มะ", "Editör: Selim Kutlu"]
)
def test_a_role_and_a_name_above_a_text_are_the_page_s(line: str) -> None:
    """The same role with words that end like a sentence is a speaker's in an interview."""
    text = "The army said on Monday that it had sent two companies to the area, and that the road was closed for now, "
    text += "after a nurse at the only clinic there had counted eleven wounded people."
    assert placed_rules([line, text]) == {0: "byline"}
    assert placed_rules([f"{line}?", text]) == {}


def test_who_has_written_a_book_is_told_below_a_text() -> None:
    """Who is said to have done something there is in the news."""
    text = [
        "The army said on Monday that it had sent two companies to the area, and that the road was closed."
    ] * 4
    assert placed_rules([*text, "Jane Doe is the author of Paper Hills and teaches in Bukavu."]) == {
        4: "about_author"
    }
    assert placed_rules([*text, "Jane Doe is the author of the letter, the police said."]) == {}


@pytest.mark.parametrize(
    "line",
    [
        "Redaktion: Wir danken Ihnen",
        "Editor: Yes of course",
        "Texto: acuerdo de paz entre Gobierno y ELN",
        "Grafik: So verläuft die Front",
        "ترجمة: نص الاتفاق بين إيران وأمريكا",
        "Editor/publisher Jim Smith shot dead in Manila",
    ],
)
def test_a_role_without_a_name_stays(line: str) -> None:
    """What is behind the mark is no name: an answer, or what a text or a graphic is about."""
    assert placed_rules([line, *BODY]) == {}


@pytest.mark.parametrize(
    "line",
    [
        "Rep. Maria Lopez is the author of the bill now before the Senate.",
        "Jane Doe is the author of Senate Bill 54, which bans masks for agents.",
        "Salman Abedi is the author of the Manchester bombing.",
        "Abu Bakr Naji is the author of a manual that fighters still read.",
    ],
)
def test_the_author_of_a_bill_or_an_attack_stays(line: str) -> None:
    """Only who has written books is the author of a text."""
    assert placed_rules([*BODY, line]) == {}
    assert placed_rules([*BODY, "Jane Doe is the author of several books on the lake."]) == {
        6: "about_author"
    }


@pytest.mark.parametrize(
    "line",
    [
        "Jane Doe, 757-555-0143, jdoe@example.org",
        "Contact Jane Doe at jane@example.org",
        "Jane Doe, staff writer: jane@example.org, @janedoe",
        "Jane Doe (jane@example.org)",
    ],
)
def test_where_to_reach_the_author_goes_below_the_text(line):
    """A name, a number and an address, and nothing else."""
    assert placed_rules([*BODY, line]) == {len(BODY): "about_author"}
    assert placed_rules([BODY[0], line, *BODY[1:]]) == {}


@pytest.mark.parametrize(
    "line",
    [
        "Tickets from Jane Doe, Telefon 0123 456789, jane@example.org.",
        "Jane Doe said that she had written to info@example.org",
        "Jane Doe: 555 123 4567",
    ],
)
def test_a_sentence_with_an_address_stays(line):
    """It says what is to be had there, or what somebody did."""
    assert placed_rules([*BODY, line]) == {}


def test_where_somebody_wrote_from_stands_below_the_text():
    """Names, "reported from" and places, and nothing else; above the text it stays, and so does what goes on."""
    for line in (
        "Vance reported from London.",
        "Jane Doe, Omer and John Roe reported from Cairo and Port Sudan.",
    ):
        assert placed_rules([*BODY, line]) == {len(BODY): "about_author"}
        assert placed_rules([BODY[0], line, *BODY[1:]]) == {}
    for line in (
        "Eleven dead were reported from Cairo.",
        "Omer reported from prison.",
        "Gunfire reported from Khartoum.",
        "Explosions reported from Kyiv, Odesa and Dnipro.",
        "Cholera reported from Kano.",
        "CNN reported from Gaza.",
        "Vance reported from London that he is safe.",
    ):
        assert placed_rules([*BODY, line]) == {}


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("Aliou Diarra, correspondant à Mopti", True),
        ("Jane Doe, our correspondent in Port Sudan", True),
        ("Hans Müller, Korrespondent in Kairo", True),
        ("Aliou Diarra, correspondant à Mopti, est porté disparu", False),
        ("Jane Doe, correspondent in Mopti for ten years.", False),
        ("Aliou Diarra, imam à Mopti", False),
    ],
)
def test_who_reports_from_where_goes_below_the_text_alone(line: str, goes: bool) -> None:
    """A name and an office of the outlet sign a text; whoever meets with something is news."""
    assert placed_rules([*BODY, line]) == ({len(BODY): "about_author"} if goes else {})
    assert placed_rules([*BODY[:2], line, *BODY[2:]]) == {}
