"""Headers of articles, and buttons at the end of elements."""

import pytest
from lxml.html import HtmlElement

from processors.clean import clean_html
from processors.page import blocks
from processors.page.html import parse_html, strip_code
from processors.page.inline_parts import buttons_in_text

LEAD = "Gunmen have abducted at least 31 boys from a school in the state, and parents accuse the police."
TEXTS = [
    "They came shortly after midnight and wore uniforms, a caretaker said who hid in a hen house.",
    "The governor held a group responsible that has claimed nothing so far, and offered a reward.",
]


def text_of(markup: str) -> str:
    return clean_html(f"<html><body>{markup}</body></html>", "https://example.org/a").text


def article(button: str = "") -> str:
    header = f"<header><h2>Gunmen abduct pupils</h2><div class='vorspann'>{LEAD}</div>{button}</header>"
    return f"<article>{header}<div>{''.join(f'<p>{text}</p>' for text in TEXTS)}</div></article>"


def test_the_standfirst_in_the_header_of_the_only_article_is_read() -> None:
    """Where the page has no h1; of several articles such headers are those of teasers."""
    assert LEAD in text_of(article())


def test_a_button_behind_all_else_in_an_element_is_no_text() -> None:
    """One that unfolds what is behind it, or stands alone in its element, is left to others."""
    assert "Remember this" not in text_of(article("<button>Remember this</button>"))
    asked = "".join(
        f"<div><button>Who are they {n}?</button></div><div><p>{text}</p></div>"
        for n, text in enumerate(TEXTS)
    )
    assert "Who are they 1?" in text_of(f"<article><h1>Questions</h1><p>{LEAD}</p>{asked}</article>")


@pytest.mark.parametrize(
    "words",
    [
        "<em>Officials</em> in the town put the blame for all that happened on the fighters of the {}",
        "<em>Officials</em> in the town put the blame on the fighters of the <b>northern</b> {}",
    ],
    ids=["behind words", "behind a word in an element"],
)
def test_a_button_that_ends_a_sentence_is_a_word_of_it(words: str) -> None:
    """A click on it tells what the word means. Behind somebody's name it is the page's."""
    button = "<button class=glossary>Houthi movement</button>"
    root = parse_html(f"<body><article><p>{LEAD}</p><div>{words.format(button)}</div></article></body>")
    strip_code(root)
    assert blocks.block_texts(root)[-1].endswith("Houthi movement")
    root = parse_html("<body><div>By <a>Jane Doe</a> <button>Follow</button></div></body>")
    assert [each.text for each in buttons_in_text(root)] == ["Follow"]


def test_a_button_is_looked_at_with_few_elements_before_it() -> None:
    """Buttons may stand in one another by the hundred, each behind all the others."""
    empty = "<b></b>" * 60
    root = parse_html(f"<body><div><i>{empty}{LEAD}</i><button>Follow</button></div></body>")
    assert list(buttons_in_text(root)) == []
    root = parse_html(f"<body><div><i>{empty[:140]}{LEAD}</i><button>Follow</button></div></body>")
    assert len(list(buttons_in_text(root))) == 1


def test_headers_of_the_only_article_are_looked_for_once_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each look goes through the whole page, which may have thousands of headers."""
    looked = list[HtmlElement]()
    look = blocks._headers_of_only_article

    def counted(root: HtmlElement) -> list[HtmlElement]:
        looked.append(root)
        return look(root)

    monkeypatch.setattr(blocks, "_headers_of_only_article", counted)
    headers = f"<header><h2>Gunmen abduct pupils</h2>{LEAD}</header>" * 20
    found = blocks.read_blocks(parse_html(f"<body><article>{headers}<p>{TEXTS[0]}</p></article></body>"))
    assert len(looked) == 1
    assert not any(block.noise for block in found)
    aside = f"<body><aside><article>{headers}</article></aside>{f'<p>{TEXTS[0]}</p>' * 100}</body>"
    assert blocks.read_blocks(parse_html(aside))[0].noise
