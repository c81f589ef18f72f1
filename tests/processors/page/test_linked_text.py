"""Links that are an article's own words are told from those that lead to other articles."""

import pytest

from processors.page.blocks import read_blocks
from processors.page.extract import extract_paragraphs
from processors.page.html import parse_html
from processors.page.linked_text import (
    MAX_QUOTES,
    cut_teasers,
    mark_items,
    mark_linked_text,
    mark_pulled_quotes,
)

TEXT = (
    "<p>The ministers agreed on every point of it late on Monday, and residents said the road was closed.</p>"
)


def link(words: str, to: str = "/other") -> str:
    """Return a link."""
    return f'<a href="{to}">{words}</a>'


def items(*several: str) -> str:
    """Return a list of links."""
    return f"<ul>{''.join(f'<li>{one}</li>' for one in several)}</ul>"


def told(inside: str) -> list[str]:
    """Return the texts of links that are the article's own, in the element that holds it."""
    root = parse_html(f"<html><body><main>{inside}</main></body></html>")
    blocks, homes = read_blocks(root), frozenset(root.iter("main"))
    mark_linked_text(blocks, homes, homes)
    return [block.text for block in blocks if block.told]


NAMES = items(link("Taliban"), link("Haqqani network"), link("Pakistani Taliban"))
HEADLINES = items(link("Rebels seize a town in the north"), link("Court frees four men after a year"))


@pytest.mark.parametrize(
    ("inside", "number"),
    [
        (TEXT + NAMES + TEXT, 3),
        (TEXT + HEADLINES + TEXT, 0),
        (TEXT + NAMES, 0),
        (NAMES + TEXT, 0),
        (f"{TEXT}<p>Read also</p>{NAMES}{TEXT}", 0),
        (f"{TEXT}<p>The court named these:</p>{HEADLINES}", 2),
        (f"{TEXT}<p>Read also:</p>{HEADLINES}", 0),
        (TEXT + items(link("Causes", "#causes"), link("Sources", "#sources")) + TEXT, 0),
        (TEXT + items(link("Taliban"), "the men of the north, who fought for years and fled"), 1),
        (f"{TEXT}<div>{NAMES}</div>{TEXT}", 0),
    ],
    ids=[
        *("names", "headlines", "names at the end", "names at the top", "names to read", "led to"),
        *("headlines to read", "contents", "part of a list", "in a box"),
    ],
)
def test_a_list_of_links_is_the_article_s_where_it_names_or_is_led_to(inside: str, number: int) -> None:
    """Names between paragraphs, what a line with a colon leads to, and a list of which most is no link."""
    assert len(told(inside)) == number


SENTENCE = "The court in Kabul freed all four men last Monday"


@pytest.mark.parametrize(
    ("words", "own"),
    [
        (f"{SENTENCE}.", True),
        (SENTENCE, False),
        ("The court freed them.", False),
        (f"Read more: {SENTENCE}.", False),
    ],
)
def test_a_line_that_is_a_link_is_a_sentence(words: str, own: bool) -> None:
    """It has eight words and a stop, and does not ask to read; a headline has no stop."""
    assert bool(told(f"{TEXT}<p>{link(words)}</p>{TEXT}")) == own
    assert not told(f"<p>{link(words)}</p>{TEXT}")


@pytest.mark.parametrize(
    ("behind", "own"),
    [
        (TEXT, True),
        (items("He said so."), True),
        ("", False),
        (f"<p>{link('Rebels seize a town in the north')}</p>", False),
    ],
    ids=["text", "list", "nothing", "a link"],
)
def test_a_heading_that_is_a_link_heads_text(behind: str, own: bool) -> None:
    """One that stands over nothing, or over another link, leads elsewhere."""
    assert ("Schools of the north" in told(f"{TEXT}<h2>{link('Schools of the north')}</h2>{behind}")) == own


def named(*headings: str) -> int:
    """Return how many of these headings, each a link over a text, name the items of a list."""
    inside = "".join(f"<h3>{link(heading)}</h3>{TEXT}" for heading in headings)
    blocks = read_blocks(parse_html(f"<html><body><main>{inside}</main></body></html>"))
    mark_items(blocks)
    return sum(block.told for block in blocks)


LONG = "Rebels seize a town in the north"


def test_headings_of_one_make_name_the_items_of_a_list() -> None:
    """There are four, and four fifths are short or numbered; headlines of other articles are longer."""
    assert named("Schools", "Roads", "Hospitals", "Courts") == 4
    assert named("Schools", "Roads", "Hospitals", "Courts", LONG) == 5
    assert named(*(f"{number}. {LONG}" for number in range(1, 5))) == 4
    assert named("Schools", "Roads", "Hospitals") == 0
    assert named("Schools", "Roads", "Hospitals", "Courts", LONG, LONG) == 0


TEASER = "<div><h3>{}</h3><p>Ministers of {} states meet on Friday to speak about rain and roads.</p></div>"


@pytest.mark.parametrize(("number", "left"), [(3, 8), (2, 10)])
def test_teasers_behind_an_article_are_no_end_of_it(number: int, left: int) -> None:
    """Three paragraphs, each under another article's headline, go with all behind them; two may be boxes on it."""
    teasers = "".join(TEASER.format(link(f"Talks on roads go on {n}"), n) for n in range(number))
    root = parse_html(f"<html><body><main>{TEXT * 8}</main>{teasers}</body></html>")
    blocks = read_blocks(root)
    lines = [block.text for block in blocks if block.is_paragraph]
    assert len(cut_teasers(lines, blocks, frozenset(root.iter("main")))) == left


def test_sections_under_headings_that_are_links_are_no_teasers() -> None:
    """They stand among the article's own paragraphs, in its container."""
    sections = "".join(f"<h3>{link(f'What is known of road {n}')}</h3>{TEXT}" for n in range(4))
    root = parse_html(f"<html><body><main>{TEXT}{sections}</main></body></html>")
    blocks = read_blocks(root)
    lines = [block.text for block in blocks if block.is_paragraph]
    assert cut_teasers(lines, blocks, frozenset(root.iter("main"))) == lines


def test_containers_made_as_the_article_s_hold_more_of_it() -> None:
    """A list of cameras in two columns goes on in the second one, each under a link to its picture."""
    items_ = "".join(f"<h3>{link(f'Camera at the bridge {n}')}</h3>{TEXT}" for n in range(4))
    columns = f"<div class=column>{TEXT * 8}</div><div class=column>{items_}</div>"
    root = parse_html(f"<html><body>{columns}</body></html>")
    blocks = read_blocks(root)
    lines = [block.text for block in blocks if block.is_paragraph]
    homes = frozenset([next(root.iter("div"))])
    assert cut_teasers(lines, blocks, homes) == lines


def test_somebody_s_words_that_are_set_apart_and_stand_in_the_text_again_are_shown_once() -> None:
    """Whatever their class is called; words that are said nowhere else stay."""
    said = "<p>“Not even the dogs bark”, said a day labourer who did not want to be named in this paper.</p>"
    other = "<p>The bishop asked both sides for a truce of ten days, so that the dead could be buried.</p>"
    apart = '<p class="c3">“Not even the dogs bark”</p>'
    alone = '<p class="c3">“Nobody came to help us”</p>'
    inside = f"<h1>Two ranches</h1><div>{other}{apart}{said}{alone}<p>Nobody has claimed the attack so far.</p></div>"
    markup = f"<html><body>{inside}</body></html>"
    text = "\n".join(extract_paragraphs(parse_html(markup))[0])
    assert text.count("Not even the dogs bark") == 1
    assert "Nobody came to help us" in text


@pytest.mark.parametrize(
    ("names", "stays"), [(("q", "q"), True), (("q", "q said"), True), (("q c3", "q"), False)]
)
def test_lines_of_dialogue_with_the_class_of_all_paragraphs_stay(names: tuple[str, str], stays: bool) -> None:
    """Such a class sets nothing apart, though the text says the words once more."""
    quote, text = names
    said = f'<p class="{text}">"We will not leave our village", they had told the men who came with the order.</p>'
    other = f'<p class="{text}">The bishop asked both sides for a truce of ten days, so that all could be buried.</p>'
    inside = f'{other}<p class="{quote}">"We will not leave our village"</p>{other}{said}'
    blocks = read_blocks(parse_html(f"<html><body><div>{inside}</div></body></html>"))
    mark_pulled_quotes(blocks)
    assert [block.noise for block in blocks] == [False, not stays, False, False]


def test_few_quotations_of_a_page_are_looked_for_in_the_others() -> None:
    """Each is compared with every other block, and a page may have thousands."""
    pairs = "".join(
        f'<p class="q">"We shall not leave village {n}"</p><p>"We shall not leave village {n}", they told the men.</p>'
        for n in range(MAX_QUOTES + 20)
    )
    blocks = read_blocks(parse_html(f"<html><body><div>{pairs}</div></body></html>"))
    mark_pulled_quotes(blocks)
    assert sum(block.noise for block in blocks) == MAX_QUOTES


@pytest.mark.parametrize(
    ("line", "number"),
    [
        (f"The army {link('took the town in March')}, {link('lost it in May')}, and has it again.", 1),
        (f"See our report on {link('how the army took the town in March and lost it')}.", 0),
        (f"The army {link('took the town in March and lost it in May')}", 0),
        (f"Also today: {link('the army took the town in March')} and {link('four men are free')}.", 0),
        (f"{link('The army took the town in March')} and has it.", 0),
        (f"Got a tip for us? {link('Write to our editors in confidence.')}", 0),
        (f"Our reporter was there: {link('what she saw in the town in March')}.", 0),
        (f"It asked why: {link('the army took the town in March or in April')}, and has it again.", 1),
    ],
    ids=[
        "a sentence",
        "one to read",
        "no end",
        "two to read",
        "few words of its own",
        "an offer",
        "what a colon leads to",
        "a colon within",
    ],
)
def test_a_sentence_may_have_more_words_in_links_than_outside(line, number):
    """It ends the text as others do; in a box, or as the first line, it leads elsewhere."""
    assert len(told(f"{TEXT}<p>{line}</p>")) == number
    assert told(f"<p>{line}</p>{TEXT}") == told(f"{TEXT}<div><p>{line}</p></div>") == []


LEDE = (
    "The ministers agreed on every point of it late on Monday in the capital, and residents of the town said "
    "that the road was closed."
)


def test_a_lede_that_is_a_link_is_told() -> None:
    """A first paragraph as long as a lede is the article's, where one of its make goes on below it."""
    assert told(f"<p>{link(LEDE)}</p>{TEXT}") == [LEDE]
    assert told(f"<p>{link('Rebels seize a town in the north, army says.')}</p>{TEXT}") == []
    assert told(f"<p class=teaser>{link(LEDE)}</p>{TEXT}") == []
    assert told(f"<div><p>{link(LEDE)}</p></div>{TEXT}") == []
