"""What a mail server receives: headlines that cannot act in a mail, and digests of any length."""

import re

import msgspec
import pytest
from bs4 import BeautifulSoup
from mail_server import Mail, mail_server

from processors.alerts.message import alert_message, digest_message
from processors.alerts.send import DeliveryError, send_message
from processors.alerts.template import EXAMPLE, Template
from processors.records import Alert

# aiosmtpd asks whether a function is a coroutine in a way that Python 3.14 deprecates.
pytestmark = pytest.mark.filterwarnings(
    "ignore:'asyncio.iscoroutinefunction' is deprecated:DeprecationWarning"
)

HEADLINE = (
    "Elders \u0646 met\r\nBcc: spy@evil.example\r\n\r\n<script src=http://evil.example/s></script>"
    '<img src="http://evil.example/i"><a href="http://evil.example/">bank</a> [click](http://evil.example/)'
    " ![i](http://evil.example/i) <http://evil.example/> @everyone\n.\r\nQUIT"
)
FORMS = {
    "usual": None,
    "text": Template("{{ title }}\n\n{{ url }}", "{{ title }}"),
    "markdown": Template("**{{ title }}**\n\n{{ url }}", "{{ title }}", "markdown"),
    "html": Template("<b>{{ title }}</b><p>{{ url }}</p>", "{{ title }}", "html"),
}
LONGEST_LINE = 998
"""Bytes of one line of a mail without its end (RFC 5322, 2.1.1)."""


@pytest.mark.parametrize("form", FORMS)
def test_a_headline_adds_no_header_no_reader_and_no_link(form: str) -> None:
    """One mail comes, to its reader alone, with one subject; its HTML has no picture, script or link of a headline."""
    alert = msgspec.structs.replace(EXAMPLE, title=HEADLINE, sentence=HEADLINE)
    with mail_server() as server:
        send_message(server.channel, alert_message(alert, FORMS[form]), "key")
    (mail,) = server.mails
    assert (mail.sender, mail.recipients) == ("wirewatch@news.example", ("reader@news.example",))
    assert mail.message.get_all("bcc") is None
    (subject,) = mail.message.get_all("subject", [])
    assert "Elders \u0646 met Bcc: spy@evil.example" in subject
    assert any(EXAMPLE.url in text for text in mail.texts)
    for part in mail.message.walk():
        if part.get_content_type() == "text/html":
            page = BeautifulSoup(part.get_content(), "lxml")
            assert page.select("script, img, iframe, form") == []
            assert {link["href"] for link in page.select("[href]")} <= {EXAMPLE.url}
            assert "Elders" in page.get_text()
    assert server.logins == [("desk", "pa/ss")]


def test_a_digest_of_three_hundred_is_all_there() -> None:
    """It comes in as many mails as it takes, each alert once, and no line is longer than mail allows."""
    alerts = [
        msgspec.structs.replace(EXAMPLE, title=f"{number}: {HEADLINE}", url=f"https://example.org/a{number}x")
        for number in range(300)
    ]
    with mail_server() as server:
        send_message(server.channel, digest_message("digest 1", alerts, 7), "key")
    whole = " ".join(mail.texts[0] for mail in server.mails)  # the second is the same as HTML
    assert all(f"example.org/a{n}x" in " ".join(mail.texts[1] for mail in server.mails) for n in range(300))
    assert [n for n in range(300) if whole.count(f"example.org/a{n}x") != 1] == []
    assert whole.count("and 7 more") == 1
    assert max(len(line) for mail in server.mails for line in mail.raw.split(b"\r\n")) <= LONGEST_LINE
    if len(server.mails) > 1:
        for number, mail in enumerate(server.mails, 1):
            assert f"({number}/{len(server.mails)})" in mail.message["subject"]


def sent(alert: Alert = EXAMPLE, key: str = "key", *, times: int = 1) -> list[Mail]:
    """Send an alert so many times; return the mails that came."""
    with mail_server() as server:
        for _ in range(times):
            send_message(server.channel, alert_message(alert), key)
    return server.mails


def test_a_mail_is_text_and_html() -> None:
    """Its two forms say the same; in the second one the alert's own address alone is a link."""
    (mail,) = sent()
    assert mail.message.get_content_type() == "multipart/alternative"
    plain, page = mail.message.iter_parts()
    assert (plain.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    for fact in ("A sentence & more.", "Example; published 2026-01-02", EXAMPLE.url):
        assert fact in plain.get_content()
        assert fact in BeautifulSoup(page.get_content(), "lxml").get_text()
    assert [link["href"] for link in BeautifulSoup(page.get_content(), "lxml").select("[href]")] == [
        EXAMPLE.url
    ]


def test_programs_know_what_a_mail_is() -> None:
    """A retry has the same Message-ID, mails of one story one thread, rules a list, and no machine answers."""
    first, again = sent(times=2)
    (other,) = sent(msgspec.structs.replace(EXAMPLE, rule="Афганистан"), "other")
    (elsewhere,) = sent(msgspec.structs.replace(EXAMPLE, story_id="1" * 64), "third")
    for name in ("Message-ID", "References", "List-Id", "Idempotency-Key"):
        assert first.message[name] == again.message[name]
    assert first.message["Message-ID"] == "<key.1@news.example>"
    assert first.message["Idempotency-Key"] == "key"
    assert first.message["References"] == other.message["References"] != elsewhere.message["References"]
    assert first.message["List-Id"] == "<rule.wirewatch.news.example>" != other.message["List-Id"]
    assert other.message["List-Id"].isascii()
    assert first.message["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("letters", [90, 240, 2000])
def test_a_subject_of_any_length_is_folded(letters: int) -> None:
    """Arabic headlines come as words of 75 signs at most, in lines of 78, and read as they were."""
    title = ("هجوم على قافلة في ولاية هلمند " * 100)[:letters].strip()
    (mail,) = sent(msgspec.structs.replace(EXAMPLE, title=title))
    head = mail.raw.partition(b"\r\n\r\n")[0]
    assert max(map(len, head.split(b"\r\n"))) <= 78
    assert max(len(word) for word in re.findall(rb"=\?.*?\?=", head)) <= 75
    subject = mail.message["subject"]
    assert title[:200] in subject if letters > 200 else subject == f"rule: {title}"


def test_what_the_mail_server_says_is_told() -> None:
    """The reason of a refusal is the server's own, so that a person can mend it."""
    with (
        mail_server("552 5.3.4 message too big") as server,
        pytest.raises(DeliveryError, match=r"552 5\.3\.4 message too"),
    ):
        send_message(server.channel, alert_message(EXAMPLE), "key")
    with pytest.raises(DeliveryError, match="the mail server cannot be used"):
        send_message(server.channel, alert_message(EXAMPLE), "key")


def test_a_refusal_is_told_without_the_password() -> None:
    """What the server says is what is told of the delivery; the password in the channel's address is not."""
    with mail_server("552 5.3.4 message too big") as server, pytest.raises(DeliveryError) as told:
        send_message(server.channel, alert_message(EXAMPLE), "key")
    assert server.mails == []
    assert "pa/ss" not in str(told.value)
    assert "pa%2Fss" not in str(told.value)
