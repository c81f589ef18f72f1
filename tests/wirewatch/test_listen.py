"""Where a server listens: an address and a port, as they are written."""

import pytest

from wirewatch.errors import Mistake
from wirewatch.listen import read_listen, web_address


@pytest.mark.parametrize(
    ("text", "host", "port", "is_loopback"),
    [
        ("127.0.0.1:8400", "127.0.0.1", 8400, True),
        ("127.9.9.9:0", "127.9.9.9", 0, True),
        ("localhost:1", "localhost", 1, True),
        ("[::1]:8400", "::1", 8400, True),
        ("0.0.0.0:8400", "0.0.0.0", 8400, False),
        ("[::]:80", "::", 80, False),
        ("desk.example:65535", "desk.example", 65535, False),
        ("127.1:80", "127.1", 80, False),
        ("localhost.example:80", "localhost.example", 80, False),
    ],
)
def test_an_address_and_a_port(text: str, host: str, port: int, *, is_loopback: bool) -> None:
    """Both are read, and whether other machines can connect is known."""
    listen = read_listen(text, "127.0.0.1:1")
    assert (listen, listen.is_loopback) == ((host, port), is_loopback)


@pytest.mark.parametrize(
    "text",
    ["", ":", "8400", "127.0.0.1", "127.0.0.1:", ":8400", "a:99999", "a:-1", "a:٨٠", "a:8 0", "999.1.1.1:80"],
)
def test_what_is_no_address_is_told_with_one(text: str) -> None:
    """The mistake shows how it is written."""
    with pytest.raises(Mistake, match=r"no address and port.*write 127\.0\.0\.1:1$"):
        read_listen(text, "127.0.0.1:1")


def test_a_browser_wants_brackets_around_colons() -> None:
    """An address of version 6 stands in brackets."""
    assert web_address("::1", 80) == "http://[::1]:80/"
    assert web_address("127.0.0.1", 8400) == "http://127.0.0.1:8400/"
