"""What each service receives: headlines that cannot act there, and messages of a length that it takes."""

import html
import re
from collections.abc import Iterator
from datetime import date

import msgspec
import pytest
from chat_services import CHANNELS, LONGEST, ChatServices, chat_services, main_text, texts
from hostile_server import page, status
from hypothesis import given, settings
from hypothesis import strategies as st

from processors.alerts.fit import split_message
from processors.alerts.message import Message, alert_message, digest_message
from processors.alerts.send import DeliveryError, message_parts, send_message
from processors.alerts.template import BARE_EXAMPLE, EXAMPLE, Template
from processors.text.cut import clusters

HEADLINE = (
    "By press@news.example: @everyone @here @channel @all @room @**all** <!channel> <!here|x> <@U123> <@&9> ||hid||"
    " <users/all> <at>all</at> [click](http://evil.example/) ![i](http://evil.example/i) <http://evil.example|bank>"
)
ACTS = re.compile(r"@(everyone|here|channel|all|room|\*\*|U123|&9)|<!|<@|<users|<at>", re.IGNORECASE)
MARKDOWN_LINK = re.compile(r"(?<!\\)\]\(http")
READ_ANGLE_LINKS = ("slack", "google chat")
READ_MARKDOWN_LINKS = ("discord", "mattermost", "teams", "zulip", "webex")
FORMS = {
    "usual": None,
    "text": Template("{{ title }}\n\n{{ url }}", "{{ title }}"),
    "markdown": Template("**{{ title }}**\n\n{{ url }}", "{{ title }}", "markdown"),
    "html": Template("<b>{{ title }}</b><p>{{ url }}</p>", "{{ title }}", "html"),
}
FLAG = "\U0001f1e6\U0001f1eb"
SENTENCE = f"Elders of the valley met e\u0301lus and {FLAG} envoys, " * 70
"""Over 3,000 letters without a full stop."""


@pytest.fixture
def services() -> Iterator[ChatServices]:
    """Run the services, which record what they are sent."""
    with chat_services() as running:
        yield running


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("service", [name for name in CHANNELS if name != "webhook"])
def test_a_headline_calls_nobody_and_hides_no_address(
    services: ChatServices, service: str, form: str
) -> None:
    """No mention of any chat, and no link under other words, reaches a service from a headline, in every format."""
    alert = msgspec.structs.replace(EXAMPLE, title=HEADLINE, sentence=HEADLINE)
    send_message(CHANNELS[service], alert_message(alert, FORMS[form]), "key")
    (body,) = services.messages()
    shown = [text for text in texts(body) if "evil.example" in text]
    assert shown
    for text in shown:
        assert not ACTS.search(text), text
        assert service not in READ_MARKDOWN_LINKS or not MARKDOWN_LINK.search(text), text
        assert service not in READ_ANGLE_LINKS or "<http" not in text, text
        assert "press@news.example" in text


def test_a_webhook_gets_the_headline_as_it_came(services: ChatServices) -> None:
    """The user's own program gets the fields without any change."""
    alert = msgspec.structs.replace(EXAMPLE, title=HEADLINE, sentence=HEADLINE)
    send_message(CHANNELS["webhook"], alert_message(alert), "key")
    (body,) = services.messages()
    assert (body["title"], body["sentence"], body["key"]) == (HEADLINE, HEADLINE, "key")


@pytest.mark.parametrize("service", CHANNELS)
def test_every_service_shows_the_day_of_publication(services: ChatServices, service: str) -> None:
    """An alert, and each alert of a digest, has the day beside its outlet, in whatever form the service reads."""
    for message in (alert_message(EXAMPLE), digest_message("digest 1", [EXAMPLE, EXAMPLE], 0)):
        send_message(CHANNELS[service], message, "key")
    alert, digest = (html.unescape(main_text(body)).replace("\\", "") for body in services.messages())
    assert "Example; published 2026-01-02; 2 outlets carry it" in alert
    assert digest.count("(Example, published 2026-01-02, outlets: 2)") == 2


def test_a_webhook_gets_the_day_and_the_time_of_publication(services: ChatServices) -> None:
    """The outlet's own day is a field beside the time in UTC, also of each alert of a digest."""
    kabul = msgspec.structs.replace(EXAMPLE, published_day=date(2026, 1, 3))
    for message in (alert_message(kabul), digest_message("digest 1", [kabul, BARE_EXAMPLE], 0)):
        send_message(CHANNELS["webhook"], message, "key")
    alert, digest = services.messages()
    assert (alert["published_day"], alert["published_at"]) == ("2026-01-03", "2026-01-02T03:04:00Z")
    assert [one["published_day"] for one in digest["alerts"]] == ["2026-01-03", None]


def test_a_late_alert_says_so(services: ChatServices) -> None:
    """One that was held back as a copy says it to readers, alone and in a digest, and to programs as a field."""
    late = msgspec.structs.replace(EXAMPLE, late=True)
    for message in (alert_message(late), digest_message("digest 1", [EXAMPLE, late], 0)):
        for channel in ("mattermost", "webhook"):
            send_message(CHANNELS[channel], message, "key")
    alert, webhook, digest, webhook_digest = services.messages()
    assert "Late: it was first taken for a copy of another story." in main_text(alert)
    assert main_text(digest).count("late: it was first taken for a copy of another story") == 1
    assert webhook["late"]
    assert [one["late"] for one in webhook_digest["alerts"]] == [False, True]


@pytest.mark.parametrize(
    ("more", "allowed"),
    [
        ("", {"parse": [], "users": [], "roles": []}),
        ("?ping=@everyone,<@17>", {"parse": ["everyone"], "users": ["17"], "roles": []}),
        ("?format=markdown", {"parse": [], "users": [], "roles": []}),
    ],
)
def test_discord_is_told_whom_it_may_call(
    services: ChatServices, more: str, allowed: dict[str, list[str]]
) -> None:
    """Nobody, but whom the channel's own address names; also where a template of the user's has a mention."""
    template = Template("@here **{{ title }}**", "", "markdown")
    send_message(CHANNELS["discord"] + "/" + more, alert_message(EXAMPLE, template), "key")
    (body,) = services.messages()
    assert body["allowed_mentions"] == allowed


@pytest.mark.parametrize("service", CHANNELS)
def test_a_digest_of_fifty_fits_every_service(services: ChatServices, service: str) -> None:
    """It goes in as many messages as the service needs, each alert whole in one of them, numbered in the titles."""
    alerts = [
        msgspec.structs.replace(EXAMPLE, title=f"{number}: {HEADLINE}", url=f"https://example.org/a{number}x")
        for number in range(50)
    ]
    send_message(CHANNELS[service], digest_message("digest 1", alerts, 7), "key")
    sent = services.messages()
    whole = [html.unescape(main_text(body)) for body in sent]
    assert all(sum(f"example.org/a{number}x" in text for text in whole) == 1 for number in range(50)), service
    if service == "webhook":
        assert len(sent) == 1
        return
    assert sum("and 7 more" in text for text in whole) == 1
    for body in sent:
        _assert_fits(service, main_text(body))
    if len(sent) > 1:
        assert all(
            f"({n}/{len(sent)})" in " ".join(texts(body)).replace("\\", "") for n, body in enumerate(sent, 1)
        )


@pytest.mark.parametrize("service", [name for name in CHANNELS if name != "webhook"])
def test_a_very_long_sentence_is_cut_and_leads_to_the_rest(services: ChatServices, service: str) -> None:
    """One alert stays one message with its address, and no character that a reader sees is broken."""
    alert = msgspec.structs.replace(EXAMPLE, title=SENTENCE[:400], sentence=SENTENCE * 4)
    send_message(CHANNELS[service], alert_message(alert), "key")
    (body,) = services.messages()
    text = html.unescape(main_text(body))
    assert "https://example.org/a" in text
    _assert_fits(service, main_text(body))
    assert {one for one in clusters(text) if ord(one[0]) > 0xFFFF} == {FLAG}
    assert text.count("e") > text.count("e\u0301") == text.count("\u0301") > 0


def test_an_html_template_that_is_too_long_gives_way_to_the_usual_form(services: ChatServices) -> None:
    """HTML is never cut within: the usual message goes, and it is told that it is not in its template's form."""
    template = Template("<p>" + "x" * 9000 + " {{ title }}</p>", "", "html")
    (part,) = message_parts(CHANNELS["telegram"], alert_message(EXAMPLE, template))
    assert part.format == "text"
    assert "more than the service takes" in str(part.template_error)
    assert EXAMPLE.url in part.body


def test_parts_that_were_accepted_are_not_sent_again(services: ChatServices) -> None:
    """A service that fails in the middle gets each part once: the next try begins where it ended."""
    message = alert_message(EXAMPLE, Template("\n\n".join(sign * 3000 for sign in "abc"), "T", "text"))
    services.refuse(
        "/hooks/3ccdd113474722377935511fc85d3dd4", page("ok"), status(500), page("ok"), page("ok")
    )
    accepted: list[int] = []
    with pytest.raises(DeliveryError, match="500"):
        send_message(CHANNELS["mattermost"], message, "key", 0, accepted.append)
    assert accepted == [1]
    send_message(CHANNELS["mattermost"], message, "key", accepted[-1], accepted.append)
    assert [re.sub("[^abc]", "", main_text(body))[-1] for body in services.messages()] == ["a", "b", "b", "c"]
    assert accepted == [1, 2]


def test_what_cannot_fit_is_sent_all_the_same() -> None:
    """A message never becomes none: what no cut makes fit goes whole, and the service says that it is too long."""
    message = Message("t", "a digest", {"alerts": []})
    assert split_message(message, lambda _: False) == [message]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text("ab \n\\*👨‍👩‍👧é漢", max_size=90).map(lambda text: f"{text} https://e.org/1"), min_size=1
    ),
    st.integers(40, 200),
)
def test_every_part_fits_and_no_address_is_lost(paragraphs: list[str], most: int) -> None:
    """Whatever a digest says, each part is short enough, and every address is in one of them."""
    message = Message("t", "\n\n".join(paragraphs), {"alerts": []})
    parts = split_message(message, lambda part: len(part.title) + len(part.body) <= most)
    assert all(len(part.title) + len(part.body) <= most for part in parts)
    assert sum(part.body.count("https://e.org/1") for part in parts) == len(paragraphs)


def _assert_fits(service: str, text: str) -> None:
    shown = html.unescape(text) if service == "telegram" else text
    length = len(shown.encode()) if service in ("ntfy", "webex") else len(shown.encode("utf-16-le")) // 2
    assert length <= LONGEST[service], (service, length)


@pytest.mark.parametrize("service", ["discord", "mattermost", "teams", "webex"])
def test_a_headline_stands_bold_and_whole_above_the_text(services: ChatServices, service: str) -> None:
    """It is a paragraph of the text, which no service cuts at the window's edge or makes as large as a page's title."""
    title = f"{'A long way to Kandahar ' * 6}& on"
    send_message(CHANNELS[service], alert_message(msgspec.structs.replace(EXAMPLE, title=title)), "key")
    (body,) = services.messages()
    first, _, rest = main_text(body).partition("\n\n")
    assert first.replace("\\", "") == f"**{EXAMPLE.rule}: {title}**"
    assert EXAMPLE.url in rest


def test_a_room_of_matrix_shows_no_mark_before_the_headline(services: ChatServices) -> None:
    """The headline is the first paragraph of a plain text."""
    send_message(CHANNELS["matrix"], alert_message(EXAMPLE), "key")
    assert services.messages()[-1]["body"].startswith(f"{EXAMPLE.rule}: {EXAMPLE.title}\n\n")


@pytest.mark.parametrize("form", FORMS)
def test_a_headline_that_a_topic_cuts_stands_whole_in_the_message(services: ChatServices, form: str) -> None:
    """Zulip's topics take 60 letters: the message begins with the rest of the headline too."""
    title = f"Elders {'of the valley ' * 6}meet"
    send_message(
        CHANNELS["zulip"],
        alert_message(msgspec.structs.replace(EXAMPLE, title=title), FORMS[form]),
        "key",
    )
    (body,) = services.messages()
    assert len(body["topic"][0]) <= 60
    assert title in body["content"][0].split("\n\n")[0]


@pytest.mark.parametrize(("service", "between"), [("teams", "\n\n"), ("webex", "  \n"), ("discord", "\n")])
def test_the_lines_of_a_digest_stay_lines(services: ChatServices, service: str, between: str) -> None:
    """Where a service joins the lines of a paragraph, each line ends as that service wants it."""
    send_message(CHANNELS[service], digest_message("digest 1", [EXAMPLE, BARE_EXAMPLE], 0), "key")
    (body,) = services.messages()
    assert f"outlets: 2\\){between}" in main_text(body)


@pytest.mark.parametrize("service", CHANNELS)
def test_the_sender_is_wirewatch(services: ChatServices, service: str) -> None:
    """No service shows the name of the library, nor a picture from its authors' server."""
    send_message(CHANNELS[service], alert_message(EXAMPLE), "key")
    assert "apprise" not in str(services.messages()).lower()
