"""Words as people type them: what becomes one spelling, what is found within and across words, and where it stands."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from processors.text import folding
from processors.text.folding import MARK, fold_letters, fold_terms, fold_text, names_initials, query_forms
from processors.text.tokens import MAX_TOKEN

TEXTS = st.text(max_size=80) | st.text(
    alphabet=st.sampled_from(list("aUS.,'’-‑ 120٣é\u0301ßİıاءةی\u200cها می塔ﾊﾞ\u00ad\u202f\n\ud800")),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Café ZÜRICH Straße København Łódź", "cafe zurich strasse kobenhavn lodz"),
        ("İstanbul ISPARTA ısparta IŞİD", "istanbul isparta isparta isid"),
        ("القاعِدة إلى مصطفى علماء شيء ماء", "القاعده الي مصطفي علما شيء ماء"),
        ("كابل می\u200cخواهند خانهٔ طـالبان", "كابل ميخواهند خانه طالبان"),
        ("1,200 1.200 1'200 ١٬٢٠٠ １２００ 12,34,567 1.234,5", "1200 1200 1200 1200 1200 1234567 1234.5"),
        ("3,5 3.5 0.125 10.20.30 1,2,3 2026", "3.5 3.5 0.125 10.20.30 1,2,3 2026"),
        ("U.S. US us U.K. UK I.S.I.S. WHO who", "u.s u.s us uk uk isis w.h.o who"),
        ("TALIBAN TELL US WHO", "taliban tell us who"),
        ("край краи ё", "край краи е"),
        ("ex\u00adam\u00adple \ufb01ght ﾀﾘﾊﾞﾝ バ", "example fight タリバン バ"),
        ("l’État Taliban’s", "l'etat taliban's"),
    ],
)
def test_what_becomes_one_spelling(text: str, words: str) -> None:
    """Each way of writing becomes the one that stands for all."""
    assert [word.text for word in fold_text(text).words] == words.split()


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        (
            "a long-term, state-of-the-art plan",
            {"long-term": "longterm", "state-of-the-art": "stateoftheart"},
        ),
        ("one-two-three-four-five 2024-25", {}),
        ("killed 1 200 300 people", {"1 200 300": "1200300"}),
        ("killed 1\u202f200, 30 0 and 1,\u00a0200", {"1\u202f200": "1200"}),
        ("l’attaque d'al-Qaïda", {"l’attaque": "attaque", "d'al": "al", "d'al-Qaïda": "alqaida"}),
        ("Taliban's Sana'a Kabil'de", {"Taliban's": "taliban", "Sana'a": "sana", "Kabil'de": "kabil"}),
        ("the US’s aid, it's UN'de", {"US’s": "u.s", "it's": "it", "UN'de": "u.n"}),
        ("نمی خواهند کتاب ها", {"نمی خواهند": "نميخواهند", "کتاب ها": "كتابها"}),
    ],
)
def test_what_is_found_within_and_across_words(text: str, joined: dict[str, str]) -> None:
    """Each is told with the part of the text that it stands for."""
    folded = fold_text(text)
    spans = {
        text[folded.words[first].start : folded.words[end - 1].end]: whole
        for first, end, whole in folded.joined
    }
    assert spans == joined


def test_a_window_has_the_words_beside_it() -> None:
    """Two on each side, marked, so that a phrase finds a joined word among its neighbours."""
    assert fold_terms("it was a long-term plan of war") == [
        *["it", "was", "a", "long", "term", "plan", "of", "war"],
        *["+", "+was", "+a", "+longterm", "+plan", "+of"],
    ]


def test_no_more_pieces_are_remembered_than_have_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered is let go when it is too much, or too long for a word, and the words stay as they are."""
    monkeypatch.setattr(folding, "MAX_LINES_KNOWN", 3)
    monkeypatch.setattr(folding, "_LINES", folding._KnownLines())
    terms = fold_terms("One two, three four-five US " + "x" * 40)
    assert terms == [
        *["one", "two", "three", "four", "five", "u.s", "x" * 40],
        *["+", "+two", "+three", "+fourfive", "+u.s", "+" + "x" * 40],
    ]
    assert len(folding._LINES) <= 3


def test_the_forms_of_a_query() -> None:
    """As written, as one word, by initials, and in windows; a phrase that is longer than these has none there."""
    assert query_forms("long-term") == (("long", "term"), ("longterm",), ("+long", "+term"), ("+longterm",))
    assert query_forms("us") == (("us",), ("u.s",), ("+us",))
    assert query_forms("US") == (("u.s",), ("+u.s",))
    assert query_forms("a b c d e f") == (tuple("abcdef"),)
    assert query_forms("ـ") == ()
    assert [names_initials(each) for each in ("the US army", "told us")] == [True, False]


@given(TEXTS)
@example("ß" * 300 + "-" + "ß" * 300)
@example("ab-" * 900)
@example("x" * 300 + " l'" + "y" * 300)
def test_words_know_where_they_stand(text: str) -> None:
    """Words stand in order within the text, none is empty, too long or holds a blank; the index takes the same."""
    folded = fold_text(text)
    at = 0
    for word in folded.words:
        assert at <= word.start < word.end <= len(text)
        at = word.end
    terms = fold_terms(text)
    expected = [word.text for word in folded.words]
    for window in folded.windows():
        expected += [MARK, *(MARK + word.text for word in window)]
    assert terms == expected
    for term in terms:
        assert term.split() == [term]
        assert len(term.encode("utf-16-le", "surrogatepass")) <= 2 * MAX_TOKEN


@given(TEXTS)
def test_what_is_folded_stays_so(text: str) -> None:
    """To fold letters again changes nothing, so that a query may be made of what an index holds."""
    once = fold_letters(text)
    assert fold_letters(once) == once


@pytest.mark.parametrize(
    "written", ["US", "us,", "“Straße”", "İstanbul", "ها", "مي", "صنعاء,", "250", "1200.", "ŉaif", "ßs"]
)
def test_a_piece_of_one_word_is_read_as_the_rules_for_all_read_it(
    written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The short way for one word with marks around it gives what the long way gives."""
    short = folding._read(written)
    monkeypatch.setattr(folding, "only_word", lambda _: None)
    assert short == folding._read(written)


def test_a_long_piece_is_not_taken_apart_anew_for_each_join(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of many kilobytes without a blank has thousands of joins; only what stands beside it is looked at."""
    taken = list[str]()

    def counted(line: str) -> list[str]:
        taken.append(line)
        return str.split(line)

    monkeypatch.setattr(folding._Joining, "split", counted, raising=False)
    terms = fold_terms("to a-b/" + "a-b/" * 500 + "a-b by")
    assert len(taken) == 0
    assert terms.count(MARK) == 502
    assert terms[-5:] == ["+", "+a", "+b", "+ab", "+by"]
    assert terms[terms.index(MARK) :][:5] == ["+", "+to", "+ab", "+a", "+b"]
