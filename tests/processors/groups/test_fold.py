from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from processors.groups.fold import BROKEN_LINE, BROKEN_WORD, fold_article, fold_text

TEXTS = st.text(alphabet=st.characters(), max_size=200) | st.text(
    alphabet="aǞßﻻ\u0301\u200cا -–'\n\ud800ﬁ", max_size=60
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Al‑Qā‘ida", "al qa'ida"),
        ("al-Qāʿida Oʻzbek", "al qa'ida o'zbek"),
        ("TALİBAN Kızıl IŞİD", "taliban kizil isid"),
        ("Daïch Dai\u0308ch", "daich daich"),
        ("Ğ Ł Ø Đ ß Æ œ ﬁ", "g l o d ss ae oe fi"),
        ("ＩＳＩＳ　３", "isis 3"),
        ("القاعِدة القـاعده القاعدہ", "القاعده القاعده القاعده"),
        ("أإآٱ ى ی ئ ک ؤ", "اااا ي ي ي ك و"),
        ("ﻃﺎﻟﺒﺎﻥ ﻻ", "طالبان لا"),
        ("طالبان\u200cها", "طالبان ها"),
        ("Tali\u200cban\u00ad s\u200b\u2060\ufeff", "taliban s"),
        ("Талибан Й ё", "талибан и е"),
        ("क़ क\u093c हँ", "क क हं"),
        ("Ταλιμπάν ΤΑΛΙΜΠΑΣ ς", "ταλιμπαν ταλιμπασ σ"),
        ('דאע״ש דָּאע"ש ג׳', 'דאע"ש דאע"ש ג\''),
        ("a \t  -\u00a0–\u2009b\r\n\nc", "a b\n\n\nc"),
        ("ﾀﾘﾊﾞﾝ バ が 塔利班 탈레반", "タリハ\u3099ン バ が 塔利班 탈레반"),
        ("塔利\n班 タリ\r\nバン", "塔利班 タリバン"),
        ("塔利\n\n班 塔利。\n班 塔利\n\u3000班 탈\n반", "塔利\n\n班 塔利。\n班 塔利\n 班 탈\n반"),
        ("x\ud800y", "x\ufffdy"),
        ("٣ ۴ ५ ²", "3 4 5 ²"),
        ("", ""),
    ],
)
def test_what_is_folded(text, folded):
    """Each way of writing becomes the one that stands for all."""
    assert fold_text(text).text == folded


@given(TEXTS)
@example("\u200c")
@example("ا\u200cb")
@example("\u200cا")
@example("ﻻ" * 3 + "  -\u0301 ")
@settings(deadline=None, max_examples=400)
def test_every_folded_character_knows_where_it_was(text):
    """Spans are within the text, never empty, and never go back."""
    folded = fold_text(text)
    spans = [folded.span(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(spans))


@given(TEXTS)
@settings(deadline=None, max_examples=400)
def test_folding_what_is_folded_changes_nothing(text):
    """A folded text is its own folding."""
    once = fold_text(text).text
    assert fold_text(once).text == once


@given(TEXTS, TEXTS)
@example("A-\nA", "A")
@settings(deadline=None)
def test_a_paragraph_is_folded_by_itself(first, second):
    """What stands in one paragraph has no say in how the next is folded, but for a word that a line's end breaks."""
    joint = first[-3:] + "\n" + second[:1]
    assume(not BROKEN_WORD.search(joint) and not BROKEN_LINE.search(joint))
    assert fold_text(first + "\n" + second).text == fold_text(first).text + "\n" + fold_text(second).text


def test_a_span_leads_back():
    """Cut blanks, dropped marks and doubled letters before a name do not move its span."""
    text = "a  -  b\u0301\u00ad ß  ﻻ  Tāliba\u0304n\u0301, x"
    folded = fold_text(text)
    start = folded.text.index("taliban")
    assert text[slice(*folded.span(start, start + 7))] == "Tāliba\u0304n\u0301"


def test_plain_text_needs_no_map():
    """ASCII and precomposed text without runs of blanks is mapped one to one, without a map."""
    assert fold_text("Plain text.").starts is None
    assert fold_text("Précomposé").starts is None
    assert fold_text("Précomposé").cuts == ()


def test_the_map_is_monotone():
    """The map of a text that changes length never goes back and stays in range."""
    folded = fold_text("ß\u0301ﻻ\u200c" * 50)
    assert folded.starts is not None
    assert (np.diff(folded.starts) >= 0).all()
    assert 0 <= folded.starts[0] <= folded.starts[-1] < 200


@given(TEXTS)
@example("a  b\u00df c")
@example("ab\u00ad  \u0301c")
def test_a_place_of_the_source_is_found_in_the_folded_text(text: str) -> None:
    """Each place that folding keeps is found again, whatever vanished or became two before it."""
    folded = fold_text(text)
    kept = {folded.span(at, at + 1)[0]: at for at in reversed(range(len(folded.text)))}
    assert folded.places(sorted(kept)) == [kept[place] for place in sorted(kept)]


@given(TEXTS)
@example("a  b\u00df c")
@example("ab\u00ad  \u0301c")
@example("ab\u0301")
@example("\u00dfa\u00adb")
def test_where_all_of_a_piece_is_shifted_alike_each_part_stands_there(text: str) -> None:
    """What `shift` tells of a piece agrees with what `span` tells of every part of it."""
    folded = fold_text(text)
    for begin, end in combinations(range(min(len(folded.text), 12) + 1), 2):
        if (shift := folded.shift(begin, end)) is not None:
            for part in combinations(range(begin, end + 1), 2):
                assert folded.span(*part) == (part[0] + shift, part[1] + shift)


@given(st.text(alphabet=st.characters(), max_size=20))
@example("a\u200cb")
@example("ﻻ")
@example("a\U0010ffff")
@example("ab-\nc")
def test_a_short_text_is_folded_as_it_is_within_a_long_one(text: str) -> None:
    """The quick way for names gives what folding gives of a long text that begins with them."""
    long, short = fold_text(f"{text}|{'x' * 99}"), fold_text(f"{text}|")
    assert short.text == long.text.removesuffix("x" * 99)
    end = len(short.text)
    assert [short.span(at, at + 1) for at in range(end)] == [long.span(at, at + 1) for at in range(end)]


def test_a_text_that_several_read_is_folded_once() -> None:
    """Mentions and statements are read in one folded text: who comes second gets it as it is."""
    text = "Al‑Qā‘ida " * 99
    assert fold_article(text) is fold_article(text)
