"""Whether it is told that somebody is called so: "her name is Isis", "une fille nommée Isis", R. D. Hamas."""

import re
from functools import cache

from processors.groups.fold import fold_text

_GIVEN = """
    her name is/his name is/my name is/your name is/whose name is/her name was/his name was/whose name was
    daughter's name is/son's name is/dog's name is/cat's name is/girl's name is/boy's name is/baby's name is
    elle s'appelle/je m'appelle/elle s'appelait/prénommé/prénommée/prénommés/son prénom est
    sie heißt/ich heiße/sie hieß/ihr Name ist/sein Name ist/mein Name ist
    ella se llama/hija se llama/hijo se llama/me llamo/su nombre es/mi nombre es
    mi chiamo/figlia si chiama/figlio si chiama/il suo nome è/il mio nome è
    chamo-me/me chamo/filha se chama/seu nome é/meu nome é/o nome dela é/o nome dele é
    ее зовут/его зовут/меня зовут/девочку зовут/мальчика зовут/кошку зовут/собаку зовут/дочь зовут/по имени
    її звати/його звати/мене звати/на ім'я
    بنت اسمها/طفلة اسمها/فتاة اسمها/طفل اسمه/رجل اسمه/شاب اسمه/ابنتي اسمها
    دختری به نام/پسری به نام/مردی به نام/زنی به نام/نام دخترم/نام پسرم
    adı/benim adım/kızımın adı
    नाम की लड़की/लड़की का नाम/बेटी का नाम/她叫/他叫/我叫/名叫/namanya
"""
"""What stands before a name that it gives to a person, in whole."""
_PEOPLE = """
    girl girls boy boys daughter son baby woman women man men dog cat horse puppy pupil student teacher nurse tourist
    whippet greyhound galgo labrador stallion mare gelding parrot
    fille fillette garçon femme homme chien chienne chat chatte élève étudiant étudiante enfant
    Mädchen Junge Frau Mann Hund Katze Tochter Sohn Schülerin Schüler Papagei
    niña niño hija hijo mujer hombre perro perra gato gata yegua chica chico loro perico
    bambina bambino ragazza ragazzo figlia figlio donna uomo cane cagna gatto
    menina menino filha filho mulher homem cadela cachorro cão
    perempuan gadis anak طفلة فتاة شاب سيدة رجل
"""
_CALLED = """
    named called nommé nommée appelé appelée namens llamado llamada chiamato chiamata chamado chamada
    bernama تدعى يدعى تسمى
"""
_ALSO = "also auch aussi anche también também"
_MARKS = " '\"«"
"""What may stand between these words and the name."""
_LONGEST = 24
"""Characters of a word before the name, and of the marks between."""
_BEFORE = 60
"""Characters before a name to look for such words."""
_INITIALS = re.compile(r"(?:^|(?<=[\s(«“\"„]))(?:[A-ZÀ-ÖØ-ÞА-ЯІЇ]\.[\s-]?){1,5}\Z")
_STATES = frozenset(("us", "un", "uk", "eu", "dc", "uae", "usa", "udssr"))
"""States, which are written with points, too."""
_NUMBERED = re.compile(
    r"(?:plan|option|opción|opzione|group|grupo|gruppe|vitamin\w*|hepatit\w*|categor\w*|class|type|part|phase|section"
    r"|план|группа)\s\Z",
    re.IGNORECASE,
)
"""Behind such a word a letter is a number, and its point ends a sentence."""


def word_before(plain: str, start: int) -> str:
    """Return the end of the word that stands before a place of a folded text, without quotation marks behind it."""
    return plain[max(0, start - _LONGEST) : start].rstrip(_MARKS).rpartition(" ")[2]


def is_called(plain: str, start: int, word: str) -> bool:
    """Tell whether it is told right before a place of a folded text that somebody is called so.

    `word` is that of `word_before`.
    """
    return word in _last_words() and _named().search(plain, max(0, start - _BEFORE), start) is not None


def has_initials(source: str, first: int) -> bool:
    """Tell whether initials of first names stand before a place of a text."""
    before = source[max(0, first - _BEFORE) : first]
    found = _INITIALS.search(before)
    if found is None:
        return False
    letters = "".join(filter(str.isalpha, found[0])).lower()
    return letters not in _STATES and not _NUMBERED.search(before, 0, found.start())


@cache
def _phrases() -> list[str]:
    lines = _GIVEN.strip().splitlines()
    return [fold_text(phrase.strip()).text for line in lines for phrase in line.split("/")]


@cache
def _last_words() -> frozenset[str]:
    """Return the words that stand last before such a name: most names stand behind others, and are done with."""
    last = {phrase.rpartition(" ")[2] for phrase in _phrases()}
    return frozenset(last | set(fold_text(f"{_CALLED} {_ALSO}").text.split()))


@cache
def _named() -> re.Pattern[str]:
    given, people, called, also = (
        "|".join(map(re.escape, words))
        for words in (_phrases(), *(fold_text(words).text.split() for words in (_PEOPLE, _CALLED, _ALSO)))
    )
    return re.compile(rf"(?<![^\W_])(?:{given}|(?:{people}) (?:{called}))(?: (?:{also}))?[{_MARKS}]{{0,2}}\Z")
