"""What a mail server receives: headlines that cannot act in a mail, and digests of any length."""

import msgspec
import pytest
from bs4 import BeautifulSoup
from mail_server import mail_server

from processors.alerts.message import alert_message, digest_message
from processors.alerts.send import DeliveryError, send_message
from processors.alerts.template import EXAMPLE, Template

pytestmark = [
    # Apprise imports it, once, when it is first asked for a channel.
    pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning"),
    # aiosmtpd asks whether a function is a coroutine in a way that Python 3.14 deprecates.
    pytest.mark.filterwarnings("ignore:'asyncio.iscoroutinefunction' is deprecated:DeprecationWarning"),
]

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
    whole = " ".join(text for mail in server.mails for text in mail.texts)
    assert [n for n in range(300) if whole.count(f"example.org/a{n}x") != 1] == []
    assert whole.count("and 7 more") == 1
    assert max(len(line) for mail in server.mails for line in mail.raw.split(b"\r\n")) <= LONGEST_LINE
    if len(server.mails) > 1:
        for number, mail in enumerate(server.mails, 1):
            assert f"({number}/{len(server.mails)})" in mail.message["subject"]


def test_a_refusal_is_told_without_the_password() -> None:
    """What the server says is what is told of the delivery; the password in the channel's address is not."""
    with mail_server("552 5.3.4 message too big") as server, pytest.raises(DeliveryError) as told:
        send_message(server.channel, alert_message(EXAMPLE), "key")
    assert server.mails == []
    assert "pa/ss" not in str(told.value)
    assert "pa%2Fss" not in str(told.value)
