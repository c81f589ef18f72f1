"""The text that a page carries without showing it is found, and only the article's."""

import json
from datetime import UTC, datetime

from processors.clean import find_body
from processors.page.embedded_text import find_embedded_text

NOW = datetime(2026, 11, 22, tzinfo=UTC)

LINES = [
    f"The ministers agreed on point {n} of the treaty, which had been open since the spring."
    for n in range(6)
]
MARKUP = "".join(f"<p>{line}</p>" for line in LINES)
OTHERS = [
    f"Story {n}: the river rose above the bridge, and the schools were closed on Monday." for n in range(40)
]


def test_json_ld_s_text_comes_first():
    """JSON-LD's text is taken where it is long enough to be an article, its markup undone."""
    assert find_embedded_text("<body></body>", MARKUP, []) == (LINES, "json-ld")
    assert find_embedded_text("<body></body>", LINES[0], []) == ([], "")


def test_data_is_the_article_s_beside_the_headline():
    """Of a script's data the text in the object that has the headline is taken, and no longer list of other stories."""
    data = {
        "page": {
            "title": "A treaty",
            "article": {"headline": "A treaty", "by": "Jane Doe", "body": [{"text": line} for line in LINES]},
            "others": [{"headline": line[:9], "text": line} for line in OTHERS],
        }
    }
    page = f'<body><script type="application/json">{json.dumps(data)}</script></body>'
    assert find_embedded_text(page, None, ["A treaty"]) == (LINES, "data of a script")
    assert find_embedded_text(page, None, ["Something else"]) == ([], "")


def test_a_script_that_is_no_json_is_read_by_its_texts():
    """Where a script assigns its data by code, its longest text is taken if the headline is among its texts."""
    told = f"title: {json.dumps('A treaty on trade')}, body: {json.dumps(MARKUP)}"
    script = f"window.x = (function(a){{return {{{told}}}}})(1)"
    assert (
        find_embedded_text(f"<body><script>{script}</script></body>", None, ["A treaty on trade"])[0] == LINES
    )


def test_templates_and_readers_without_scripts():
    """A template's article and that for readers without scripts are taken; a notice to switch scripts on is not."""
    for page in (f"<noscript>{MARKUP}</noscript>", f'<script type="text/template">{MARKUP}</script>'):
        assert find_embedded_text(f"<body>{page}</body>", None, []) == (LINES, "template")
    assert find_embedded_text(
        "<body><noscript><p>Please switch scripts on.</p></noscript></body>", None, []
    ) == ([], "")


def test_hostile_data_is_no_text():
    """Data that nests without end, and markup that is too much to parse, give nothing."""
    deep = '<body><script>{"a":' + "[" * 100_000 + "</script></body>"
    assert find_embedded_text(deep, "<p>" * 200_000 + " word" * 60, []) == ([], "")


def test_what_a_wall_says_without_scripts_is_not_the_article():
    """A page that asks for scripts carries its article for readers without them; a bot check explains itself there."""
    for title, shown, expected in (
        ("A treaty", "Loading the story", LINES),
        ("Just a moment...", "Checking your browser before accessing the site.", None),
    ):
        head = f"<html><head><title>{title}</title></head>"
        page = f"{head}<body><p>{shown}</p><noscript>{MARKUP}</noscript></body></html>"
        body, *_ = find_body(page, None, "", NOW, "https://news.example/x")
        assert list(body.texts) == (expected or [shown])
