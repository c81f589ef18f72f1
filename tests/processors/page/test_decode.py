"""Bytes become text in the character set that they are in, whatever they are declared to be."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.errors import Reject
from processors.page.decode import decode

RUSSIAN = "Министр заявил во вторник, что переговоры в столице продолжатся на следующей неделе. " * 5
FRENCH = (
    "Le ministre a déclaré que les négociations se poursuivront à l'étranger, où les délégués sont arrivés. "
    * 5
)
CHINESE = "部长星期二表示，首都的谈判将于下周继续进行，各方代表已经抵达。" * 10

CASES = [
    (RUSSIAN.encode("utf-8"), "", RUSSIAN),
    (RUSSIAN.encode("windows-1251"), "text/html; charset=windows-1251", RUSSIAN),
    (RUSSIAN.encode("windows-1251"), "text/html; charset=utf-8", RUSSIAN),
    (RUSSIAN.encode("windows-1251"), "text/html; charset=iso-8859-1", RUSSIAN),
    (RUSSIAN.encode("windows-1251"), "", RUSSIAN),
    (RUSSIAN.encode("utf-8"), "text/html; charset=windows-1251", RUSSIAN),
    (RUSSIAN.encode("utf-8"), "text/html; charset=iso-8859-1", RUSSIAN),
    (
        b"<meta charset='windows-1251'>" + RUSSIAN.encode("windows-1251"),
        "text/html",
        "<meta charset='windows-1251'>" + RUSSIAN,
    ),
    (FRENCH.encode("iso-8859-1"), "text/html; charset=iso-8859-1", FRENCH),
    (FRENCH.encode("cp1252"), "text/html; charset=utf-8", FRENCH),
    (CHINESE.encode("gb18030"), "text/html; charset=gb2312", CHINESE),
    (CHINESE.encode("utf-16"), "text/html", CHINESE),
    (b"\xef\xbb\xbf" + RUSSIAN.encode("utf-8"), "text/html; charset=windows-1251", RUSSIAN),
    (FRENCH.encode("utf-8"), "text/html; charset=no-such-thing", FRENCH),
]


@pytest.mark.parametrize(("body", "content_type", "text"), CASES)
def test_right_declarations_are_followed_and_wrong_ones_are_not(body, content_type, text):
    """A declaration holds unless the bytes contradict it; then the bytes decide."""
    assert decode(body, content_type) == text


def test_a_few_broken_characters_do_not_undo_a_right_declaration():
    """UTF-8 with one damaged character in a long text is UTF-8 with one replacement character."""
    body = RUSSIAN.encode("utf-8") + b"\xd0\x28" + RUSSIAN.encode("utf-8")
    assert decode(body, "text/html; charset=utf-8").count("\ufffd") == 1


def test_damaged_text_without_a_declaration_is_still_utf_8():
    """Nobody declared anything and a character is broken: the text is read as the UTF-8 that the rest of it is."""
    body = FRENCH.encode("utf-8") + b"caf\xe9 " + FRENCH.encode("utf-8")
    assert decode(body) == f"{FRENCH}caf\ufffd {FRENCH}"


@pytest.mark.parametrize("body", [b"%PDF-1.7 ...", b"\x89PNG\r\n", b"PK\x03\x04zip", b"\x1f\x8b\x08gz"])
def test_files_of_another_kind_are_not_html(body):
    """What begins like an image, an archive or a PDF is refused by that name, whatever its header says."""
    with pytest.raises(Reject) as caught:
        decode(body, "text/html")
    assert caught.value.reason == "not_html"


def test_noise_is_undecodable():
    """Bytes that no character set makes sense of are refused."""
    with pytest.raises(Reject) as caught:
        decode(bytes(range(256)) * 40, "text/html; charset=utf-8")
    assert caught.value.reason == "undecodable"


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "text/html; charset=utf-8", 'text/html; charset="', "charset=utf-16"]),
)
def test_any_bytes_become_text_or_a_named_refusal(body, content_type):
    """Whatever comes, the outcome is text or a Reject, never another exception."""
    with suppress(Reject):
        assert isinstance(decode(body, content_type), str)
