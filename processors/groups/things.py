"""Things that somebody named so: the bar Talibán, "Isis, ein Café", a cat called Hizbullah.

Asked for the aliases alone that people bear, too, or that are figures of speech. A name is a thing's where

* it is explained between commas, with an article, as one that stands somewhere: "Talibán, un bar de copas, cierra";
* a word for one stands before it with an article, and the name ends the phrase: "the bar Taliban.";
* words for "called so" stand behind it, and a person, an animal or a thing behind them: "Hizbullah adlı kedi".

Behind a word for one, a group may also begin to act: "the boat Hamas used", "en el bar Hamás vendía armas". So the
phrase ends at a mark. It may go on where nothing of that kind can: at a sentence's head in languages that do not say
"the boat they used" ("El bar Talibán sirve"), and with "was" behind somebody's animal.
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
    gelateria heladería eisdiele kiosk gym
    yacht ferry boat barque voilier segelboot velero barca veleiro barco яхта катер
    perfume parfum cocktail sandwich burger
    punkband rockband indieband metalband
"""
"""Places to eat, drink, sleep and dance, and boats, none of which a group is called by.

Works are left out: a film that bears a group's name is about the group.
"""
_ANIMALS = """
    dog cat puppy kitten parrot hamster tortoise hund katze kater welpe papagei chien chienne chatte chiot
    perroquet perro perra gato gata loro cane cagna gatto gatta pappagallo cachorro cadela papagaio hond kat
    horse racehorse stallion gelding greyhound cheval pferd stute hengst caballo yegua cavallo cavalo égua лошадь
"""
_PEOPLE_BEHIND = """
    kız kızı erkek çocuk bebek kedi kedisi köpek at kuş öğrenci doktor kadın adam genç oyuncu
    çiftçi öğretmen işçi esnaf şoför berber muhtar futbolcu hemşire mühendis avukat emekli çoban balıkçı
    घोड़ा बकरा तोता भैंसा लड़की लड़के लड़का बच्ची बच्चे बिल्ली कुत्ते कुत्ता घोड़े शिक्षक छात्र छात्रा डॉक्टर व्यक्ति महिला युवक
    لڑکی لڑکے لڑکا بچی بچے بلی کتے گھوڑے استاد طالبہ ڈاکٹر خاتون
    دختر پسر زن مرد گربه سگ اسب معلم کودک
    tyttö poika kissa koira nainen mies hevonen lány fiú kutya macska ló nő férfi
"""


def _each(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ARTICLES_OF_ONE = "a|an|un|una|une|uno|ein|eine|einer|um|uma|een|en|ett|et|bir"
_SOURCES = re.compile(
    r"(?<![^\W_])(?:according to|selon|d'apres|segun|secondo|segundo|de acordo com|de acuerdo con|laut|nach|"
    r"volgens|enligt|ifolge|said|says|sagte|afirma|dijo|disse|as|while|after|since|when|wahrend|nachdem|mientras|tras|depuis|apres|"
    r"mentre|dopo)"
    r"(?: [^\W\d_]+){0,4} \Z"
    r"|(?<![^\W_])(?:by|with|against|under|on|por|contra|con|com|par|avec|contre|von|gegen|mit|contro)"
    r"(?: (?:the|los|el|la|les|der|die|den|i|gli|os|o))? \Z"
)
"""Before a name that a clause may begin behind, or whose deeds are told: no explanation follows."""
_ENGLISH = frozenset(("the", "his", "her", "my", "our", "their"))
_HERS = _each(fold_text("gata cadela égua padaria pizzaria taverna discoteca boutique barca").text)
"""Words behind which "a" is the Portuguese article; behind others it is the English one."""
_FUSED = _each("del au du im am dem nel dal no na do da ao al")
"""Articles that hold a preposition, and one that follows many: the phrase tells where, and a clause may follow."""
_ARTICLES_BEFORE = (
    "sein|seine|seiner|seinem|ihr|ihre|ihrer|ihrem|mein|meine|son|sa|mon|ma|su|mi|suo|sua|mio|mia|seu|meu|minha|zijn|"
    "haar|mijn|el|la|le|das|die|der|il|lo|o|a|het|un|una|um|ein"
)
_WORDS = r"(?:[^\W\d_]+ ){0,2}?"
_CALLED_BEHIND = (
    "adlı|adında|isimli|ismindeki|adındaki|नाम की|नाम के|नाम का|नामक|نامی|نام کی|نام کے|niminen|nevu"
)
_BODIES = "örgüt|grup|hareket|militan|teröris|संगठन|समूह|गुट|आतंक|تنظیم|گروپ|گروہ|تحریک|گروه|سازمان|جنبش|جریان"
"""Beginnings of words for groups, which whoever follows belongs to: "Taliban adlı örgüt kadınları"."""
_REACH = 60
"""Characters to look at on each side."""
_MARK = re.compile(r" ?[^\w '&/+-]|\s*\Z")
"""What ends a name's phrase: no possessive, no hyphen, and no second name."""
_SOMEWHERE = re.compile(r" (?:in|at|on|near|of) ([^\W\d_]+(?: [^\W\d_]+){0,2})(?:[^\w '&/+-]|\s*\Z)")
"""A place that ends the phrase in English."""
_HEAD = re.compile(r"(?:\A|[^\w ,'-])\s*\Z")
"""What stands before a sentence's first word."""
_ENGLISH_OR_GERMAN = _each("a an ein eine einer een ett et")
"""Articles of languages whose adjectives stand before the noun."""
_GOES_ON = re.compile(r" (?!and |or |y |et |und |e |o |с |и )([^\W\d_])")
_IS = re.compile(r" (?:is|are|was|were)\b(?! [^\W\d_]+ing\b)")
"""Behind an animal's name: "her dog Hamas was rescued", but not "the dog Hamas was training"."""
_DASHES = frozenset(DASHES)
_INSIDE = _each(
    "the la le les el los las il lo gli i os as der die das den dem de del di du des da do dos della dello dell of von "
    "in at on near a en em im am au aux an bei aus dans sur"
)
"""Articles and prepositions that may stand in a phrase which tells where something stands."""
_NAMED = _each(
    "named called nicknamed owned nomme appele llamado llamada chiamato chiamata chamado chamada genannt"
)
"""What ends a phrase that tells where something stands: "a bar in Lisbon named for a joke"."""
_ORIGIN = re.compile(
    r"\w{3,}(?:an|ano|ana|es|esa|ense|ais|aise|ois|oise|ien|ienne|ese|eno|ena|ino|ina|ico|ica)\Z"
)
"""Adjectives that may stand behind a noun: "un restaurante afgano"."""


def is_thing(folded: Folded, at: tuple[int, int], span: tuple[int, int], word: str) -> bool:
    """Tell whether the name at a place of a folded text, which is `span` of the source, is a thing's.

    `word` is that of `processors.groups.called.word_before`.
    """
    plain, (start, end), (first, last) = folded.text, at, span
    if plain.startswith(_openings(), end):
        if plain[end] != ",":
            return _called().match(plain, end, end + _REACH) is not None
        if _is_explained(folded, at) and folded.source[first].isupper():
            return True
    if (
        word not in _thing_each()
        or not folded.source[first].isupper()
        or folded.source[last : last + 1] in _DASHES
    ):
        return False
    before = _before().search(plain, max(0, start - _REACH), start)
    return before is not None and _ends_phrase(folded, before, end)


def _is_explained(folded: Folded, at: tuple[int, int]) -> bool:
    """Tell whether commas behind a name hold an article, a word for a thing, and nothing but where it stands."""
    plain, (start, end) = folded.text, at
    found = _explained().match(plain, end, end + 2 * _REACH)
    if found is None or _SOURCES.search(plain, max(0, start - _REACH), start):
        return False
    told = found["told"].split()
    written = folded.source[slice(*folded.span(*found.span("told")))].split() if told else []
    cut = next((at for at, word in enumerate(told) if word in _NAMED), len(told))
    told, written = told[:cut], written[:cut]
    if told and _ORIGIN.match(told[0]) and found["article"] not in _ENGLISH_OR_GERMAN:
        told, written = told[1:], written[1:]
    return _tells_where(told, written)


def _tells_where(told: list[str], written: list[str]) -> bool:
    """Tell whether words, folded and as written, are a place's names and small words, as "de copas de Lavapiés" are.

    A word without a capital has to follow a small one: "said" in "in Gaza said" does not.
    """
    return len(told) == len(written) and all(
        word in _INSIDE or form[0].isupper() or (at > 0 and told[at - 1] in _INSIDE)
        for at, (word, form) in enumerate(zip(told, written, strict=True))
    )


def _ends_phrase(folded: Folded, before: re.Match[str], end: int) -> bool:
    """Tell whether a name behind an article and a word for a thing is the thing's, by what follows its end."""
    plain, (article, thing) = folded.text, before.groups()
    if _MARK.match(plain, end):
        return True
    is_english = article in _ENGLISH or (article == "a" and thing not in _HERS)
    if is_english:
        where = _SOMEWHERE.match(plain, end)
        if where and folded.source[slice(*folded.span(*where.span(1)))].istitle():
            return True
        return thing in _animals() and _IS.match(plain, end) is not None
    if article in _FUSED or not _HEAD.search(plain, 0, before.start()):
        return False
    goes_on = _GOES_ON.match(plain, end)
    return goes_on is not None and not folded.source[folded.span(*goes_on.span(1))[0]].isupper()


@cache
def _thing_each() -> frozenset[str]:
    return frozenset(fold_text(_PLACES + _ANIMALS).text.split())


@cache
def _animals() -> frozenset[str]:
    return frozenset(fold_text(_ANIMALS).text.split())


@cache
def _openings() -> tuple[str, ...]:
    """Return what begins all that tells of a thing behind its name: most names are done with here."""
    return (",", *(f" {fold_text(words).text}" for words in _CALLED_BEHIND.split("|")))


@cache
def _things() -> str:
    return "|".join(sorted(map(re.escape, _thing_each()), key=len, reverse=True))


@cache
def _explained() -> re.Pattern[str]:
    told = rf"(?P<told>[^.,;:!?()]*),(?! (?:(?:and|und|et|y|e|o) )?(?:{_ARTICLES_OF_ONE}) )"
    return re.compile(rf", (?P<article>{_ARTICLES_OF_ONE}) {_WORDS}(?:{_things()})(?![^\W_]){told}")


@cache
def _before() -> re.Pattern[str]:
    articles = "|".join((_ARTICLES_BEFORE, *sorted(_ENGLISH | _FUSED)))
    return re.compile(rf"(?<![^\W_])({articles}) ({_things()}) \Z")


@cache
def _called() -> re.Pattern[str]:
    called, people, things, bodies = (
        "|".join(map(re.escape, fold_text(words).text.split(by)))
        for words, by in (
            (_CALLED_BEHIND, "|"),
            (_PEOPLE_BEHIND, None),
            (_PLACES + _ANIMALS, None),
            (_BODIES, "|"),
        )
    )
    return re.compile(
        rf" (?:{called}) (?:(?!{bodies})[^\W\d_]+ ){{0,2}}?(?:{people}|{things})(?![^\W_\u0900-\u0963])"
    )
