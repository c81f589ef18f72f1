"""An alert as a mail that other programs understand: text and HTML, one Message-ID however often it is sent.

Apprise knows the server, the login and the readers. The mail itself is made here by the standard library, which writes
its subject and lines as RFC 5322 and RFC 2047 want them.
"""

import hashlib
import html
import re
import smtplib
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from importlib import import_module
from typing import Any

from processors.alerts.digest import CHART_NAME, digest_page, draw_chart
from processors.alerts.escape import one_line
from processors.alerts.message import Message

MAIL_SCHEMES = ("mailto", "mailtos")
NO_PGP = "no"
POLICY = SMTP.clone(cte_type="7bit", max_line_length=76)
"""Lines end as mail wants it, and no server needs eight bits. At 78 an encoded word has one sign too many."""


class MailRefused(Exception):
    """The server did not take the mail; the text is what it said."""


class LoginRefused(MailRefused):
    """The server does not take the user or the password."""


def is_mail(service: Any, scheme: str) -> bool:
    """Tell whether a service of Apprise is a mail server that `send_mail` can use: one without PGP."""
    return scheme in MAIL_SCHEMES and service.pgp_mode == NO_PGP


def send_mail(service: Any, message: Message, key: str, part: int = 1) -> None:
    """Send a message to each of a mail channel's readers. Raises MailRefused and LoginRefused.

    `service` is Apprise's, made of the channel's address.
    """
    apprise_mail: Any = import_module("apprise.plugins.email.base")
    try:
        with apprise_mail.AppriseSMTPController(
            host=service.smtp_host,
            port=service.port,
            secure_mode=service.secure_mode,
            user=service.user,
            password=service.password,
            verify_certificate=service.verify_certificate,
            socket_connect_timeout=service.socket_connect_timeout,
        ) as connection:
            for name, reader in service.targets:
                mail = make_mail(service, message, key, part, _address(name, reader))
                readers = [reader, *sorted((service.cc | service.bcc) - {reader})]
                # Its own method says no more than that it failed.
                refused = connection._socket.sendmail(service.from_addr[1], readers, mail.as_bytes())
                if refused:
                    raise MailRefused("; ".join(f"{who}: {_said(*why)}" for who, why in refused.items()))
    except smtplib.SMTPAuthenticationError as error:
        raise LoginRefused(_said(error.smtp_code, error.smtp_error)) from None
    except smtplib.SMTPRecipientsRefused as error:
        raise MailRefused(
            "; ".join(f"{who}: {_said(*why)}" for who, why in error.recipients.items())
        ) from None
    except smtplib.SMTPResponseException as error:
        raise MailRefused(_said(error.smtp_code, error.smtp_error)) from None
    except (OSError, smtplib.SMTPException) as error:
        raise MailRefused(one_line(f"the mail server cannot be used: {error}")) from None


def make_mail(service: Any, message: Message, key: str, part: int, to: Address) -> EmailMessage:
    """Make the mail to one reader. What is tried again has the same Message-ID, so that programs know it for one."""
    sender = service.from_addr
    domain = sender[1].rpartition("@")[2]
    mail = EmailMessage(policy=POLICY)
    mail["Subject"] = one_line(message.title)
    mail["From"] = _address(sender[0] or "Wirewatch", sender[1])
    mail["To"] = to
    if copies := sorted(service.cc - {to.addr_spec}):
        mail["Cc"] = [_address(service.names.get(one), one) for one in copies]
    if service.reply_to:
        mail["Reply-To"] = [_address(service.names.get(one), one) for one in sorted(service.reply_to)]
    mail["Date"] = format_datetime(datetime.now(UTC))
    mail["Message-ID"] = f"<{key}.{part}@{domain}>"
    if thread := _thread(message):
        mail["In-Reply-To"] = mail["References"] = f"<{thread}@{domain}>"
    mail["List-Id"] = f"<{_label(str(message.fields['rule']))}.wirewatch.{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["Idempotency-Key"] = key
    for name, value in service.headers.items():
        if name not in mail:
            mail[name] = one_line(str(value))
    plain, page = _forms(message)
    mail.set_content(plain)
    digest = message.digest
    if digest is None or digest.body != message.body:  # of one that was cut, this is a part
        mail.add_alternative(page, subtype="html")
        return mail
    chart, chart_id = draw_chart(digest.alerts), f"{CHART_NAME}.{key}@{domain}"
    mail.add_alternative(digest_page(digest, chart_id if chart else None), subtype="html")
    if chart:
        written: Any = mail.get_payload(1)
        written.add_related(
            chart, "image", "png", cid=f"<{chart_id}>", disposition="inline", filename=f"{CHART_NAME}.png"
        )
    return mail


def _thread(message: Message) -> str:
    """Name the story of an alert, which all mails about it refer to; empty for what has several, or none."""
    story = message.fields.get("story_id")
    if not story or "alerts" in message.fields:
        return ""
    return f"story.{hashlib.sha256(str(story).encode()).hexdigest()[:32]}"


def _label(rule: str) -> str:
    """Write a rule's name as a part of a List-Id, which has no letters but those of ASCII."""
    plain = re.sub(r"[^a-z0-9]+", "-", rule.lower()).strip("-")
    return plain if plain and rule.isascii() else f"rule-{hashlib.sha256(rule.encode()).hexdigest()[:12]}"


def _forms(message: Message) -> tuple[str, str]:
    """Give a message as plain text, and as a page of HTML whose only links are those of its alerts."""
    from apprise.conversion import format as apprise_format

    convert: Any = apprise_format.convert_between  # it has no types
    if message.format == "html":
        return convert("html", "text", message.body), message.body
    if message.format == "markdown":
        return message.body, convert("markdown", "html", message.body)
    urls = {str(one.get("url")) for one in (message.fields, *message.fields.get("alerts", ()))}
    paragraphs = (
        "<br>\n".join(_linked(line, urls) for line in paragraph.split("\n"))
        for paragraph in message.body.split("\n\n")
    )
    body = "\n".join(f'<p dir="auto">{paragraph}</p>' for paragraph in paragraphs)
    return message.body, f"<!doctype html>\n<html><body>\n{body}\n</body></html>\n"


def _linked(line: str, urls: set[str]) -> str:
    words = (
        f'<a href="{html.escape(word)}">{html.escape(word)}</a>' if word in urls else html.escape(word)
        for word in line.split(" ")
    )
    return " ".join(words)


def _address(name: Any, address: str) -> Address:
    return Address(display_name=str(name) if name else "", addr_spec=address)


def _said(code: int, text: bytes | str) -> str:
    told = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return one_line(f"the mail server answers: {code} {told}")
