"""What is said of a channel's address that is none."""

import pytest

from processors.alerts.schemes import LIST_MEND, WEBHOOK_MEND
from processors.alerts.send import BadChannel, check_channel


@pytest.mark.parametrize(
    ("url", "mend"),
    [
        ("slakc://a/b/c", "did you mean slack://?"),
        ("Discrod://id/token", "did you mean discord://?"),
        ("telegram://token/chat", "did you mean tgram://?"),
        ("trminal:", "did you mean terminal:?"),
        ("lgo:", "did you mean log:?"),
        ("log", "did you mean log:?"),
        ("http://news.example/hook", WEBHOOK_MEND),
        ("https://news.example/hook", WEBHOOK_MEND),
        ("slack://one", LIST_MEND),
        ("nonsense://x", LIST_MEND),
        ("", LIST_MEND),
    ],
)
def test_an_address_that_is_none_tells_the_mend(url: str, mend: str) -> None:
    """A misspelt scheme is told the nearest one; one that Apprise knows, and one like none, where to look."""
    with pytest.raises(BadChannel) as told:
        check_channel(url)
    assert told.value.mend == mend


def test_a_mend_shows_nothing_of_what_may_be_a_secret() -> None:
    """Where a token stands in the place of an address, no part of it is said."""
    with pytest.raises(BadChannel) as told:
        check_channel("slack-1234567890")
    assert "1234567890" not in f"{told.value} {told.value.mend}"
