"""Templates of messages: what they may say, what they cannot do, and what the web cannot do through them."""

import html
from pathlib import Path

import msgspec
import pytest
from hostile_server import Hostile
from hypothesis import given
from hypothesis import strategies as st
from newsroom import RULE, Newsroom

from processors.alerts.escape import escape
from processors.alerts.template import (
    BARE_EXAMPLE,
    EXAMPLE,
    Template,
    TemplateError,
    check_template,
    render_template,
)

LIST = (
    "{% for alert in alerts %}\n- [{{ alert.title }}]({{ alert.url }}), {{ loop.index }}\n{% endfor %}"
    "{% if more %}and {{ more }} more{% endif %}"
)


def test_a_template_shows_alerts_and_the_number_of_the_others() -> None:
    """Fields, lists, loops, conditions and times come out as they are written."""
    check_template(LIST, "markdown")
    _, body = render_template(Template(LIST, "", "markdown"), EXAMPLE, [EXAMPLE, BARE_EXAMPLE], 3)
    assert body == (
        r"- [A headline of \<some\> \*signs\*](https://example.org/a), 1" + "\n"
        r"- [A headline of \<some\> \*signs\*](https://example.org/a), 2" + "\nand 3 more"
    )
    shown = Template(
        "{{ published_at|time('Asia/Kabul', '%H:%M') }} {{ groups|join('+') }} {{ count }}", "{{ rule }}\nx"
    )
    assert render_template(shown, EXAMPLE, [EXAMPLE], 0) == ("rule x", "07:34 taliban+isis-k 1")
    assert render_template(shown, BARE_EXAMPLE, [BARE_EXAMPLE], 0)[1] == "  1"


def test_a_template_shows_the_day_of_publication() -> None:
    """As ISO 8601 or in a form of its own, and as nothing where the article tells none."""
    template = Template("{{ published_day }}, {{ published_day|time('UTC', '%d.%m.%Y') }}")
    check_template(template.body, "text")
    assert render_template(template, EXAMPLE, [EXAMPLE], 0)[1] == "2026-01-02, 02.01.2026"
    assert render_template(template, BARE_EXAMPLE, [BARE_EXAMPLE], 0)[1] == ", "


def growing(one: str, between: str = ", ", first: str = "'xxxxxxxx'") -> str:
    """Return a template in which each of eight loops has a value that is made of ten of the one before."""
    loops = "".join(
        "{% for x" + str(n + 1) + " in [" + one.format(between.join([f"x{n}"] * 10)) + "] %}"
        for n in range(8)
    )
    return "{% for x0 in [" + first + "] %}" + loops + "{{ x8|length }}" + "{% endfor %}" * 9


@pytest.mark.parametrize(
    ("source", "line", "told"),
    [
        ("a\n{{ titel }}", 2, "titel"),
        ("a\n\n{{ title.__class__ }}", 3, "__class__"),
        ("{{ title['__class__'] }}", 1, "__class__"),
        ("{{ published_at.year }}", 1, "year"),
        ("{{ range(9) }}", 1, "Call"),
        ("{{ 'x' * 1000000000 }}", 1, "Mul"),
        ("{{ '%1000000000d' % 1 }}", 1, "Mod"),
        ("{{ published_at|time('UTC', '%1000000000Y') }}", 1, "no form of a time"),
        ("{{ published_at|time('Nowhere') }}", 1, "Nowhere"),
        ("{{ title|time }}", 1, "no time; the times end in _at"),
        ("{{ title|safe }}", 1, "safe"),
        ("{{ title|join('xxxx') }}", 1, "no list"),
        ("{% if title is callable %}{% endif %}", 1, "callable"),
        ("{% include '/etc/passwd' %}", 1, "Include"),
        ("{% autoescape false %}{{ title }}{% endautoescape %}", 1, "Scope"),
        ("{% set x = title %}", 1, "Assign"),
        ("{% for sign in title %}{% endfor %}", 1, "no list"),
        ("{% for one in alerts recursive %}{% endfor %}", 1, "call itself"),
        ("{% for title in alerts %}{% endfor %}", 1, "taken"),
        ("".join("{% for x" + str(n) + " in alerts %}" for n in range(6)) + "{% endfor %}" * 6, 1, "rounds"),
        ("{% for a in alerts %}{% for b in alerts %}" + "x" * 100 + "{% endfor %}{% endfor %}", 1, "100000"),
        ("{% for x in alerts %}" * 150 + "{% endfor %}" * 150, 1, "deeply"),
        ("{{" + "(" * 3000 + "1" + ")" * 3000 + "}}", 1, "deeply"),
        ("one\n{{ title", 2, "unexpected end"),
        ("\n{{ groups[9] }}", 2, "9"),
        ("\n\n{{ title + 1 }}", 3, "concatenate"),
        ("x" * 30_000, 1, "characters"),
        ("a\n{{ " + "9" * 15_000 + " }}", 2, "a number of more than 18 digits"),
        ("a\n{{ 0x" + "f" * 15_000 + " }}", 2, "a number of more than 18 digits"),
        ("a\n{{ " + "9" * 30 + " }}", 2, "a number of more than 18 digits"),
        ("{{ '" + "f" * 15_000 + "'|int(0, 16) }}", 1, "a number of more than 18 digits"),
        ("{{ '9' ~ '" + "9" * 10_000 + "' + 1 }}", 1, "can only concatenate str"),
        ("{{ 1e400|int }}", 1, "a number of more than 18 digits"),
        ("{{ published_at|time('Europe') }}", 1, "'Europe' is no time zone"),
        ("{{ published_at|time('" + "a" * 10_000 + "') }}", 1, ""),
        ("{{ published_at|time('UTC', '" + "%c" * 9_000 + "') ~ 1 }}" * 2, 1, "100000 characters"),
        (growing("[{}]|join"), 1, "a value has more than 1000000 characters"),
        (growing("{}", " ~ "), 1, "a value has more than 1000000 characters"),
        (growing("{}", " + "), 1, "a value has more than 1000000 characters"),
        (growing("[{}]"), 1, "a value has more than 1000000 characters"),
        (growing("({}, 1)"), 1, "a value has more than 1000000 characters"),
        (growing("[{}]", ", ", "[]"), 1, "a value has more than 1000000 characters"),
        (
            "{{ [" + "1," * 8000 + "]|join('" + "x" * 3000 + "') }}",
            1,
            "a value has more than 1000000 characters",
        ),
        (
            "{% for a in alerts %}{% for b in alerts %}{{ ('" + "word " * 3000 + "')|title|length }}"
            "{% endfor %}{% endfor %}",
            1,
            "10000000 characters together",
        ),
        (
            "{% for a in [['"
            + "word " * 3000
            + "']|join] %}{% for b in alerts %}{% for c in alerts %}"
            + "{{ a|wordcount }}" * 100
            + "{% endfor %}{% endfor %}{% endfor %}",
            1,
            "",
        ),
    ],
)
def test_what_a_template_may_not_say_is_told_with_its_line(source: str, line: int, told: str) -> None:
    """Unknown names, reaching for attributes, calls, bombs and endless loops are refused when the template is read."""
    with pytest.raises(TemplateError) as error:
        check_template(source, "text")
    assert (error.value.line, told in error.value.message) == (line, True), error.value.message


@given(st.text())
def test_nothing_from_the_web_leaves_its_place(text: str) -> None:
    """In HTML a value is one text node or attribute, in Markdown no sign of it is bare, everywhere it is one line."""
    for form in ("text", "markdown", "html"):
        assert all(sign.isprintable() for sign in escape(text, form))
    marked = escape(text, "html")
    assert not set("<>\"'") & set(marked)
    assert html.unescape(marked) == escape(text, "text")
    bare = escape(text, "markdown").replace("\\\\", "")
    assert not [at for at, sign in enumerate(bare) if sign in "`*_[]<>" and bare[at - 1 : at] != "\\"]


def test_an_address_in_markdown_stays_one() -> None:
    """An address keeps its meaning and cannot end the link that it stands in."""
    told = escape("https://example.org/a_(b)?c=[d]&e=1", "markdown")
    assert told == "https://example.org/a%5F%28b%29?c=%5Bd%5D&e=1"
    assert escape("https://example.org/) [x](javascript:alert(1))", "markdown").count("\\(") == 2


def test_a_headline_cannot_bring_markup_into_a_message(tmp_path: Path) -> None:
    """By a real channel of Apprise a hostile headline arrives as text, in every format, beside the usual fields."""
    hostile = "<script>alert(1)</script> [x](http://evil.example) *b*"
    alert = msgspec.structs.replace(EXAMPLE, title=hostile)
    for form, wanted in (
        ("html", "<b>&lt;script&gt;alert(1)&lt;/script&gt; [x](http://evil.example) *b*</b>"),
        ("markdown", r"<b>\<script\>alert\(1\)\</script\> \[x\]\(http://evil.example\) \*b\*</b>"),
        ("text", f"<b>{hostile}</b>"),
    ):
        assert render_template(Template("<b>{{ title }}</b>", "", form), alert, [alert], 0)[1] == wanted


def test_a_template_of_a_channel_or_a_rule_is_what_is_sent(tmp_path: Path) -> None:
    """The rule's template goes before the channel's, and a webhook keeps every field beside the message."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.write_alerts(
            {
                "alerts": [RULE, {**RULE, "name": "own", "template": "own: {{ title }}"}],
                "channels": {
                    "desk": {
                        "url": newsroom.hook_url(),
                        "template": {
                            "format": "markdown",
                            "title": "Seen",
                            "body": "**{{ title }}** {{ outlets }}",
                        },
                    }
                },
            }
        )
        newsroom.publish("/one.xml", 1)
        newsroom.write_feeds()
        newsroom.run_pipeline()
        posts = {post["rule"]: post for post in newsroom.received_posts()}
    assert posts["own"]["message"] == "own: Report 1"
    assert "Report 1" in posts["taliban"]["message"]
    assert posts["taliban"]["message"].endswith(" 1")
    for post in posts.values():
        assert (post["title"], post["url"], post["outlets"]) == ("Report 1", newsroom.page_url(1), 1)
        assert {"source", "groups", "sentence", "rule", "key", "story_id"} <= set(post)


def test_a_template_that_is_none_is_told_with_file_and_line(tmp_path: Path) -> None:
    """`alerts check` points at the line within the template, for channels and for rules."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
    file = newsroom.config / "alerts.yaml"
    for text, line in (
        ("channels:\n  desk:\n    url: 'log:'\n    template: |\n      fine\n      {{ titel }}\n", 6),
        ("channels:\n  desk:\n    url: 'log:'\n    template: '{{ titel }}'\n", 4),
        (
            "channels:\n  desk:\n    url: 'log:'\n    template:\n"
            "      format: html\n      body: |-\n        {{ titel }}",
            7,
        ),
        (
            "channels: {desk: {url: 'log:'}}\nalerts:\n- name: a\n  query: b\n  to: [desk]\n  template: '{{ titel }}'",
            6,
        ),
    ):
        file.write_text(text)
        told = newsroom.run_command("alerts", "check", status=2).err
        assert f"alerts.yaml:{line}: template: unknown name 'titel'" in told
        assert told.count("\n") == 1
    file.write_text("channels: {desk: {url: 'log:', template: {format: rtf, body: x}}}\n")
    assert "alerts.yaml:1:" in newsroom.run_command("alerts", "check", status=2).err


def test_a_template_that_fails_in_spite_of_its_check_costs_the_form_alone(tmp_path: Path) -> None:
    """An alert whose values its template cannot take goes out in the usual form, and the delivery says why."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        template = "{% if outlets == 1 and groups|length == 1 %}{{ groups[7] }}{% endif %}fine"
        newsroom.write_alerts(
            {"alerts": [RULE], "channels": {"desk": {"url": newsroom.hook_url(), "template": template}}},
        )
        newsroom.publish("/one.xml", 1)
        newsroom.write_feeds()
        newsroom.run_pipeline()
        (post,), (line,) = newsroom.received_posts(), newsroom.run_command("alerts", "log", "--json").lines
    assert "Report 1" in post["title"]
    assert "one outlet carries it" in post["message"]
    assert (line["state"], "template failed" in line["detail"]) == ("sent", True)
