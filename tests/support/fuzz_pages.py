"""Pages that no newsroom serves and some server will: each has to end as an article or under a named reason.

A page is made when it is asked for, since some weigh tens of megabytes. `PAGES` gives for each name a function without
arguments that returns the body and the Content-Type header.
"""

from collections.abc import Callable
from itertools import pairwise
from random import Random

PageBody = tuple[bytes, str]
HTML = "text/html; charset=utf-8"
SENTENCE = "The ministry said on Tuesday that the road to the north had been opened again for trucks and ambulances. "
RUSSIAN = "Министерство сообщило во вторник, что дорога на север снова открыта для грузовиков и машин скорой помощи. "
ARABIC = "قالت الوزارة يوم الثلاثاء إن الطريق المؤدي إلى الشمال فتح مرة أخرى أمام الشاحنات وسيارات الإسعاف. "
PARAGRAPHS = f"<p>{SENTENCE * 3}</p>" * 6
BODY = f"<body><article><h1>Road opened</h1>{PARAGRAPHS}</article></body>"
ARTICLE = f"<html><head><title>Road opened</title></head>{BODY}</html>"
MEGA = 1_000_000


def _wrapped(inside: str) -> str:
    return ARTICLE.replace("</article>", f"{inside}</article>")


def _html(text: str, errors: str = "strict") -> PageBody:
    return text.encode("utf-8", errors), HTML


def _truncated(at: int) -> Callable[[], PageBody]:
    return lambda: (ARTICLE.encode()[:at], HTML)


def _deep(tag: str, depth: int = 100_000, closed: bool = False) -> Callable[[], PageBody]:
    return lambda: _html(_wrapped(f"<{tag}>" * depth + "x" + (f"</{tag}>" * depth if closed else "")))


def _mixed() -> PageBody:
    parts = (ARTICLE[:200].encode(), RUSSIAN.encode("cp1251"), RUSSIAN.encode(), ARABIC.encode("cp1256"))
    return b"<p>".join(parts) * 5 + ARTICLE.encode("utf-16-le"), HTML


def _noise(seed: int, size: int = 200_000) -> Callable[[], PageBody]:
    return lambda: (b"<html><body><p>" + Random(seed).randbytes(size), HTML)  # noqa: S311


def _soup(seed: int, count: int = 20_000) -> Callable[[], PageBody]:
    """Make tags, attributes and entities in an order that no rule of HTML foresees."""
    chance = Random(seed)  # noqa: S311
    pieces = (
        *(
            "<p>",
            "</p>",
            "<div class='x'>",
            "</table>",
            "<table><tr>",
            "<td",
            "</article>",
            "<b><i>",
            "</b>",
            "&amp;",
        ),
        *(
            "&#x110000;",
            "&#0;",
            "&nosuch;",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<script>",
            "</script>",
            "\x00",
            "\u202e",
        ),
        *(
            "<svg><p>",
            "<template>",
            "<select><option>",
            "<a href=",
            '"',
            "'",
            ">",
            "<",
            "\ud800",
            "\ufffe",
            SENTENCE,
            RUSSIAN,
        ),
    )
    return lambda: _html("".join(chance.choices(pieces, k=count)), "surrogatepass")


def _entities() -> PageBody:
    names = "abcdefghij"
    bomb = "".join(f'<!ENTITY {new} "{f"&{old};" * 20}">' for old, new in pairwise(names))
    return (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "boom">{bomb}]>{_wrapped("<p>&j;</p>" * 50)}'.encode(),
        HTML,
    )


def _json_ld(depth: int) -> PageBody:
    nested = '{"@type":"NewsArticle","author":' * depth + "1" + "}" * depth
    script = f'<script type="application/ld+json">{nested}</script>'
    return _html(ARTICLE.replace("</head>", f"{script}</head>"))


_ATTRIBUTES = " ".join(f"a{n}=b" for n in range(200_000))
PAGES: dict[str, Callable[[], PageBody]] = {
    "whole": lambda: _html(ARTICLE),
    "empty": lambda: (b"", HTML),
    "blank": lambda: (b" \n" * 1000, HTML),
    "no charset": lambda: (ARTICLE.encode(), ""),
    **{f"truncated at {at}": _truncated(at) for at in (1, 7, 40, 90, 300, 700, 1500)},
    **{
        f"deep {tag}": _deep(tag)
        for tag in ("div", "b", "table", "blockquote", "ul", "a", "font", "svg", "p", "script")
    },
    "deep and closed": _deep("div", closed=True),
    **{
        f"2,000 deep {tag}": _deep(tag, 2_000, closed=True)
        for tag in (
            "b",
            "blockquote",
            "ul",
            "ol><li",
            "a",
            "font",
            "svg",
            "span",
            "section",
            "article",
            "dl><dd",
            "figure",
        )
    },
    "deep 2,000": _deep("div", 2_000, closed=True),
    "20,000 boxes of one line": lambda: _html(_wrapped(f"<p>{SENTENCE * 9}</p>" + "<div>x y</div>" * 20_000)),
    "one line of 20 MB": lambda: _html(_wrapped(f"<p>{SENTENCE * (20 * MEGA // len(SENTENCE))}</p>")),
    "one word of 20 MB": lambda: _html(_wrapped("<p>" + "a" * 20 * MEGA)),
    "20 MB of text": lambda: ((SENTENCE * (20 * MEGA // len(SENTENCE))).encode(), "text/plain"),
    "20 MB of one line's blanks": lambda: _html(_wrapped(" " * 20 * MEGA)),
    "20 MB of newlines": lambda: _html(_wrapped("\n" * 20 * MEGA)),
    "20 MB of brackets": lambda: _html("<" * 20 * MEGA),
    "20 MB of ampersands": lambda: _html(_wrapped("&" * 20 * MEGA)),
    "20 MB of Russian": lambda: (RUSSIAN.encode("cp1251") * (20 * MEGA // len(RUSSIAN)), "text/html"),
    "20 MB of comment": lambda: _html(_wrapped("<!--" + "x -- " * 4 * MEGA)),
    "20 MB of script": lambda: _html(_wrapped(f"<script>{'var a=1;' * (20 * MEGA // 8)}</script>")),
    "20 MB of JSON-LD": lambda: _html(
        ARTICLE.replace("</head>", f'<script type="application/ld+json">{"[" * 20 * MEGA}</script></head>')
    ),
    "many paragraphs": lambda: _html(_wrapped(f"<p>{SENTENCE}</p>" * 20_000)),
    "many short paragraphs": lambda: _html(_wrapped("<p>word word</p>" * 39_000)),
    "many links": lambda: _html(_wrapped('<a href="/x">Read this too</a> ' * 39_000)),
    "many breaks": lambda: _html(_wrapped(f"<p>{'word<br>' * 70_000}</p>")),
    "many spans": lambda: _html(_wrapped(f"<p>{'<span>word</span>' * 39_000}</p>")),
    "a live blog": lambda: _html(
        _wrapped(f"<div class=post><time>12:45</time><p>{SENTENCE}</p></div>" * 4_000)
    ),
    "declared as another": lambda: (ARTICLE.replace("Road", "Дорога").encode(), "text/html; charset=gb18030"),
    "Russian declared as Latin": lambda: (
        _wrapped(f"<p>{RUSSIAN * 9}").encode("cp1251", "replace"),
        "text/html; charset=latin-1",
    ),
    "UTF-16 declared as UTF-8": lambda: (ARTICLE.encode("utf-16"), HTML),
    "UTF-8 declared as UTF-16": lambda: (ARTICLE.encode(), "text/html; charset=utf-16"),
    "UTF-7": lambda: (ARTICLE.encode("utf-7"), "text/html; charset=utf-7"),
    "UTF-32": lambda: (ARTICLE.encode("utf-32"), "text/html"),
    "a set that is none": lambda: (ARTICLE.encode(), "text/html; charset=klingon"),
    "a codec that is no set": lambda: (ARTICLE.encode(), "text/html; charset=zlib"),
    "a type that is none": lambda: (ARTICLE.encode(), ";;;=,\x00charset"),
    "a picture": lambda: (b"\x89PNG\r\n\x1a\n" + bytes(1000), HTML),
    "a PDF called HTML": lambda: (b"%PDF-1.7\n" + bytes(range(256)) * 40, HTML),
    "lone surrogates": lambda: (_wrapped("<p>" + "\ud800 \udfff" * 9).encode("utf-8", "surrogatepass"), HTML),
    "surrogates as references": lambda: _html(
        _wrapped(f"<p>{'&#xD800;&#xDFFF;&#55357;' * 500}{SENTENCE}</p>")
    ),
    "NULs": lambda: (ARTICLE.replace(" ", "\x00 ").encode(), HTML),
    "only NULs": lambda: (bytes(MEGA), HTML),
    "NULs in tags": lambda: (ARTICLE.replace("<p", "<\x00p").encode(), HTML),
    "mixed sets": _mixed,
    "right to left": lambda: _html(
        _wrapped(f"<p>\u202e{ARABIC * 9}\u202d{SENTENCE}\u2066{ARABIC}\u200f</p>" * 20)
    ),
    "only marks": lambda: _html(_wrapped("<p>" + "\u202e\u200f\u2067\u0301" * 100_000)),
    "stacked accents": lambda: _html(_wrapped("<p>a" + "\u0301" * 300_000 + SENTENCE)),
    "one tag of many attributes": lambda: _html(
        _wrapped(f"<p {' '.join(f'a{n}=b' for n in range(200_000))}>{SENTENCE}")
    ),
    "an end of tag in each of many attributes": lambda: _html(
        _wrapped("<p " + " ".join(f"a{n}='>'" for n in range(200_000)) + f">{SENTENCE}")
    ),
    "many attributes after code and a false style": lambda: _html(
        _wrapped(f"<p title='<style>'><script>if(a<b c='</script><p {_ATTRIBUTES}> ' </style>{SENTENCE}")
    ),
    "many attributes after an empty comment": lambda: _html(_wrapped(f"<!--><p {_ATTRIBUTES}>-->{SENTENCE}")),
    "9 MB of equals signs in a tag": lambda: _html(_wrapped(f"<p {'= ' * (9 * MEGA // 2)}>{SENTENCE}")),
    "9 MB of quotes in a tag": lambda: _html(_wrapped("<p " + "a='>'" * (9 * MEGA // 5))),
    "one attribute of 9 MB": lambda: _html(_wrapped(f"<p title='{'x' * 9 * MEGA}'>{SENTENCE * 3}</p>")),
    "one class of many names": lambda: _html(
        _wrapped(f"<div class='{'ad share ' * 300_000}'><p>{SENTENCE * 3}</p></div>")
    ),
    "one tag of 9 MB": lambda: _html(_wrapped("<" + "p" * 9 * MEGA)),
    "attributes over and over": lambda: _html(_wrapped(f"<p {'a=1 ' * 200_000}>{SENTENCE}")),
    "unclosed tags": lambda: _html(_wrapped(f"<b>{SENTENCE}" * 5_000)),
    "unclosed of every kind": lambda: _html(_wrapped("<b><i><u><a href=x><font><em><strong>word " * 3_000)),
    "misnested formatting": lambda: _html(_wrapped("<b><p></b><i><p></i>" * 4_000)),
    "tables in tables": lambda: _html(_wrapped("<table><tr><td>" * 600 + SENTENCE * 5)),
    "forms in forms": lambda: _html(_wrapped(f"<form><select><option><p>{SENTENCE}" * 2_000)),
    "end tags": lambda: _html(_wrapped("</p></div></b>" * 50_000)),
    "entities that grow": _entities,
    "references": lambda: _html(_wrapped(f"<p>{'&amp;&lt;&#x26;&notin;' * 100_000}</p>")),
    "a reference of many digits": lambda: _html(_wrapped(f"<p>&#{'9' * 100_000};{SENTENCE}</p>")),
    "XHTML": lambda: (f'<?xml version="1.0"?>{ARTICLE}'.encode(), "application/xhtml+xml"),
    "CDATA": lambda: _html(_wrapped(f"<![CDATA[{SENTENCE * 100}")),
    "no html": lambda: _html(SENTENCE * 5),
    "only text, many lines": lambda: ("\n".join(["word"] * 200_000).encode(), "text/plain"),
    "only blanks and dots": lambda: ((" . " * 300_000).encode(), "text/plain"),
    "one URL of 400,000 letters": lambda: (("http://" + "a." * 200_000).encode(), "text/plain"),
    "dashes": lambda: (("- " * 200_000 + SENTENCE * 3).encode(), "text/plain"),
    "brackets": lambda: (("(" * 200_000 + SENTENCE * 3).encode(), "text/plain"),
    "quotes": lambda: _html(_wrapped(f"<p>{'“' * 100_000}{SENTENCE}{'”' * 100_000}</p>")),
    "digits": lambda: _html(_wrapped(f"<p>{'12.11.2026 ' * 30_000}</p>")),
    "capitals": lambda: _html(_wrapped(f"<p>{'KABUL ' * 50_000}(AP) - {SENTENCE}</p>")),
    "datelines": lambda: _html(_wrapped(f"<p>{'KABUL (AP) - ' * 20_000}{SENTENCE}</p>")),
    "JSON-LD nested": lambda: _json_ld(50_000),
    "a title of 5 MB": lambda: _html(ARTICLE.replace("Road opened", "Road opened " * 400_000)),
    "many metas": lambda: _html(
        ARTICLE.replace("</head>", '<meta property="og:title" content="x">' * 70_000 + "</head>")
    ),
    "a date of 1 MB": lambda: _html(
        ARTICLE.replace(
            "</head>", f'<meta property="article:published_time" content="{"2026-11-" * 100_000}"></head>'
        )
    ),
    "the same block over and over": lambda: _html(_wrapped(f"<div><p>{SENTENCE * 2}</p></div>" * 3_000)),
    "Chinese without a break": lambda: _html(
        _wrapped(f"<p>{'部长周二表示通往北方的道路已经重新开放' * 20_000}</p>")
    ),
    "Thai without a break": lambda: _html(_wrapped(f"<p>{'กระทรวงกล่าวว่าถนนเปิดอีกครั้ง' * 10_000}</p>")),
    "emoji": lambda: _html(_wrapped(f"<p>{'👨‍👩‍👧‍👦🏳️‍🌈' * 20_000}</p>")),
    **{f"noise {seed}": _noise(seed) for seed in range(4)},
    **{f"soup {seed}": _soup(seed) for seed in range(8)},
}
