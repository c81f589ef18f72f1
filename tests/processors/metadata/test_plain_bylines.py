"""Bylines that nothing marks: a name beside a day, an agency alone, an editor beside the author."""

import pytest
from page_metadata import metadata_of

from processors.metadata.author_names import clean_author_names, is_agency

TEXT = (
    "<p>Delegations met in Doha on Tuesday for a third round of talks about the prisoners of both sides.</p>"
)


def authors_of(lines: str, head: str = "") -> tuple[str, ...]:
    return metadata_of(head, f"<div><h1>Talks go on in Doha</h1>{lines}{TEXT}</div>").authors


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("<div>4 mayo, 2026 | Ana Quispe</div>", ("Ana Quispe",)),
        ("<p>14 August 2026 / Tom Okello</p>", ("Tom Okello",)),
        ("<small>Лола Азизова @ 30 декабря 2025</small>", ("Лола Азизова",)),
        (
            "<div><time>09 августа 2026</time><a>Лола Азизова</a><span>корреспондент</span></div>",
            ("Лола Азизова",),
        ),
        (
            "<div><span>Léa N'Diaye, correspondante à Tyr</span> <time>Publié le 6 mai 2026</time></div>",
            ("Léa N'Diaye",),
        ),
        ("<p>Jane van Doe</p><p><time>5 October 2026</time></p>", ("Jane van Doe",)),
        (
            "<div>Jan Muster</div><div>Ayşe Güneş</div><div>Publiziert: vor 27 Tagen</div>",
            ("Jan Muster", "Ayşe Güneş"),
        ),
        (
            "<div><a>Лола Азизова</a>, <a>Тимур К.</a></div><div>среда, 24 июня 2026 г.</div>",
            ("Лола Азизова", "Тимур К"),
        ),
        ("<div>16 يونيو 2026 م</div><div>صنعاء: أحمد الشامي</div>", ("أحمد الشامي",)),
        ("<div><i></i> Ali Çakır &middot; <span>27 Ekim 14:45</span></div>", ("Ali Çakır",)),
        (
            "<table><tr><td>دکتر بهرام دریایی</td><td>انتشار: 1404/10/04 11:20</td></tr></table>",
            ("دکتر بهرام دریایی",),
        ),
    ],
)
def test_a_name_beside_a_day_is_the_authors(lines, names):
    """Without a label or a mark, in one line with the day or in the lines next to it."""
    assert authors_of(lines) == names


@pytest.mark.parametrize(
    ("lines", "agency"),
    [
        ("<p>AFP - 11/06/2026 à 22:47</p>", "AFP"),
        ("<p>بغداد - رويترز | 2026/04/11 13:20</p>", "رويترز"),
        ("<div>07.09.2026 15:33 &nbsp; Источник: ТАСС &nbsp; Просмотров: 318</div>", "ТАСС"),
        ("<p>Lusa | 17 abr 2026, 10:33</p>", "Lusa"),
        ("<p>ایرنا | ۱۰ خرداد ۱۴۰۵، ساعت ۰۲:۰۵</p>", "ایرنا"),
        ("<div>Kaynak: İHA | Haber giriş: 13.03.2026 - 14:22 | Okunma: 3.204</div>", "İHA"),
        ("<p><time>9 марта 2026, 00:20</time> Интерфакс-Запад</p>", "Интерфакс-Запад"),
        ("<ul><li class=autor>EFE</li><li>20/01/2026</li></ul>", "EFE"),
    ],
)
def test_an_agency_alone_signs(lines, agency):
    """Where nobody else is named; its letters are no degree then, and its source's label no part of it."""
    assert authors_of(lines) == (agency,)


def test_an_agency_beside_an_author_is_none():
    """The letters behind a person's name are an agency's or a degree: neither is one more author."""
    assert clean_author_names(["Jane Doe", "AP"]) == ("Jane Doe",)
    assert is_agency("Reuters")
    assert not is_agency("Jane Doe")


@pytest.mark.parametrize(
    "lines",
    [
        "<p>Addis Ababa | 3 May 2026</p>",
        "<p>Middle East | 3 May 2026</p>",
        "<p>Breaking News</p><p>3 May 2026</p>",
        "<p>Jane Doe</p>",
        "<div><a>Home Storage</a><a>Office</a><a>Paper Goods</a><a>Desks</a></div><p>3 May 2026</p>",
        "<p>3 May 2026</p><p>On the second day of talks <b>Jane Doe</b> left.</p>",
        "<div>القاهرة الجديدة | 3 مايو 2026</div>",
        "<p>Fuente: Banco Central | 3 mayo 2026</p>",
        "<div class=related><p>Jane Doe</p><p>3 May 2026</p></div>",
        "<p>2026年4月4日</p><p>4月2日<b>Data Innovation Day</b>を開催した。</p>",
        "<p>3 May 2026</p><p>Five minutes</p><p>Jane Doe</p>",
        "<p>Jane Doe</p><p>Five minutes</p><p>3 May 2026</p>",
        "<h2>3 May 2026</h2><p>Jane Doe</p>",
        "<aside><p>Jane Doe</p><p>3 May 2026</p></aside>",
        f"<p>{'a caption that goes on and on ' * 5}</p><p>Jane Doe</p><p>3 May 2026</p>",
        f"{'<p>Share</p>' * 8}<p>Jane Doe</p><p>3 May 2026</p>",
        f"{'<div>' * 15}<p>Jane Doe</p><p>3 May 2026</p>{'</div>' * 15}",
    ],
)
def test_what_stands_beside_a_day_and_is_nobody(lines):
    """A town, a section, topics, a name without a day or apart from it, words without capitals, another's author."""
    assert authors_of(lines) == ()


def test_the_sites_own_name_beside_a_day_is_no_author():
    """An outlet writes its name under its headlines, too."""
    assert (
        authors_of(
            "<p>Levant Herald | 3 May 2026</p>", '<meta property="og:site_name" content="Levant Herald">'
        )
        == ()
    )


def test_nothing_behind_the_first_sentence_is_a_byline():
    """Where the text has begun, a name and a day belong to what is told."""
    assert authors_of(f"{TEXT}<p>Jane Doe</p><p>3 May 2026</p>") == ()


def test_an_editor_in_a_meta_element_gives_way_to_who_wrote():
    """Some sites put the editor where the author should be; the page itself says who is which."""
    editor = '<meta name="author" content="Lola Roe">'
    assert authors_of("<p>By Jane Doe in Doha</p><p>Edited by Lola Roe</p>", editor) == ("Jane Doe",)
    assert authors_of("<p>Edited by Lola Roe</p>", editor) == ("Lola Roe",)


def test_the_arabic_and_is_written_as_one_with_a_name():
    """Two names joined by it are two; a name that begins with its letter stays whole."""
    assert clean_author_names(["سارة أبو طه ومؤمن الحداد"]) == ("سارة أبو طه", "مؤمن الحداد")
    assert clean_author_names(["أحمد حسن وليد سالم"]) == ("أحمد حسن وليد سالم",)


@pytest.mark.parametrize("label", ["تحقيق", "إعداد", "بقلم", "نویسنده"])
def test_a_label_alone_before_an_arabic_or_persian_name(label):
    """The label and the name are an element each; who took the pictures is no author."""
    assert authors_of(f"<div><span>{label}</span> <b>سارة حداد</b></div><span>تصوير: كريم</span>") == (
        "سارة حداد",
    )


def test_a_line_of_the_office_can_stand_between_a_name_and_the_day():
    """It begins with a small letter, for it goes on from the name; another line between them parts them."""
    lines = "<div><b>Лола Азизова</b><br>%s</div><div>Опубликовано: 16 ноября 2026 г.</div>"
    assert authors_of(lines % "востоковед, кандидат наук") == ("Лола Азизова",)
    assert authors_of(lines % "Востоковедение сегодня") == ()


def test_a_byline_behind_another_articles_linked_headline_is_its_own():
    """A list of reports behind a headline has a name and a day under each."""
    card = "<div><h3><a href=/2>Bakers reopen in the old town</a></h3><small>4 May, 2026 - %s</small></div>"
    assert authors_of(card % "Ana Quispe") == ()
    assert authors_of("<p>4 May, 2026 - Tom Okello</p>" + card % "Ana Quispe") == ("Tom Okello",)


def test_an_office_with_a_capital_can_stand_between_a_name_and_the_day():
    """It begins with what somebody is at a paper; any other line there is none."""
    lines = "<p>Álvaro Sarvisé</p><p>{} Acra</p><p>Sábado, 21 de marzo 2026, 10:22</p>"
    assert authors_of(lines.format("Corresponsal.")) == ("Álvaro Sarvisé",)
    assert authors_of(lines.format("Piratería en")) == ()


def test_an_agency_behind_a_name_without_a_mark_is_none_of_it():
    """Two words are left of the name; an agency alone is kept whole."""
    assert clean_author_names(["By DENISE HALVORSEN Associated Press"]) == ("DENISE HALVORSEN",)
    assert clean_author_names(["Jane van Doe Reuters"]) == ("Jane van Doe",)
    assert clean_author_names(["Associated Press"]) == ("Associated Press",)


def test_a_standfirst_can_stand_between_the_headline_and_a_plain_byline():
    """It is the one paragraph right behind the headline; where others follow, it is the text's first."""
    first = "<p>Traders hid in hen houses as gunmen came across the river.</p>"
    line = "<div><span>Jane van Doe</span><span>•</span><span>5 October 2026</span></div>"
    assert authors_of(first + line) == ("Jane van Doe",)
    assert authors_of(first + first + line) == ()


def test_what_names_nobody_in_a_chinese_or_turkish_byline():
    """The word for unknown, with the next label, is no name; the label for a reporter goes."""
    assert clean_author_names(["未知 点击", "佚名"]) == ()
    assert clean_author_names(["Muhabir: Ayşe Güneş"]) == ("Ayşe Güneş",)


def test_a_word_behind_a_name_in_a_script_of_india_is_a_place():
    """Whether a district stands in brackets behind it; two words are a second person, and one elsewhere may be."""
    assert clean_author_names(["মো. শাহীন আলম, উখিয়া (কক্সবাজার)"]) == ("মো. শাহীন আলম",)
    assert clean_author_names(["राम कुमार, श्याम लाल"]) == ("राम कुमार", "श्याम लाल")
    assert clean_author_names(["Adi Wijaya, Sutrisno"]) == ("Adi Wijaya", "Sutrisno")


def test_a_line_that_stands_bare_behind_the_headline_is_one_as_well() -> None:
    """Old pages and letters put no element around it; a text there stays what it is."""
    cell = "<table><tr><td><h1>Talks go on in Doha</h1>by Jane Doe, 2 March 2026</td></tr></table>"
    told = metadata_of("", f"{cell}{TEXT}")
    assert told.authors == ("Jane Doe",)
    assert told.visible_date is not None
    assert told.visible_date.day.isoformat() == "2026-03-02"
    text = "By Jane Doe's account of 2 March the delegations did not leave the hall before the morning. " * 2
    assert metadata_of("", f"<div><h1>Talks go on in Doha</h1>{text}</div>").authors == ()


@pytest.mark.parametrize(
    "line",
    [
        "On 12 January 2026 twelve people were killed in Gao.",
        "Nach dem Angriff vom 3. Januar 2025 herrscht Angst",
        "By Monday 12 January 2026 the army had fled",
        "Od 12 marca 2026 trwa wojna",
    ],
)
def test_a_first_sentence_behind_the_headline_tells_no_day_of_the_page(line: str) -> None:
    """Words in small letters tell it from a byline: its day is that of what happened."""
    told = metadata_of("", f"<div><h1>Talks go on in Doha</h1>{line}<br><br>{TEXT}</div>")
    assert told.visible_date is None
    assert told.authors == ()


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Par Jean Dupont, le mardi 3 mars 2026", "Jean Dupont"),
        ("Posted by Jane Doe on Tuesday, 3 March 2026", "Jane Doe"),
        ("Von Anna von der Berg, 3. März 2026", "Anna von der Berg"),
    ],
)
def test_a_line_behind_the_headline_may_have_weekdays_and_particles(line: str, author: str) -> None:
    """They are in small letters as well."""
    told = metadata_of("", f"<div><h1>Talks go on in Doha</h1>{line}<br><br>{TEXT}</div>")
    assert told.authors == (author,)
    assert told.visible_date is not None
