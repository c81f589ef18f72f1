import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.charset import decode

RUSSIAN = "Талибан опроверг сообщения о связях с «Аль-Каидой», заявил представитель движения."
LATIN1 = "text/xml; charset=iso-8859-1"

UNDECLARED = [
    ("cp1251", RUSSIAN),
    ("koi8-r", RUSSIAN.replace("«", "").replace("»", "")),
    ("cp1251", "Речник руху заявив, що зв’язків із терористами немає, повідомляє агенція."),
    ("cp1256", "حركة طالبان تنفي التقارير عن صلات محتملة مع تنظيم القاعدة في أفغانستان"),
    ("gb18030", "塔利班发言人周二表示，阿富汗没有证据显示存在基地组织成员。"),
    ("big5", "塔利班發言人週二表示，阿富汗沒有證據顯示存在基地組織成員。"),
    ("cp932", "タリバンの報道官は火曜日、アフガニスタンにアルカイダはいないと述べた。"),
    ("euc_jp", "タリバンの報道官は火曜日、アフガニスタンにアルカイダはいないと述べた。"),
    ("cp949", "탈레반 대변인은 아프가니스탄에 알카에다 대원이 없다고 밝혔다."),
    (
        "cp1254",
        "Taliban sözcüsü, Afganistan'da El Kaide üyesi bulunmadığını açıkladı, şu anda görüşmeler sürüyor.",
    ),
    ("cp1252", "Les talibans démentent tout lien avec Al-Qaïda, a déclaré leur porte-parole à l’agence."),
    ("cp1250", "Rzecznik talibów zaprzeczył związkom z Al-Kaidą, podała agencja w środę późnym wieczorem."),
]


def feed(text: str, encoding: str | None = None) -> str:
    declared = f' encoding="{encoding}"' if encoding else ""
    return f'<?xml version="1.0"{declared}?><rss><channel><title>{text}</title></channel></rss>'


@pytest.mark.parametrize(("encoding", "text"), UNDECLARED)
@pytest.mark.parametrize("declared", [None, "utf-8", "no-such-charset", "zlib", "punycode"])
def test_undeclared_or_wrongly_declared(encoding, text, declared):
    """Text in an old character set is read right where none, UTF-8, or nonsense is declared."""
    text = feed(text, declared)
    assert decode(text.encode(encoding), "text/xml") == text


@pytest.mark.parametrize(
    ("actual", "content_type", "inside"),
    [
        ("cp1251", "text/xml; charset=windows-1251", None),
        ("cp1251", "text/xml", "windows-1251"),
        ("cp1251", LATIN1, "windows-1251"),
        ("cp1251", "text/xml; charset=utf-8", "windows-1251"),
        ("cp1251", "text/xml; charset=windows-1251", "utf-8"),
        ("koi8-r", "text/xml; charset=KOI8-R", "windows-1251"),
        ("utf-8", "text/xml; charset=windows-1251", "windows-1251"),
        ("utf-8", LATIN1, "us-ascii"),
        ("utf-8", "text/xml; charset=utf-16", "utf-16"),
    ],
)
def test_declarations_that_contradict(actual, content_type, inside):
    """The declaration that fits is taken, the header before the file's own unless it is a server's default."""
    text = feed(RUSSIAN.replace("«", "").replace("»", ""), inside)
    assert decode(text.encode(actual), content_type) == text


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_byte_order_marks(bom, encoding):
    """A byte order mark, or UTF-16 that shows without one, outweighs every declaration and is left out."""
    text = feed(RUSSIAN, "windows-1251")
    assert decode(bom + text.encode(encoding), LATIN1) == text


def test_html_declares_in_meta():
    """A page's own declaration is read from its meta element."""
    page = f'<html><head><meta charset="windows-1251"></head><p>{RUSSIAN[:9]}</p></html>'
    assert decode(page.encode("cp1251"), "text/html") == page


def test_gb2312_is_read_as_its_superset():
    """Text declared as GB2312 may hold what only GBK has, and the euro sign of old Windows."""
    assert decode(feed("记者朱镕", "gb2312").encode("gb18030"), "") == feed("记者朱镕", "gb2312")


def test_a_seven_bit_charset():
    """ISO-2022-JP looks like ASCII, and is taken at its word."""
    text = feed("アフガニスタン", "iso-2022-jp")
    assert decode(text.encode("iso2022_jp"), "") == text


def test_accidents_do_not_change_the_charset():
    """A few broken bytes in UTF-8, as where a text was cut, become replacement characters."""
    body = feed(RUSSIAN).encode()
    assert decode(body[:100] + b"\xd0" + body[100:], LATIN1).count("\ufffd") == 1


@given(st.binary(), st.text())
def test_any_bytes_are_text(body, content_type):
    """Whatever comes is decoded into text that can be encoded again."""
    decode(body, content_type).encode()
