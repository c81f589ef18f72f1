"""Bylines of the world's makers: names without capitals, offices, agencies and outlets beside names, signatures."""

import pytest
from page_metadata import metadata_of

from processors.metadata.author_names import clean_author_names
from processors.metadata.chinese_datelines import reporters_in
from processors.metadata.known_names import begins_with_first_name, is_japanese_name

TEXT = "<p>The mayor denied that money was paid, and asked the commander of the sector to leave at once.</p>"


def authors_of(before: str = "", behind: str = "", head: str = "", title: str = "Former mayor freed"):
    return metadata_of(head, f"<article><h1>{title}</h1>{before}{TEXT}{TEXT}{behind}</article>").authors


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("<div>يوسف بن عمار — 14 جويلية 2026</div>", "يوسف بن عمار"),
        ("<div>יואב לוין | 25 במרץ 2026</div>", "יואב לוין"),
        ("<div>علی رضا | 25 مارچ 2026</div>", "علی رضا"),
    ],
)
def test_a_first_name_tells_a_person_from_a_section(line: str, name: str) -> None:
    """In scripts without capitals, beside a day."""
    assert authors_of(line) == (name,)


@pytest.mark.parametrize(
    "line",
    [
        "<div>أخبار محلية — 14 جويلية 2026</div>",
        "<div>جمال وصحة | 14 يوليو 2026</div>",
        "<div>חדשות הצפון | 25 במרץ 2026</div>",
        "<div>تازہ خبریں | 25 مارچ 2026</div>",
        "<div>אור יהודה | 25 במרץ 2026</div>",
        "<div>שני הרוגים | 25 במרץ 2026</div>",
        "<div>חיים ובריאות | 25 במרץ 2026</div>",
        "<div>أمين عام الحزب | 14 يوليو 2026</div>",
        "<div>صالح للنشر | 14 يوليو 2026</div>",
        "<div>सीमा विवाद | 25.03.2026</div>",
        "<div>विकास कार्य | 25.03.2026</div>",
        "<div>ریاض کانفرنس | 25 مارچ 2026</div>",
        "<div>حسین آباد | 25 مارچ 2026</div>",
        "<p>2026年3月25日 18時30分</p><p>千葉支局</p>",
        "<p>2026年3月25日 18時30分</p><p>社会・事件</p>",
    ],
)
def test_a_section_is_no_person(line: str) -> None:
    """Nor an office that begins with a family's name."""
    assert authors_of(line) == ()


def test_names_that_are_known() -> None:
    """A first name before others; a family's name of Japan, and what is no end of a person's."""
    assert begins_with_first_name(["سامر", "الحلبي"])
    assert not begins_with_first_name(["سامر"])
    assert not begins_with_first_name(["أخبار", "سامر"])
    assert is_japanese_name("佐藤美咲")
    assert is_japanese_name("佐々木あい")
    assert not is_japanese_name("福島県警")
    assert not is_japanese_name("共同通信")


@pytest.mark.parametrize(
    ("behind", "names"),
    [
        (
            "<div><a href='mailto:e@example.se'>Elin Sandberg</a><span>Reporter</span></div>",
            ("Elin Sandberg",),
        ),
        ("<div><span>Hanna Ekdahl</span><br><span>Reporter</span></div>", ("Hanna Ekdahl",)),
        ("<div><p>INGRID MOE</p><p>Journalist</p></div>", ("INGRID MOE",)),
        (
            "<div><p>Ana Ruiz</p><p>Periodista</p></div><div><p>Luis Gil</p><p>Periodista</p></div>",
            ("Ana Ruiz", "Luis Gil"),
        ),
        # who takes pictures, an office of no person, somebody who is quoted, another article's author
        ("<div><span>Jörgen Falk</span><span>Fotograf</span></div>", ()),
        ("<div><span>Nyheter</span><span>Reporter</span></div>", ()),
        ("<blockquote>We saw it.<cite><span>Jane Doe</span><span>Reporter</span></cite></blockquote>", ()),
        ("<div class=related><span>Jane Doe</span><span>Reporter</span></div>", ()),
        ("".join(f"<div><p>Jane D{x}e</p><p>Reporter</p></div>" for x in "aeio"), ()),
    ],
)
def test_a_person_stands_over_the_office(behind: str, names: tuple[str, ...]) -> None:
    """Such as makers of Scandinavia write it below a text."""
    assert authors_of(behind=behind) == names


@pytest.mark.parametrize(
    "box",
    [
        "<div class=q><p>“We fled at night.”</p><p>Ahmad Khan</p><p>Journalist</p></div>",
        "<h3>Ahmad Khan</h3><p>Journalist</p>",
        "<dl><dt>Ahmad Khan</dt><dd>Journalist</dd></dl>",
    ],
)
def test_a_journalist_in_the_midst_of_the_text_is_told_of(box: str) -> None:
    """Who is quoted there, or was killed; and so is the one whom the headline names. A standfirst is no such text."""
    byline = "<div><a href=/e>Elin Sandberg</a><span>Reporter</span></div>"
    assert authors_of(f"{TEXT}{byline}") == ("Elin Sandberg",)
    assert authors_of(behind=f"{box}{TEXT}") == ()
    assert authors_of("<p>Ahmad Khan</p><p>Journalist</p>", title="Ahmad Khan shot in Kurya") == ()


def test_the_person_over_an_office_goes_before_the_outlet_in_the_code() -> None:
    """Where the page's code names the outlet alone."""
    code = '{"@type":"NewsArticle","author":{"@type":"Organization","name":"ABC Nyheter"}}'
    head = f'<script type="application/ld+json">{code}</script>'
    box = "<div><span>Elin Sandberg</span><span>Reporter</span></div>"
    assert authors_of(behind=box, head=head) == ("Elin Sandberg",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<p>県は週明けに結論を出すと述べ、住民に説明する予定だという。（佐藤美咲）</p>", ("佐藤美咲",)),
        (
            "<p>県は週明けに結論を出すと述べ、住民に説明する予定だという。</p><p>【山本健太、鈴木あい】</p>",
            ("山本健太", "鈴木あい"),
        ),
        ("<p>県は週明けに結論を出すと述べ、住民に説明する予定だという。（敬称略）</p>", ()),
        ("<p>県は週明けに結論を出すと述べ、住民に説明する予定だという。（千葉支局）</p>", ()),
        ("<p>県は週明けに（佐藤美咲）結論を出すと述べ、住民に説明する予定だという。</p>", ()),
    ],
)
def test_a_japanese_text_is_signed_in_brackets(line: str, names: tuple[str, ...]) -> None:
    """Behind its last word, with a family's name that is known."""
    found = metadata_of(
        "", f"<article><h1>上川市、二つの橋を閉鎖</h1><p>市議会は決めた。</p>{line}</article>"
    )
    assert found.authors == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<div>박지훈 기자 (jh@example.kr) | 입력 2026.03.25 09:12</div>", ("박지훈",)),
        ("<p>2026. 3. 25. 정하늘 기자</p>", ("정하늘",)),
        ("<p>2026. 3. 25. 시민 기자</p>", ()),
        ("<p>2026. 3. 25. 숨진 기자</p>", ()),
        ("<p>2026. 3. 25. 정치부 기자</p>", ()),
        ("<p>रिपोर्ट: सात लोगों की मौत</p>", ()),
        ("<p>발행 2026-03-25 浏览 作者</p>", ()),
        ("<p>发布时间：2026-03-25 浏览次数：120 作者：李雨桐</p>", ("李雨桐",)),
        ("<p>本报记者 赵文博 孙悦</p>", ("赵文博", "孙悦")),
        ("<p>रिपोर्ट: सुनीता वर्मा</p>", ("सुनीता वर्मा",)),
        ("<p>Ρεπορτάζ: Νίκος Ράπτης</p>", ("Νίκος Ράπτης",)),
        ("<p>Текст: Пётр Зуев. Фото: Анна Крылова</p>", ("Пётр Зуев",)),
        ("<p>Tekst en beeld: Lieselot Claes</p>", ("Lieselot Claes",)),
        ("<p>Text und Fotos: Karin Vogt</p>", ("Karin Vogt",)),
        ("<p>Words and pictures: Jane Doe</p>", ("Jane Doe",)),
        ("<p>Words and deeds: what comes next</p>", ()),
        ("<p>Text of the law: Section Four</p>", ()),
    ],
)
def test_labels_in_more_languages(line: str, names: tuple[str, ...]) -> None:
    """And names before their office in a line with a day or an address."""
    assert authors_of(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("25 березня 2026, 18:11 | Оксана Бондар, кореспондентка", ("Оксана Бондар",)),
        ("Julkaistu 25.3.2026 | Liisa Korhonen, toimittaja", ("Liisa Korhonen",)),
    ],
)
def test_offices_in_more_languages(line: str, names: tuple[str, ...]) -> None:
    """Behind a comma."""
    assert authors_of(f"<div>{line}</div>") == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("KAYLEE BRANDT Gazette staff", ("KAYLEE BRANDT",)),
        ("JANE DOE STAFF WRITER", ("JANE DOE",)),
        ("By JANE DOE and MAX ROE Gazette staff", ("JANE DOE", "MAX ROE")),
        ("JERUSALEM POST STAFF", ()),
        ("NASA staff", ()),
        ("BBC News staff", ()),
        ("Von Katrin Ruppelt, hr", ("Katrin Ruppelt",)),
        ("Jane Doe, wom, dpa", ("Jane Doe", "dpa")),
        ("Sokha Um, Phan An", ("Sokha Um", "Phan An")),
    ],
)
def test_whose_staff_somebody_is(line: str, names: tuple[str, ...]) -> None:
    """Behind a name in capitals; a station's letters behind a comma."""
    assert clean_author_names([line]) == names


def test_the_outlet_before_a_linked_name_is_no_part_of_it() -> None:
    """Only the link tells where the name begins."""
    name = "<a href=/auteur/x>Solenn Guivarc’h</a>"
    line = f"<div class=auteur><span>Ouest-Journal</span> {name}. Publié le 9 mars 2026</div>"
    assert authors_of(line) == ("Solenn Guivarc’h",)
    both = "<div class=author>Jane Doe and <a href=/author/max>Max Roe</a></div>"
    assert authors_of(both) == ("Jane Doe", "Max Roe")


def test_a_name_that_begins_with_the_outlets_gives_way_to_a_person() -> None:
    """And stays where nobody else is named."""
    head = '<title>Former mayor freed - Tin Fork</title><meta itemprop="author" content="Tin Fork Kitchen">'
    assert authors_of("<p>Written by <a>Jo Bell</a></p>", head=head) == ("Jo Bell",)
    assert authors_of(head=head) == ("Tin Fork Kitchen",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("新华社西宁3月5日电（记者才让多杰、李晓彤）记者5日了解到", ["才让多杰", "李晓彤"]),
        ("新华社拉萨3月5日电（记者央秀达珍）当地牧区", ["央秀达珍"]),
        ("当地（记者站）成立。（记者会）", []),
        ("新华社西宁3月5日电（记者手记）", []),
    ],
)
def test_reporters_of_other_peoples_in_a_dateline(line: str, names: list[str]) -> None:
    """Alone in brackets behind the day of a dispatch, whatever letter they begin with."""
    assert reporters_in(line) == names
