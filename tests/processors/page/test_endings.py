"""What a page shows once more goes, and what stands under an article on its author."""

import pytest

from processors.page import endings
from processors.page.endings import drop_about_author, drop_repeats
from processors.text.characters import comparable_form

TEXT = [
    f"The ministers agreed on point {n} of the treaty late on Monday, a spokesman said." for n in range(12)
]
BIO = "Jane Doe covers trade and has reported from Geneva for ten years."


def test_a_text_that_is_there_for_three_screens_comes_once() -> None:
    """A builder's pages hold each section once for each width of the window."""
    assert drop_repeats(["Trade", *TEXT, *TEXT, "Trade", *TEXT]) == ["Trade", *TEXT]


def test_what_comes_again_within_a_text_stays() -> None:
    """A refrain, a table's cells and a plan for each day of a week repeat less than a quarter of the text."""
    assert drop_repeats([*TEXT, *TEXT[:3]]) == [*TEXT, *TEXT[:3]]
    cells = ["Yes", "No"] * 200
    assert drop_repeats([*TEXT, *cells]) == [*TEXT, *cells]


def test_lines_are_compared_no_more_often_than_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of nothing but one line ends: beyond a number of comparisons what is left stays as it is."""
    monkeypatch.setattr(endings, "MAX_COMPARED", len(TEXT))
    assert drop_repeats([*TEXT, *TEXT, *TEXT]) == [*TEXT, *TEXT]


@pytest.mark.parametrize(
    "heading",
    [
        "About the author",
        "ABOUT THE AUTHORS:",
        "Written by",
        "Über die Autorin",
        "À propos de l’auteur",
        "Sobre el autor",
        "Об авторе",
        "عن الكاتب",
        "درباره نویسنده",
        "Yazar hakkında",
        "作者简介",
        "著者プロフィール",
    ],
)
def test_what_stands_under_a_heading_on_the_author_goes(heading: str) -> None:
    """At the end of an article; a heading of these words before most of the text is the text's own."""
    assert drop_about_author([*TEXT, heading, BIO]) == TEXT
    assert drop_about_author([TEXT[0], heading, *TEXT[1:]]) == [TEXT[0], heading, *TEXT[1:]]
    assert drop_about_author([*TEXT, "About the treaty", BIO]) == [*TEXT, "About the treaty", BIO]


def test_a_box_of_other_articles_within_the_text_does_not_end_it() -> None:
    """Its last paragraphs stand behind the box, among the others; a teaser does not, nor a heading that does itself."""
    lines = [*TEXT, "Read next", "Cotton falls again", "The lawyers will appeal in Geneva next week."]
    home = {comparable_form(line) for line in (*TEXT, lines[-1])}
    assert drop_about_author(lines, home) == lines
    assert drop_about_author(lines, home - {comparable_form(lines[-1])}) == TEXT
    assert drop_about_author(lines, home | {"readnext"}) == TEXT
    assert drop_about_author([*TEXT, "About the author", BIO], {comparable_form(BIO)}) == TEXT


@pytest.mark.parametrize(
    "heading",
    [
        "Read This Next",
        "More from Example News",
        "More Great EXAMPLE Stories",
        "You might also like",
        "Weitere Artikel",
        "Mehr zum Thema Handel",
        "Материалы по теме",
        "أخبار ذات صلة",
        "آخر الأخبار",
        "関連記事",
        "Altre notizie",
        "YAZARIN DİĞER YAZILARI",
        "Berita Sebelumnya",
        "Habari zaidi",
        "سایر اخبار",
        "مزید خبریں",
    ],
)
def test_what_stands_under_a_heading_on_other_articles_goes(heading: str) -> None:
    """At the end, where all of it is as short as teasers; a paragraph behind such a box goes on with the article."""
    assert drop_about_author([*TEXT, heading, "Roads are open again", "Rain in May"]) == TEXT
    goes_on = [*TEXT, heading, "Roads are open again", " ".join(TEXT[:3])]
    assert drop_about_author(goes_on) == goes_on


def test_boxes_under_one_another_go_together() -> None:
    """On an author, on a reviewer, and on what the site does not answer for."""
    assert drop_about_author([*TEXT, "About the Author", BIO, "Reviewed by", BIO, "Disclaimer:", BIO]) == TEXT


@pytest.mark.parametrize("line", ["More from NBC's morning show:", "Further reading"])
def test_words_that_only_look_like_a_heading_on_other_articles_stay(line: str) -> None:
    """A quotation is led to like that, and books under an article are its own."""
    assert drop_about_author([*TEXT, line, "The hearing is on June 26."])[-1] == "The hearing is on June 26."


@pytest.mark.parametrize(
    "heading", ["41 responses", "Vos réactions (12)", "Yorumlar (3)", "Комментарии", "نظرات"]
)
def test_what_stands_under_a_heading_on_comments_goes(heading: str) -> None:
    """A short report has more of them than it has text; at the top the same words head the text itself."""
    assert drop_about_author([*TEXT[:4], heading, *TEXT[4:]]) == TEXT[:4]
    assert drop_about_author([TEXT[0], heading, *TEXT[1:]]) == [TEXT[0], heading, *TEXT[1:]]


@pytest.mark.parametrize("heading", ["Другие новости по теме:", "Related articles", "Benzer haberler"])
def test_headlines_of_other_articles_end_a_short_report(heading: str) -> None:
    """They are none of its sentences, however few these are; sentences under the same heading may be the report's."""
    report = [
        "The road was closed on Monday after the bus was hit, the army said.",
        "Nobody was hurt, a nurse said.",
    ]
    heads = ["Ministers meet in the port for talks on grain", "A cook of ninety years opens a school"]
    assert drop_about_author([*report, heading, *heads]) == report
    said = [f"{head}, they said, and nobody knows why." for head in heads]
    assert drop_about_author([*report, heading, *said]) == [*report, heading, *said]


def test_a_text_without_full_stops_goes_on_behind_a_heading_on_other_articles() -> None:
    """In Arabic many paragraphs have none: that those behind have none either does not make headlines of them."""
    text = [
        f"قال مسؤول محلي إن الجيش دخل القرية رقم {n} يوم الاثنين وخرج منها بعد معارك عنيفة" for n in range(8)
    ]
    told = [*text[:3], "أخبار ذات صلة", *text[3:]]
    assert drop_about_author(told) == told
