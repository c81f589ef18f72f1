"""The sentences of a text, each whole, by the rules of its language."""

from collections.abc import Iterator
from functools import cache

import regex
from sentencex import segment

from processors.records import Article

_SHORTENED = {
    "": (
        r"\p{L}|Mr|Mrs|Ms|Mx|Messrs|Dr|Prof|Hon|Rev|Fr|St|Ste|Jr|Sr|Sra|Dra|Lic|Ing|Dipl|Mag|Mme|Mlle|Gen|Lt|Col|Maj|"
        r"Capt|Sgt|Cpl|Pvt|Brig|Cmdr|Adm|Supt|Insp|Det|Amb|Sen|Rep|Gov|Pres|Min|Sec|No|Nos|Nr|Vol|Art|Fig|pp|vs|ca|gem|"
        r"bzw|inkl|Co|Inc|Ltd|approx|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|г|гг|им|ул|тыс|млн|млрд|руб|чел|т\.?е|т\.?д"
    ),
    "ar": r"هـ|ه|\p{L}\.\s?\p{L}",
    "bn": r"ডা|ড|ডঃ|মো|মোঃ|মি|মু|প্রফে|অধ্যা",
    "cs": r"hl|čl|tzv|např|ul|nám|gen|plk|mjr|kpt|tis|mil|mld|sv|dr|ing|mgr|bc|prof|doc",
    "de": (
        r"Mio|Mrd|Tsd|Str|Tel|Abs|Bd|geb|gest|sog|evtl|ggf|lt|vgl|Hrsg|Hl|hl|med|jur|phil|Ing|Frl|Hr|Fr|Okt|Dez|Mai|"
        r"Jh|Jhd|Chr|Art|Kap|Anm|Obfr|Gen|Oberstlt|Hptm|einschl|zzgl|abzgl|mind|max|Ltd"
    ),
    "en": (
        r"Messrs|Dept|Univ|Ave|Blvd|Rd|Mt|Ft|Pte|Pfc|Spc|Ens|Cdr|RAdm|Gens|Sens|Reps|Sgts|Atty|Bros|"
        r"Esq|Msgr|Ayat|al"
    ),
    "es": (
        r"Srta|Sres|Dres|D|Dña|gral|Gral|cnel|Cnel|cap|Cap|tte|Tte|sgto|Sgto|gob|dip|Av|av|Avda|avda|art|pág|págs|núm|"
        r"núms|Ud|Uds|Vd|Vds|EE|Mons|Pdte|Rvdo|aprox|ej|a\.\s?C|d\.\s?C"
    ),
    "fr": (
        r"MM|Mmes|Mlles|Me|Mgr|Dr|Pr|gén|Gén|col|lt|cdt|cap|av|bd|boul|art|env|vol|éd|hab|apr|chap|"
        r"max|min|tél|St|Ste"
    ),
    "hi": r"डॉ|श्री|श्रीमती|प्रो|रु|पं|कु|मो|सं|लि|एड",
    "id": (
        r"Jl|Jln|Jend|Letjen|Mayjen|Brigjen|Kol|Letkol|Kapt|Irjen|Kombes|Purn|Drs|Dra|Ir|Hj|Tn|Ny|Sdr|Yth|Kab|Kec|Prov|Pol|pkl|"
        r"Rp|dr|hlm|a\.l|a\.n|d\.a"
    ),
    "it": (
        r"sig|sigg|dott|on|gen|col|ten|cap|mar|avv|ing|prof|mons|arch|sen|pres|min|art|pag|pagg|ca|circ|ecc|geom|"
        r"rag|v|Ill|Egr|Spett|a\.C|d\.C|s\.l\.m|sec"
    ),
    "nl": (
        r"dhr|mevr|mw|mr|drs|ir|ing|prof|gen|kol|lt|kap|min|blz|nr|art|bv|o\.a|d\.w\.z|m\.n|a\.k\.a|"
        r"plm|ca|sgt"
    ),
    "pl": (
        r"dr|hab|inż|mgr|gen|płk|ppłk|mjr|kpt|por|sierż|ul|al|pl|św|ks|abp|bp|kard|prof|doc|tys|mln|"
        r"mld|im|art|nr|min|np|tzw|ok"
    ),
    "pt": (
        r"av|Av|al|Al|pça|Exmo|Exma|Eng|gen|Gen|cel|Cel|maj|cap|sgt|ten|dep|Dep|pe|art|pág|págs|núm|"
        r"aprox|ex|Srs|Sras|Drs|a\.\s?C|d\.\s?C"
    ),
    "ru": (
        r"ген|полк|подполк|кап|лейт|серж|проф|акад|доц|пос|дер|просп|пр|пер|пл|наб|стр|см|рис|табл|св|"
        r"напр|респ|р|долл|тыс|кв|куб|проч|др|гос|зам|мин|сек"
    ),
    "sw": r"tar|Bw|Bi|Dkt|Mhe|Nd|Prof|uk|Na",
    "sv": r"bl\.a|t\.ex|s\.k|d\.v\.s|dvs|kl|ca|nr|gen|öv|prof|dr|hr|fr|milj|mdr|milj|st|ung",
    "tr": r"Sn|Av|Doç|Yrd|Öğr|Gör|Alb|Yb|Bnb|Yzb|Org|Korg|Tümg|Tuğg|Cad|Sok|Mah|No|Hz|Müh|Uzm|Op|vb",
    "uk": r"ген|полк|проф|акад|доц|вул|просп|пров|пл|обл|ст|див|рис|св|напр|тис|млн|млрд|грн|дол",
    "ur": r"مسٹر|پروفیسر|ڈاکٹر",
}
"""What no sentence ends in: titles, initials, what stands before a name or number, and months; those of the first line
in every language. The library knows others."""
_AS = {
    "da": "sv",
    "nb": "sv",
    "nn": "sv",
    "no": "sv",
    "ms": "id",
    "sk": "cs",
    "be": "ru",
    "bg": "ru",
    "fa": "ar",
    "ckb": "ar",
}
"""Languages that shorten as another does."""
_MONTH = regex.compile(
    r"(?:^|[\s(])(?:janv?|ja|feb|febr|fév|févr|fevr?|mar|mars|märz?|mrt|mrz|apr|avr|abr|maj|mei|mai|mag|jun|jui|juin|juni|giu|"
    r"haz|jul|juil|lug|tem|aug|août|ago|agu|ağu|sept?|set|eyl|out|okt|oct|ott|ekim?|eki|nov|kas|dec|dez|déc|dic|dis|des|"
    r"ara|gen|ene|янв|февр?|мар|апр|авг|сент?|окт|нояб?|дек|січ|лют|берез?|квіт|трав|черв|лип|серп|верес|вер|жовт|"
    r"листоп|лист|груд|sty|lut|kwi|cze|lip|sie|wrz|paź|lis|gru)\.\s*$",
    regex.IGNORECASE,
)
"""A month that is shortened: no sentence ends in it where a number follows."""
_ORDINAL = regex.compile(r"(?<![\p{L}\p{N}.,:])(?:\p{N}{1,2}|[IVXL]{1,7})\.\s*$")
ORDINAL_LANGUAGES = frozenset(
    ("cs", "da", "de", "et", "fi", "hr", "hu", "is", "lv", "nb", "nn", "no", "pl", "sk", "sl", "sr", "tr")
)
"""In which a number with a full stop is read as third."""
_ARTICLE = regex.compile(
    r"\s*(?:Der|Die|Das|Den|Dem|Ein|Eine|Er|Sie|Es|Wir|Ich|In|Im|Am|Auf|Bei|Nach|Doch|Und|Aber)\b"
)
"""How a German sentence begins behind a number, and no noun that it counts."""
LONGEST = 10_000
_GOES_ON = regex.compile(r"\s*(?:[\p{Pe}\p{Pf}»”’」』]|[,;:)]|[—–-]\s+\p{Ll})|-\p{L}")
"""How no sentence begins: by the end of a quotation, or a dash before who said it."""
_DASH = regex.compile(r"\s*[—–]\s")
_DATELINE = regex.compile(r"\)\.\s*$")
_DATELINE_DASH = regex.compile(r"\s*[—–-]\s")
"""Between a dateline and what it is of: Bogotá, 21 nov (EFE).- Una ..."""
_CLOSED = regex.compile(r"[»”\"’!?…]\s*$")
_DECIMAL = regex.compile(r"\p{N}[.,]$")
_NUMBER = regex.compile(r"\s*\p{N}")
_HOUR = regex.compile(r"\b[ap]\.\s?m\.\s*$")
_HOUR_OF = regex.compile(
    r"\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:E|C|M|P)[SD]?T|GMT|UTC|BST|CES?T|IST|AFT|PKT|Kabul time)\b"
)
"""What tells the day or the zone of an hour (11 p.m. Monday)."""
_OWN_STOP = {
    "hi": "।",
    "bn": "।",
    "as": "।",
    "ne": "।",
    "or": "।",
    "pa": "।",
    "ur": "۔",
    "ps": "۔",
    "sd": "۔",
}
"""The full stop of a language that has one of its own: in a line with it, the stop of others only shortens a word."""
_FULL_STOP = regex.compile(r"\.\s*$")
_QUOTED = regex.compile(r"[。！？!?][”』」]\s*$")
_SAID = regex.compile(
    r"\s*[^。！？!?，,“「『]{1,24}?(?:说|說|表示|称|稱|问|問|道|强调|強調|指出|补充|補充|回答)"
)
"""Who said what is quoted before it, in Chinese."""
_SMALL = regex.compile(r"\s*\p{Ll}")
_LONG_WORD = regex.compile(r"\p{L}{6,}\.\s*$")
"""What is hardly a shortened word: al-Qaeda, in small letters, may begin a sentence behind it."""


def first_sentence(text: str, language: str | None = None) -> str:
    """Return the first sentence of the first line of `text`, which is the line itself where none ends in it."""
    line = text.split("\n", 1)[0].strip()
    return next((line[start:end] for start, end in sentence_spans(line, language)), line)


def lede(article: Article) -> str:
    """Return the article's first sentence, to show where it has no headline."""
    return first_sentence(article.text, article.language)


def sentence_spans(text: str, language: str | None = None) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each sentence of `text` (code points), in order; none goes over the end of a line.

    `language` is a code of ISO 639; English stands in for None, and for what the library has no rules of.
    """
    at = 0
    for line in text.split("\n"):
        for start, end in _in_line(line, language or "en"):
            bare = line[start:end].strip()
            if bare:
                begin = at + start + len(line[start:end]) - len(line[start:end].lstrip())
                yield begin, begin + len(bare)
        at += len(line) + 1


def _in_line(line: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a line, with the blanks around them, and those joined that the library cuts too early."""
    start = end = 0
    foreign = _OWN_STOP.get(language, "\0") in line
    for piece in _pieces(line, language):
        before = line[max(start, end - 40) : end]
        if end > start and ((foreign and _FULL_STOP.search(before)) or not _ends(before, piece, language)):
            end += len(piece)
            continue
        if end > start:
            yield start, end
        start, end = end, end + len(piece)
    if end > start:
        yield start, end


def _pieces(line: str, language: str) -> Iterator[str]:
    """Yield what the library makes of a line, LONGEST characters at a time: its time grows with their square."""
    at = 0
    while at < len(line):
        pieces = segment(language, line[at : at + LONGEST])
        if at + LONGEST < len(line) and len(pieces) > 1:
            pieces = pieces[:-1]  # which may go on
        yield from pieces
        at += sum(map(len, pieces)) or LONGEST


def _ends(before: str, after: str, language: str) -> bool:
    """Tell whether a sentence ends between two pieces."""
    if _GOES_ON.match(after) or _shortened(language).search(before) or _goes_on_by_number(before, after):
        return False
    if _DATELINE_DASH.match(after) and _DATELINE.search(before):
        return False
    if _SMALL.match(after) and not _LONG_WORD.search(before):
        return False
    if _said_after(before, after, language):
        return False
    return language not in ORDINAL_LANGUAGES or not _ORDINAL.search(before) or bool(_ARTICLE.match(after))


def _goes_on_by_number(before: str, after: str) -> bool:
    """Tell whether a number is cut (4.30), or is parted from its month (7 Okt. 2023) or its day (11 p.m. Monday)."""
    if _NUMBER.match(after) and (_MONTH.search(before) or (_DECIMAL.search(before) and after[0].isnumeric())):
        return True
    return bool(_HOUR.search(before) and _HOUR_OF.match(after))


def _said_after(before: str, after: str, language: str) -> bool:
    """Tell whether what follows a quotation says whose it is: behind a dash, or where a language has no comma."""
    if _DASH.match(after) and _CLOSED.search(before):
        return True
    if after.startswith("と") and before.endswith(("」", "』")):  # Japanese: so they said
        return True
    return language == "zh" and bool(_QUOTED.search(before) and _SAID.match(after))


@cache
def _shortened(language: str) -> regex.Pattern[str]:
    """Give the pattern of what no sentence of a language ends in."""
    several = filter(None, (_SHORTENED[""], _SHORTENED.get(_AS.get(language, language))))
    words = {
        one: None
        for some in several
        for word in some.split("|")
        for one in (word, word[:1].upper() + word[1:])
    }
    return regex.compile(rf"(?:^|[\s(\"'“«„-])(?:{'|'.join(words)})\.\s*$")
