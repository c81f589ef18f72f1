"""A mail server on loopback that keeps what it is sent, as it came over the wire."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, NamedTuple, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword


class Mail(NamedTuple):
    """One delivery: from whom and to whom the server was told to bring it, and the message."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage
    raw: bytes

    @property
    def texts(self) -> list[str]:
        """Every text of it, in each of its forms, decoded."""
        return [part.get_content() for part in self.message.walk() if part.get_content_maintype() == "text"]


class MailServer:
    """What was delivered. `channel` is an address for alerts."""

    def __init__(self, refusal: str | None) -> None:
        self.mails: list[Mail] = []
        self.logins: list[tuple[str, str]] = []
        self.channel = ""
        self.refusal = refusal

    async def handle_DATA(self, _server: SMTP, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        """Keep a message, or refuse it."""
        if self.refusal:
            return self.refusal
        raw = cast(bytes, envelope.original_content)
        sent = cast(EmailMessage, message_from_bytes(raw, policy=policy.default))
        self.mails.append(Mail(envelope.mail_from or "", tuple(envelope.rcpt_tos), sent, raw))
        return "250 OK"

    def log_in(self, *asked: Any) -> AuthResult:
        """Take whoever comes."""
        login = asked[-1]
        if isinstance(login, LoginPassword):
            self.logins.append((login.login.decode(), login.password.decode()))
        return AuthResult(success=True)


class OnAnyPort(Controller):
    """A controller that asks the server which free port it was given, and not its own arguments."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(refusal: str | None = None) -> Iterator[MailServer]:
    """Run it while this lasts; with `refusal`, such as `552 too large`, it takes no message."""
    server = MailServer(refusal)
    controller = OnAnyPort(
        server, hostname="127.0.0.1", port=0, authenticator=server.log_in, auth_require_tls=False
    )
    controller.start()
    try:
        server.channel = f"mailto://desk:pa%2Fss@127.0.0.1:{controller.port}/?from=wirewatch@news.example&to=reader@news.example&mode=insecure"
        yield server
    finally:
        controller.stop()
