"""Walls, empty pages and lists of teasers in many languages are told, and their look-alikes are articles."""

import pytest
from wall_pages import PAGES, TEASER, TOPICS, article_page, section_page

from processors.clean import clean_html
from processors.errors import REASONS, Reject
from processors.page import listing
from processors.page.listing import is_listing

ADDRESS = "https://news.example/world/2026/11/story-1.html"


@pytest.mark.parametrize("name", PAGES)
def test_each_page_ends_as_what_it_is(name: str) -> None:
    """Each wall, shell and section page has its reason; what only looks like one is an article."""
    markup, wanted = PAGES[name]
    if wanted == "article":
        assert clean_html(markup, ADDRESS).text
        return
    assert wanted in REASONS
    with pytest.raises(Reject) as refused:
        clean_html(markup, ADDRESS)
    assert refused.value.reason == wanted


def test_a_page_that_declares_itself_an_article_is_believed() -> None:
    """The same teasers under a declaration of an article are taken: a digest may be built so."""
    head = '<meta property="og:type" content="article">'
    assert clean_html(section_page("cards", head), ADDRESS).text


def test_few_teasers_make_no_list() -> None:
    """Some related stories that slipped into an article do not make a list of it."""
    paragraphs = [TEASER.format(topic) for topic in TOPICS]
    assert not is_listing(article_page("Road opened", *paragraphs), paragraphs)
    slipped = [*["The ministry said that the road was open. " * 12], *paragraphs[:5]]
    assert not is_listing(section_page("cards"), slipped)


def _hits(number: int, text: str) -> tuple[str, list[str]]:
    """Return a page of so many results of a search, each under its link, and the texts found on it."""
    texts = [text.format(n) for n in range(number)]
    results = "".join(
        f"<div><h3><a href=/{n}>What is known of road {n}</a></h3><p>{words}</p></div>"
        for n, words in enumerate(texts)
    )
    return f"<body><h1>Roads</h1>{results}</body>", texts


@pytest.mark.parametrize("number", [2, 4])
def test_few_texts_that_all_stand_under_links_are_a_list(number: int) -> None:
    """A tag's page with a few articles holds nothing else; with a text of its own beside one link it is an article."""
    markup, texts = _hits(number, "The ministry says that road {} is open again.")
    assert is_listing(markup, texts)
    own = "The governor says that no road will be closed in May."
    assert not is_listing(
        markup.replace("</h1>", f"</h1><p>{own}</p><p>{own}!</p>"), [own, f"{own}!", texts[0]]
    )


def test_texts_that_are_cut_at_both_ends_are_results_of_a_search() -> None:
    """Three of four lines; an article that one quotation begins so is none."""
    cut = [f"… people died when shells hit market {n} in the town. The group said it had …" for n in range(3)]
    assert is_listing("<body></body>", ["214 results for Roads", *cut])
    assert not is_listing("<body></body>", [cut[0], "The ministry said that the road was open."])


def test_a_page_on_which_nothing_is_said_is_no_article() -> None:
    """A player's hours and the names of the next films are no text; one sentence is, and so is a line of Thai."""
    lines = ["00:00 / 01:12", "Date: 03.04.2026", "Next videos", "A ship in the ice", "02:10"]
    markup = f"<body><h1>Video</h1>{''.join(f'<p>{line}</p>' for line in lines)}</body>"
    assert is_listing(markup, lines)
    assert not is_listing(markup, [*lines, "The ship went through the strait on Monday."])
    assert not is_listing(markup, ["หนึ่งในสองคนกล่าวว่า"])


def test_items_that_are_counted_are_an_article():
    """Measures with a linked, numbered heading each are an article; the same headings without numbers are teasers."""
    heads = [f"What is to change about matter {letter}" for letter in "abcdefgh"]
    text = "The ministry says what is to be done."

    def page(numbered):
        lines = [f"{place}. {head}" if numbered else head for place, head in enumerate(heads, 1)]
        items = "".join(f"<h3><a href=/{n}>{line}</a></h3><p>{text}</p>" for n, line in enumerate(lines))
        return f"<html><body>{items}</body></html>", [part for line in lines for part in (line, text)]

    assert not is_listing(*page(numbered=True))
    assert is_listing(*page(numbered=False))


def test_a_link_that_every_item_has_makes_no_teaser():
    """Beside "Read the whole decree" a text is no teaser, since that link is no headline."""
    texts = [f"Paragraph {n} says what the ministry is going to do about it." for n in range(8)]
    items = "".join(
        f"<p>{text}</p><p><a href=/{n}.pdf>Read the whole decree</a></p>" for n, text in enumerate(texts)
    )
    assert not is_listing(f"<html><body>{items}</body></html>", texts)


@pytest.mark.parametrize(
    "sentence",
    [
        "በኢትዮጵያ ሶማሌ ክልል የአልሸባብ ታጣቂዎች ሰኞ ዕለት ጥቃት ፈጽመዋል።",
        "Երևանում երկուշաբթի օրը տեղի ունեցավ նախարարների հանդիպում։",
        "„Wir haben niemanden gesehen“, sagte der Bauer, „und dann war es still.“",
        "「昨日は誰も見なかった。」",
        "সোমবার ঢাকায় মন্ত্রীদের একটি বৈঠক হয়েছে।",
    ],
)
def test_a_sentence_ends_as_its_script_does(sentence: str) -> None:
    """Short paragraphs are no teasers where each is a sentence, whatever sign its language ends one with."""
    assert not is_listing(f"<a href=/>x</a><p>{sentence}</p>", [f"{sentence} {sentence}"] * 3)


def test_only_a_meta_element_or_code_declares_an_article() -> None:
    """The same words outside a meta element are the page's own: its teasers are no article by them."""
    words = '<div data-kinds=\'"og:type":"article"\'></div>'
    with pytest.raises(Reject):
        clean_html(section_page("cards", words), ADDRESS)
    for head in ('<META property="og:type" content="ARTICLE">', '<script>{"@type": "newsarticle"}</script>'):
        assert clean_html(section_page("cards", head), ADDRESS).text


def test_a_front_page_is_a_list_though_its_first_headline_is_the_largest() -> None:
    """Each of its texts stands under a headline that leads elsewhere, and a reporter's name is no text."""
    texts = (
        "The minister will travel to the region today.",
        "Drivers kept their buses at home and mayors asked for a way out for the sick.",
        "The currency closed at its lowest after what the bank had announced.",
        "They came by ship and were held by customs for four months.",
    )
    heads = ("Mine kills two in the south", "Group calls strike of three days", "The dollar falls again now")
    heads += ("Children play on new violins",)
    items = [
        f'<article><{tag}><a href="/n/{tag}{n}">{head}</a></{tag}><p>{text}</p></article>'
        for n, (tag, head, text) in enumerate(zip(("h1", "h2", "h2", "h2"), heads, texts, strict=True))
    ]
    markup = f"<html><body><main>{''.join(items)}<span>Marta Caicedo</span></main></body></html>"
    assert is_listing(markup, [*texts[:1], "Marta Caicedo", *texts[1:]])


IN_HEAD = '<head><meta property="og:type" content="article"></head>'
CUT = "Fishermen who had not cast a net in the north for {} years pushed off on Thursday, elders said, though the navy"


@pytest.mark.parametrize(
    "end", ["insists that […] <a href=/{}>Read more</a>", "knew of it ...", "denies that…"]
)
def test_beginnings_of_texts_under_links_are_a_list_whatever_the_head_says(end: str) -> None:
    """A site may say of all its pages that they are articles; code that says it of this one is believed."""
    texts = [f"{CUT.format(n)} {end.split(' <')[0]}" + " Read more" * ("<a" in end) for n in range(3)]
    items = "".join(
        f"<article><h2><a href=/{n}>Boats on lake {n} again</a></h2><span>Jane Doe, May {n}</span>"
        f"<p>{CUT.format(n)} {end.format(n)}</p></article>"
        for n in range(3)
    )
    markup = f"<html>{IN_HEAD}<body><h1>Boats</h1><p>All on boats.</p>{items}</body></html>"
    assert is_listing(markup, ["All on boats.", *texts])
    assert not is_listing(markup.replace("<h1>", '<script>{"@type": "NewsArticle"}</script><h1>'), texts)


def test_paragraphs_that_trail_off_are_an_article() -> None:
    """No link stands above each of them."""
    texts = [f"{CUT.format(n)} knew of it..." for n in range(4)]
    body = "".join(f"<h2>Year {n} of the war</h2><p>{text}</p>" for n, text in enumerate(texts))
    assert not is_listing(f"<html>{IN_HEAD}<body><h1>Boats</h1><a href=/>x</a>{body}</body></html>", texts)


def test_a_front_page_is_told_by_its_linked_headline_whatever_the_head_says() -> None:
    """Both texts stand under links; an article's second text does not."""
    items = [
        f"<article><{tag}><a href=/{n}>Town {n} shelled again</a></{tag}><p>Five are dead, say {n} men.</p></article>"
        for n, tag in enumerate(("h1", "h2"), 2)
    ]
    texts = [f"Five are dead, say {n} men." for n in (2, 3)]
    assert is_listing(f"<html>{IN_HEAD}<body>{''.join(items)}</body></html>", texts)
    own = f"{items[0]}<p>{texts[1]}</p>"
    assert not is_listing(f"<html>{IN_HEAD}<body>{own}</body></html>", texts)


def test_the_films_below_a_player_are_no_text() -> None:
    """What ends like a sentence is a link, too; one sentence that is none makes an article of it."""
    films = ["Where did the fourth round of talks get to?", "Rice without raisins, how is it cooked?"]
    rows = "".join(f"<div><a href=/{n}>{film}</a> <span>12:0{n}</span></div>" for n, film in enumerate(films))
    lines = ["28:10", "1204 views", films[0], "12:00", films[1], "12:01"]
    markup = f"<html><body><h1>News at nine</h1>{rows}<p>The talks ended on Monday.</p></body></html>"
    assert is_listing(markup, lines)
    assert not is_listing(markup, [*lines, "The talks ended on Monday."])


def test_a_short_article_whose_headline_leads_to_itself_is_none() -> None:
    """Its head names its own address; a first page's has no name of a page in it."""
    items = "".join(
        f"<div><{tag}><a href=/{n}>Town {n} shelled again</a></{tag}><p>Five are dead, say {n} men.</p></div>"
        for n, tag in enumerate(("h1", "h2", "h2"), 2)
    )
    texts = [f"Five are dead, say {n} men." for n in (2, 3, 4)]
    head = IN_HEAD.replace("</head>", '<link rel="canonical" href="https://example.org/{}"></head>')
    assert not is_listing(f"<html>{head.format('2026/town-shelled')}<body>{items}</body></html>", texts)
    assert is_listing(f"<html>{head.format('en')}<body>{items}</body></html>", texts)


def test_a_line_of_dots_is_looked_at_in_its_last_characters_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a pattern takes the square of the length of what it is given: twenty thousand dots took half a minute."""
    asked: list[int] = []

    class Pattern:
        def search(self, text: str) -> None:
            asked.append(len(text))

    monkeypatch.setattr(listing, "_CUT", Pattern())
    is_listing("<html></html>", ["A word of eight words that are told here " + "." * 20_000 + "9"])
    assert asked == [listing.MAX_CUT]


def _cards(behind: str, above: str = "") -> tuple[str, list[str]]:
    """Return a page of three texts, each under a heading that is no link, and the texts found on it."""
    texts = [f"The mayor of town {n} says that the road is open. […]" for n in "ABC"]
    items = "".join(f"<li><h2>Road of {n}</h2><p>{text}</p></li>" for n, text in enumerate(texts))
    return f"<body><h1>Roads</h1>{above}<ul>{items}</ul>{behind}</body>", texts


@pytest.mark.parametrize(
    "behind", ["<div class='nav pagination'>1 2 3</div>", "<button> Load more </button>"]
)
def test_texts_under_headings_of_their_own_on_a_page_of_many_are_a_list(behind: str) -> None:
    """A list that goes on behind them is no article; with a text of its own, or as declared, it is one."""
    markup, texts = _cards(behind)
    assert is_listing(markup, texts)
    assert not is_listing('<script>{"@type":"NewsArticle"}</script>' + markup, texts)
    assert not is_listing(_cards("")[0], texts)
    own = "Three mayors tell of their roads this week."
    assert not is_listing(_cards(behind, f"<p>{own}</p>")[0], [own, *texts])
    assert not is_listing(markup.replace("<li>", "").replace("</li>", ""), texts)


TOPIC = "".join(
    f'<div class=teaser><a href="/{at}"><span class=kicker>A camp is attacked in the north</span><h4>March {at}</h4>'
    f"<div class=dek>The army has not said how many were hurt in attack {at}.</div></a></div>"
    for at in range(5)
)
DECLARED = '<meta property="og:type" content="article"/>'
INTRODUCTION = "<p>All that we wrote on the group that four movements founded in March of the year 2017.</p>"


@pytest.mark.parametrize(
    ("names", "lists"),
    [
        ("archive category category-security rtl", True),
        ("archive tag tag-jnim", True),
        ("page-taxonomy", True),
        ("archive", False),  # an older article of a site that calls it so
        ("archive category single-post", False),
        ("category-security post-template", False),
        ("single", False),
    ],
)
def test_a_body_that_is_called_a_list_is_believed_more_than_its_head(names: str, lists: bool) -> None:
    """Sites declare every page an article; WordPress and Drupal tell in the body's classes which is one."""
    markup = f"<html><head>{DECLARED}</head><body class='{names}'>{INTRODUCTION}{TOPIC}</body></html>"
    assert is_listing(markup, [INTRODUCTION[3:-4]]) is lists


def test_an_article_on_a_page_that_is_called_a_list_stays() -> None:
    """It has more paragraphs than there are other headlines, or longer ones."""
    markup = f"<html><body class='archive category'>{TOPIC}</body></html>"
    assert not is_listing(markup, [f"The army went into village {at} on Monday." for at in range(8)])
    assert not is_listing(markup, ["The army went into the village on Monday and left it again. " * 5])
