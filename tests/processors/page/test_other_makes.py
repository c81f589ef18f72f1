"""Lines that are made otherwise than an article's paragraphs, among these, before and behind them."""

import pytest

from processors.clean import clean_html
from processors.records import Article

LEDE = "Gunmen on motorcycles attacked a market in the north of the district on Monday, residents said."
SECOND = "The army said that it had sent two companies to the area, and that the road was closed for now."
THIRD = "A nurse at the only clinic there counted eleven wounded people, among them a boy of six years."
TEXT = (LEDE, SECOND, THIRD)


def page(
    *, before: str = "", among: str = "", behind: str = "", outside: str = "", title: str = "Market attacked"
) -> str:
    first, *others = (f"<p>{text}</p>" for text in TEXT)
    body = f'<div class="x1">{first}{among}{"".join(others)}{behind}</div>'
    inside = f"<h1>{title}</h1>{before}{body}{outside}"
    return f"<html><head><title>{title}</title></head><body><main>{inside}</main></body></html>"


def read(markup: str) -> Article:
    return clean_html(markup, "https://example.org/market")


@pytest.mark.parametrize(
    "words",
    ["Listen to episode twelve", "حمل التطبيق الآن من المتجر", "ฟังพอดแคสต์ตอนล่าสุด", "Resmi ilan: arsa"],
)
def test_a_bare_line_among_paragraphs_is_none_of_them(words: str) -> None:
    """In any language: it is no paragraph, no heading and no sentence."""
    assert read(page(among=f'<div class="pod">{words}</div>')).text.split("\n") == list(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "<h3>What is known</h3>",
        "<p>What is known</p>",
        '<p class="sub">What is known</p>',
        "<blockquote>No one came to help</blockquote>",
        "<ul><li>eleven wounded</li></ul>",
        '<div class="note">Nobody has said why it was this market.</div>',
    ],
)
def test_headings_points_quotations_and_sentences_among_paragraphs_stay(line: str) -> None:
    """What is a part of a text by its tag, or a sentence, is not taken by its make."""
    assert len(read(page(among=line)).text.split("\n")) == len(TEXT) + 1


def test_subheadings_in_bare_elements_stay() -> None:
    """Two lines of one make are no offer: they head the parts of a text."""
    heads = [f'<div class="sub">{words}</div>' for words in ("What is known so far", "Who they may be")]
    read_ = read(
        page(
            among=heads[0], behind=f"{heads[1]}<p>Nobody has claimed the attack, which was the third one.</p>"
        )
    )
    assert "What is known so far" in read_.text
    assert "Who they may be" in read_.text


def test_open_lines_before_the_text_are_the_page_s() -> None:
    """Of the lines between headline and text those stay that say something, or are named as what stands there."""
    said = '<p class="sub">Nobody came to help. The road was closed all day</p>'
    said += '<div class="bajada">The third one this week</div>'
    furniture = '<div class="by">Update 7 pm</div><span>3 Min</span>'
    lines = read(page(before=said + furniture)).text.split("\n")
    assert lines == ["Nobody came to help. The road was closed all day", "The third one this week", *TEXT]


@pytest.mark.parametrize(
    "outside",
    [
        "<p>This magazine is a member of the network of independent ones.</p>",
        '<div class="ab">Jonas Roe travels for this paper. He lives in the south.</div>',
        '<section class="c"><h3>Voices</h3><div>Ann, 12:30 <p>I do wonder how often this has to happen to us.</p></div>'
        "<div>Bo, 13:00 <p>My thoughts are with all of those who were at this market today.</p></div></section>",
    ],
)
def test_what_stands_behind_the_container_of_the_text_is_none_of_it(outside: str) -> None:
    """Notes, offers and readers' comments, by where they stand."""
    assert read(page(outside=outside)).text.split("\n") == list(TEXT)


def test_a_section_behind_under_a_heading_like_those_before_stays() -> None:
    """A text whose sections stand in containers of their own goes on under a heading of the same level."""
    section = (
        "<section><h2>Who they are</h2><p>The group has been fighting here for nine years, and is said to have "
        "some hundreds of men who move on motorcycles between villages, mostly at night and in small numbers.</p>"
        "<p>It has never claimed an attack on a market, and its leaders have denied all of these.</p></section>"
    )
    lines = read(page(among="<h2>What is known</h2>", outside=section)).text.split("\n")
    assert lines[-3] == "Who they are"


def test_a_footer_outside_the_element_of_headline_and_text_goes_however_long() -> None:
    """A short report has fewer words than what a page says of itself."""
    footer = "".join(
        f"<p>The paper is printed in town {n}, where its editors can be reached by day.</p>" for n in range(3)
    )
    markup = page().replace("</main>", f"</main><div>{footer}</div>")
    assert read(markup).text.split("\n") == list(TEXT)


def test_what_stands_behind_a_text_and_is_kept_as_something_else_comes_so_far() -> None:
    """Reporters become authors, a note on what was wrong a correction, and a label tells what its asterisk means."""
    outside = (
        "<p>Reporting by Salam Idriss; editing by Fiona Clegg</p>"
        "<p>Correction: An earlier version said that twelve people were wounded.</p>"
    )
    article = read(page(outside=outside))
    assert article.text.split("\n") == list(TEXT)
    assert article.authors == ("Salam Idriss",)
    assert article.corrections == ("Correction: An earlier version said that twelve people were wounded.",)


def test_a_page_without_a_container_of_its_own_keeps_its_lines() -> None:
    """Where the paragraphs stand here and there, none of them says what is strange."""
    blocks = "".join(
        f'<div class="{name}"><p>{text}</p></div>' for name, text in zip("abc", TEXT, strict=True)
    )
    markup = f"<html><body><h1>Market attacked</h1>{blocks}</body></html>"
    assert read(markup).text.split("\n") == list(TEXT)


def test_items_of_a_series_stay() -> None:
    """Four lines of one make say something together: what things cost, what a thing has."""
    items = "".join(
        f'<div class="fact">{words}</div>'
        for words in ("two dead men", "nine burnt stalls", "six looted shops", "one closed road")
    )
    assert "nine burnt stalls" in read(page(among=items)).text


@pytest.mark.parametrize(
    "note",
    [
        '<p class="note">This interview has been edited for length.</p>',
        '<p class="method">This report was made with the help of a grant.</p>',
    ],
)
def test_a_last_short_paragraph_of_a_class_of_its_own_is_a_note(note: str) -> None:
    """It is in the container of the others, made as none of them is, and its class names a note."""
    assert read(page(behind=note)).text.split("\n") == list(TEXT)


def test_a_last_paragraph_that_shares_a_class_with_others_stays() -> None:
    """Its other class says where it stands, not what it is."""
    texts = "".join(f'<p class="par">{text}</p>' for text in TEXT)
    last = '<p class="par last">Nobody has claimed it so far.</p>'
    markup = f"<html><body><h1>Market attacked</h1><div>{texts}{last}</div></body></html>"
    assert read(markup).text.split("\n") == [*TEXT, "Nobody has claimed it so far."]


def test_a_small_box_under_a_heading_of_its_own_is_none_of_the_text() -> None:
    """It tells of something else, or offers it, wherever it stands among the paragraphs."""
    box = '<div class="box"><h4>The movement</h4><p>It was founded in 1982 and has seats in parliament.</p></div>'
    assert read(page(among=box)).text.split("\n") == list(TEXT)
    assert read(page(behind=box)).text.split("\n") == list(TEXT)


@pytest.mark.parametrize(
    "parts",
    [
        '<div class="q"><h4>Who are they?</h4><p>They are some hundreds of men.</p></div>'
        '<div class="q"><h4>What do they want?</h4><p>They have told nobody so far.</p></div>',
        '<div class="points"><h4>Main points</h4><ul><li>Eleven people are wounded.</li>'
        "<li>It was the third attack.</li></ul></div>",
        '<h3>What is known</h3><div class="part"><h3>Who they are</h3><p>They are some hundreds of men.</p></div>',
    ],
)
def test_sections_and_main_points_are_no_boxes(parts: str) -> None:
    """Several of one make, a list, and a heading of the text's own level are the text's."""
    lines = read(page(among=parts)).text.split("\n")
    assert len(lines) == len(TEXT) + parts.count("<p>") + parts.count("<h") + parts.count("<li>")


def test_comments_under_their_heading_go_with_it() -> None:
    """The heading ends the text before the boxes under it are looked at."""
    comments = (
        '<h3>2 Comments</h3><div class="cm"><b>Ann</b> 9:14 am <p>Why do they not come and help us?</p></div>'
    )
    assert read(page(behind=comments)).text.split("\n") == list(TEXT)


LAST = "He died in hospital on Tuesday, and his brother was buried the next day in the village."


@pytest.mark.parametrize(
    ("others", "names"),
    [
        ("", ["has-text-align-justify"]),
        ("", ["rtejustify", "text-align-justify"]),
        ("dcr-1abc", ["dcr-9xyz"]),
        ("", ["has-drop-cap"]),
        ("", ["css-k3x9 last"]),
    ],
)
def test_a_last_paragraph_stays_whose_class_tells_how_it_is_set(others: str, names: list[str]) -> None:
    """Alignment, place and names that a program makes up are no names of notes."""
    text = "".join(f'<p class="{others}">{words}</p>' for words in TEXT)
    ends = [LAST, "Nobody has claimed it so far."][: len(names)]
    last = "".join(f'<p class="{name}">{words}</p>' for name, words in zip(names, ends, strict=True))
    markup = f"<html><body><article><h1>Market attacked</h1><div>{text}{last}</div></article></body></html>"
    assert read(markup).text.split("\n") == [*TEXT, *ends]


def test_a_last_paragraph_of_class_end_stays_in_a_script_without_blanks() -> None:
    """`end` says where it stands, in Japanese as elsewhere."""
    texts = (
        "武装した集団が月曜日、北部の市場を襲撃し、少なくとも十一人が負傷したと住民が明らかにした。",
        "軍は二個中隊を現地に派遣し、首都へ向かう道路を当面のあいだ封鎖すると発表した。",
        "唯一の診療所の看護師は、六歳の男の子を含む十一人の負傷者を確認したと語った。",
    )
    last = "知事は金曜日に長老会議を開き、市場を一週間以内に再開すると約束したと述べた。"
    body = "".join(f"<p>{text}</p>" for text in texts)
    body += f'<p class="end">{last}</p>'
    markup = f"<html><body><article><h1>市場を襲撃</h1><div>{body}</div></article></body></html>"
    assert read(markup).text.split("\n") == [*texts, last]


@pytest.mark.parametrize(
    ("behind", "lines"),
    [
        (f'<div class="story-end"><p>{LAST}</p></div>', [LAST]),
        (f'<div class="w2"><div class="premium"><p>{LAST}</p></div></div>', [LAST]),
        (f"<p>{LAST}</p>", [LAST]),
        (
            f'<div class="story-end"><p>{LAST}</p><p>He was the youngest of seven sons.</p><h4>More</h4></div>',
            [LAST, "He was the youngest of seven sons."],
        ),
        (
            '<div class="background"><h2>What is behind the fighting</h2>'
            f"<p>The group has been fighting here for nine years, and nobody knows who pays it.</p><p>{LAST}</p></div>",
            [
                "What is behind the fighting",
                "The group has been fighting here for nine years, and nobody knows who pays it.",
                LAST,
            ],
        ),
    ],
)
def test_paragraphs_of_the_article_s_make_stay_in_another_container_behind_it(
    behind: str, lines: list[str]
) -> None:
    """Whole ones near the headline: a text may end, or be sold, in a container of its own."""
    assert read(page(outside=behind)).text.split("\n") == [*TEXT, *lines]


def test_the_paid_part_of_a_text_stays_where_the_headline_stands_in_the_body() -> None:
    """Without an element around headline and text a container beside the text's is near enough, and no other is."""
    text = "".join(f"<p>{words}</p>" for words in TEXT)
    end = "He died on Tuesday, and was buried in the village a day later."
    paid = f'<div class="premium"><p>{end}</p></div>'
    foot = "<div><div><p>The paper is printed in town, where editors are reached by day.</p></div></div>"
    markup = f'<html><body><h1>Market attacked</h1><div class="free">{text}</div>{paid}{foot}</body></html>'
    assert read(markup).text.split("\n") == [*TEXT, end]


def test_a_comment_behind_begins_with_a_name_and_a_day() -> None:
    """It is made like the article's paragraphs, and as long."""
    comment = "<p>Ann, 29/01/2026: My thoughts are with all of those who were at this market today.</p>"
    assert read(page(outside=f'<div class="cm">{comment}</div>')).text.split("\n") == list(TEXT)


def test_a_paragraph_that_went_from_behind_a_text_is_told() -> None:
    """It stands outside of the text's container, and near its headline: who looks for it finds it."""
    article = read(page(outside=f'<div class="end">{LAST}</div>'))
    assert [(one.rule, one.text) for one in article.taken if one.text == LAST] == [("stray_line", LAST)]


NO_STOP = "وغادر مئات السكان منازلهم ليلا نحو الحدود التركية"


@pytest.mark.parametrize(
    "line",
    [
        f"<div>{NO_STOP}</div>",
        f'<div class="t">{NO_STOP} بعد أن سمعوا أصوات الرصاص من كل جهة</div>',
        "<div>ผู้ว่าราชการจังหวัดสั่งปิดตลาดเป็นเวลาหนึ่งสัปดาห์หลังเกิดเหตุ</div>",
    ],
)
def test_a_bare_paragraph_among_others_needs_no_full_stop(line: str) -> None:
    """Thai has none, and Arabic often none; with a class it has as many words as a paragraph."""
    assert len(read(page(among=line)).text.split("\n")) == len(TEXT) + 1


def test_an_offer_of_a_class_among_paragraphs_goes() -> None:
    """Fewer words than a paragraph's, and a class that none of these has."""
    offer = '<div class="nl">Get our morning letter, every day before your breakfast</div>'
    assert read(page(among=offer)).text.split("\n") == list(TEXT)


@pytest.mark.parametrize(
    "how",
    [
        *(
            f'class="{name}"'
            for name in (
                "crosshead",
                "article__subhead",
                "zwischentitel",
                "intertitre",
                "ladillo",
                "ara-baslik",
            )
        ),
        'role="heading"',
    ],
)
def test_one_bare_subheading_among_paragraphs_stays(how: str) -> None:
    """Its class or role says what it is, in the languages of newsrooms."""
    assert "Families on the road" in read(page(among=f"<div {how}>Families on the road</div>")).text.split(
        "\n"
    )


@pytest.mark.parametrize(
    "box",
    [
        '<div class="em"><div class="pl"></div><p class="em__t">Report: among the herders of the north</p></div>',
        '<section class="pod"><p>هر شب سه خبر مهم روز را با ما مرور کنید</p></section>',
        '<p class="by">Jane Doe, Nairobi</p>',
        '<p class="article-date">Tuesday at noon</p>',
    ],
)
def test_an_open_line_in_a_box_or_named_as_a_byline_is_none_of_the_text(box: str) -> None:
    """The title of a film, an offer, who wrote it and when."""
    first, *others = (f'<p class="t">{text}</p>' for text in TEXT)
    markup = f'<main><h1>Market attacked</h1><div class="x1">{first}{box}{"".join(others)}</div></main>'
    assert read(f"<html><body>{markup}</body></html>").text.split("\n") == list(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        '<div class="em"><p>“Nobody came to help us”</p></div>',
        '<div class="em"><p class="sub">Who saw it, and who did not?</p></div>',
        '<div class="em"><p class="crosshead">Who saw it</p></div>',
        '<p class="date-fact">Monday at noon</p>',
    ],
)
def test_words_of_somebody_questions_and_subheadings_in_a_box_stay(line: str) -> None:
    """They say something whole, or are named as the text's; a class of which a byline's name is a part is none."""
    assert len(read(page(among=line)).text.split("\n")) == len(TEXT) + 1


def test_a_last_paragraph_named_as_a_note_beside_the_others_class_goes() -> None:
    """All of its own name says so: `par follow`; `par with-note` has a note at its foot."""
    texts = "".join(f'<p class="par">{text}</p>' for text in TEXT)
    last = '<p class="par {}">Nobody has claimed it so far.</p>'
    markup = f"<html><body><h1>Market attacked</h1><div>{texts}{last}</div></body></html>"
    assert read(markup.format("follow")).text.split("\n") == list(TEXT)
    assert len(read(markup.format("with-note")).text.split("\n")) == len(TEXT) + 1


def test_what_is_said_of_the_paper_behind_a_text_is_none_of_it() -> None:
    """Its paragraph is made like the text's; the container says what it tells of, and a paid part's says no such."""
    words = (
        "The paper was founded in the capital in 1986 and is now printed abroad, in two towns of the north."
    )
    assert read(page(outside=f'<div class="about"><p>{words}</p></div>')).text.split("\n") == list(TEXT)
    assert words in read(page(outside=f'<div class="paid-part"><p>{words}</p></div>')).text


def test_what_a_second_picture_shows_stays_where_the_first_one_s_words_do() -> None:
    """Both stand in boxes of one make, one before the text and one behind it."""
    box = '<div class="card"><div class="card-words"><p>{}</p></div></div>'
    shown = [f"A drawing of the market in the year {n}." for n in (1990, 2000)]
    first, second = (box.format(words) for words in shown)
    assert shown[1] in read(page(before=first, outside=second)).text
    assert shown[1] not in read(page(outside=second.replace("card", "kard"))).text


def test_a_box_with_a_link_past_its_end_is_none_of_the_text() -> None:
    """Whoever listens to the page may go past it."""
    box = '<section role="region"><p>Three stories a night, and what is behind each of them.</p>{}</section>'
    for name in ("end-of-pod", "after-newsletter", "EmailSignup-skip-link-7"):
        link = f'<a href="#{name}">Go past it</a>'
        assert read(page(among=box.format(link))).text.split("\n") == list(TEXT)
    lead = "A third of the stalls there were burnt, the traders of the town said."
    headed = f'<div><a href="#after-menu">Text</a><h1>Market attacked</h1><p class="lead">{lead}</p></div>'
    assert lead in read(page().replace("<h1>Market attacked</h1>", headed)).text
    assert len(read(page(among=box.format(""))).text.split("\n")) == len(TEXT) + 1


def test_the_words_of_a_picture_before_the_text_go_though_they_are_a_sentence() -> None:
    """The class of their line is a short name for a caption, and nothing else."""
    words = '<div class="{}">Traders look at what is left there. STAR / Ann Roe and others</div>'
    assert read(page(before=words.format("cap"))).text.split("\n") == list(TEXT)
    assert len(read(page(before=words.format("market-cap"))).text.split("\n")) == len(TEXT) + 1
