"""Things that somebody named so: the bar Talibán, "Isis, ein Café", a cat called Hizbullah.

Asked for the aliases alone that people bear, too, or that are figures of speech. A name is a thing's where

* it is explained between commas as one: "Talibán, un bar de copas, cierra", but not behind "According to Hamas";
* a word for one stands before it with an article: "el bar Talibán", and no more is named there;
* words for "called so" stand behind it, and a person, an animal or a thing behind them: "Hizbullah adlı kedi".
"""

import re
from functools import cache

from processors.groups.fold import Folded, fold_text
from processors.groups.spelling import DASHES

_PLACES = """
    bar pub café cafe cafetería caffè kaffee kneipe taverne taverna brasserie bistro bistró bistrot bistrô restaurant
    restaurante ristorante restaurang restauracja ravintola restoran ресторан кафе бар паб pizzeria pizzería pizzaria
    trattoria osteria bodega imbiss dönerladen hotel hôtel hostal hostel albergo gasthof discoteca disco diskothek
    boîte nightclub boutique salon salón salone friseursalon bakery bäckerei boulangerie panadería panetteria padaria
    gelateria heladería eisdiele kiosk shop gym
    dog cat puppy kitten parrot hamster tortoise hund katze kater welpe papagei chien chienne chat chatte chiot
    perroquet perro perra gato gata loro cane cagna gatto gatta pappagallo cachorro cadela papagaio hond kat
    yacht ferry boat barque voilier segelboot velero barca veleiro barco яхта катер
    horse racehorse mare stallion gelding greyhound cheval pferd stute hengst caballo yegua cavallo cavalo égua лошадь
    album song film novel roman novela romanzo romance perfume parfum cocktail sandwich burger
    punkband rockband indieband metalband
"""
"""Places to eat, drink, sleep and dance, shops, boats, animals and works, none of which a group is called by."""
_PEOPLE_BEHIND = """
    kız kızı erkek çocuk bebek kedi kedisi köpek at kuş öğrenci doktor kadın adam genç oyuncu
    घोड़ा बकरा तोता भैंसा लड़की लड़के लड़का बच्ची बच्चे बिल्ली कुत्ते कुत्ता घोड़े शिक्षक छात्र छात्रा डॉक्टर व्यक्ति महिला युवक
    لڑکی لڑکے لڑکا بچی بچے بلی کتے گھوڑے استاد طالبہ ڈاکٹر خاتون
    دختر پسر زن مرد گربه سگ اسب معلم کودک
    tyttö poika kissa koira nainen mies hevonen lány fiú kutya macska ló nő férfi
"""
_ARTICLES_OF_ONE = "a|an|un|una|une|uno|ein|eine|einer|um|uma|een|en|ett|et|bir"
_SOURCES = re.compile(
    r"(?<![^\W_])(?:according to|selon|d'apres|segun|secondo|segundo|de acordo com|de acuerdo con|laut|nach|"
    r"volgens|enligt|ifolge|said|says|sagte|afirma|dijo|disse|as|while|after|since|when|wahrend|nachdem|mientras|tras|depuis|apres|"
    r"mentre|dopo)"
    r"(?: [^\W\d_]+){0,4} \Z"
)
"""Before a name that a clause may begin behind: no explanation follows."""
_ARTICLES_BEFORE = (
    "her|his|my|our|their|sein|seine|seiner|seinem|ihr|ihre|ihrer|ihrem|mein|meine|son|sa|mon|ma|su|mi|"
    "suo|sua|mio|"
    "mia|seu|meu|minha|zijn|haar|mijn|"
    "the|el|al|del|le|la|du|au|das|die|der|dem|im|am|il|lo|nel|dal|o|a|no|na|do|da|ao|het|un|una|um|ein"
)
_WORDS = r"(?:[^\W\d_]+ ){0,2}?"
_CALLED_BEHIND = (
    "adlı|adında|isimli|ismindeki|adındaki|नाम की|नाम के|नाम का|नामक|نامی|نام کی|نام کے|niminen|nevu"
)
_REACH = 60
"""Characters to look at on each side."""
_ENDS = re.compile(r"(?:[^\w -]|\s*\Z| (?!and |or |y |et |und |e |o |с |и )[^\W\d_])")
"""What may follow a name behind a word for a thing: no hyphen, and no second name."""
_DASHES = frozenset(DASHES)
_LOUD = frozenset(("the",))
_GOES_ON = re.compile(r"(?:[^\w -]|\s*\Z| (?:in|on|at|opened|closed|reopened|serves|served)\b)")
"""The same in English, where a group's men may follow: "outside the bar Taliban gunmen shot"."""


def is_thing(folded: Folded, at: tuple[int, int], span: tuple[int, int], word: str) -> bool:
    """Tell whether the name at a place of a folded text, which is `span` of the source, is a thing's.

    `word` is that of `processors.groups.called.word_before`.
    """
    plain, (start, end) = folded.text, at
    if plain.startswith(_openings(), end):
        if plain[end] != ",":
            return _called().match(plain, end, end + _REACH) is not None
        if _explained().match(plain, end, end + 2 * _REACH):
            return _SOURCES.search(plain, max(0, start - _REACH), start) is None
    if word not in _place_words():
        return False
    source, (first, last) = folded.source, span
    if not source[first].isupper() or source[last : last + 1] in _DASHES:
        return False
    before = _before().search(plain, max(0, start - _REACH), start)
    return before is not None and (_GOES_ON if before[1] in _LOUD else _ENDS).match(plain, end) is not None


@cache
def _place_words() -> frozenset[str]:
    return frozenset(fold_text(_PLACES).text.split())


@cache
def _openings() -> tuple[str, ...]:
    """Return what begins all that tells of a thing behind its name: most names are done with here."""
    return (",", *(f" {fold_text(words).text}" for words in _CALLED_BEHIND.split("|")))


@cache
def _explained() -> re.Pattern[str]:
    things = "|".join(sorted(map(re.escape, _place_words()), key=len, reverse=True))
    closed = rf"[^.,;:!?()]*,(?! (?:{_ARTICLES_OF_ONE}) )"
    return re.compile(rf", (?:(?:{_ARTICLES_OF_ONE}) {_WORDS})?(?:{things})(?![^\W_]){closed}")


@cache
def _before() -> re.Pattern[str]:
    things = "|".join(sorted(map(re.escape, _place_words()), key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])({_ARTICLES_BEFORE}) (?:{things}) \Z")


@cache
def _called() -> re.Pattern[str]:
    called, people, things = (
        "|".join(map(re.escape, fold_text(words).text.split(by)))
        for words, by in ((_CALLED_BEHIND, "|"), (_PEOPLE_BEHIND, None), (_PLACES, None))
    )
    return re.compile(rf" (?:{called}) {_WORDS}(?:{people}|{things})(?![^\W_\u0900-\u0963])")
