"""The names in what stands in the place of an author: without "By", titles, degrees, offices and addresses."""

import html
import re
from collections.abc import Iterable

import regex

from processors.events.places import is_town
from processors.metadata.byline_labels import BY, without_label
from processors.metadata.chinese_datelines import reporters_in
from processors.metadata.date_words import is_month_name
from processors.metadata.eastern_bylines import reporters_beside_title
from processors.metadata.offices import is_office
from processors.text.agencies import AGENCY
from processors.text.characters import comparable_form, one_line

MAX_VALUE = 2_000
"""Characters of a byline that are looked at; what is longer is a fault or an attack."""
_AND = re.compile(
    r"\s*(?:[,;|/&、،·•]|\s(?:and|AND|und|et|y|e|и|و|ve|og|och|en|i|with|mit|avec|con|com)\s|\s[-–—]\s|"
    r"\sBy\s(?=\S+\s\S))\s*"
)
_HONOUR = re.compile(
    r"^\s*(?:(?:and|und|et)\s+)?(?:(?:Dr|Prof|Mag|Dipl\.-?Ing|Ing)\.(?:[ᵃª]|in)?\s*)*(?:(?:med|phil|rer|"
    r"nat|jur)\.\s*)*"
    r"(?-i:(?:(?:1st|2nd|Second|First|Lance|Staff|Tech\.|Technical|Master|Gunnery|Lt\.|Brig\.|Maj\.) )?"
    r"(?:Sgt|Spc|Cpl|Lt|Capt|Maj|Col|Gen|Pfc|Pvt|Cmdr|Lt\. ?Cmdr)\. |"
    r"(?:Senior Airman|Airman 1st Class|(?:Chief )?Petty Officer(?: [123](?:st|nd|rd) Class)?) )?"
)
"""What may stand before a name: the last "and" of a list, titles, and the ranks of those who write for an army."""
_ROLE = re.compile(
    r"\b(?:correspondent|editor|reporter|writer|journalist\w*|columnist|staff|bureau|chief|senior|contribut\w+|"
    r"producer|analyst|fellow|professor|director|officer|founder|ceo|manager|expert|consultant|dietitian|"
    r"correspondant\w*|reporters?|redakteur\w*|redakt\w+|korrespondent\w*|autorin|"
    r"corresponsal|redactor\w*|periodista|journaliste|rédact\w+|giornalista|redazione|"
    r"корреспондент\w*|кореспондент\w*|редактор\w*|обозреватель|журналист(?:ка)?|журналіст(?:ка)?|редакция|"
    r"toimittaja|dziennikar(?:z|ka)|redaktorka|reportér(?:ka)?|novinář(?:ka)?|novinar(?:ka)?|újságíró|verslaggever|"
    r"δημοσιογράφος|in [A-Z]\w+$|news desk|newsroom|updated|published|posted|"
    r"redacción|redação|redacção|"
    r"web ?desk|min read|reading time|minutes?|share|follow|comments?|subscribe|photo\w*|\d{4})\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(
    r"^(?:(?:[A-Z]\.?){2,5}|Ph\.?\s?D\.?|M\.?\s?D\.?|Dr\.?|Esq\.?|Jr\.?|Sr\.?|(?:BA|MA|MS|BS|MSc|BSc|MBA|"
    r"MPH|RN|RD|RDN|CPA|CFP®?|JD|FACLM|FAND|LCSW|DO|DDS|DVM))$"
)
"""Degrees and memberships after a name."""
_REPORTER = re.compile(
    r"(?<=[가-힣])\s*(?:선임)?(?:기자|특파원)(?: 외 \d+명)?$|(?<=[\u3400-\u9fff])\s*(?:記者|记者)$"
)
"""What stands behind a reporter's name in Korean, Japanese and Chinese."""
_ADDRESS = re.compile(r"https?:\S+|www\.\S+|\S+@\S+")
_NO_NAME = re.compile(
    r"^\W*$|^(?:(?:watch|listen|click|download|subscribe|follow|share) .*|(?:read|see|view|show) (?:more|"
    r"all|also|full|the|our)\b.*|"
    r"(?:sign|log) ?(?:in|up)|join us|live|breaking(?: news)?|"
    r"watch|listen|subscribe|follow|share|advertisement|exclusive|opinion|analysis|video|photos?|news|home|contact|"
    r"\w*admin\w*|super ?user|web ?master|(?:site|web|system) admin\w*|"
    r"(?:the )?authors?|text|publicado|.+ (?:von|by|par|por)|"
    r"(?:未知|佚名|匿名|不详|不詳)(?:\s.*)?|"
    r"unknown|none|null|guest|by|anonymous|user|default|redaktion|about|amp|"
    r"(?:news )?agenc(?:y|ies|ias)|agences|agenturen|agenzie|ajanslar|агентства|وكالات|wires?|"
    r"sign in|read more|more|written by|von|par|por|more posts?|(?:about|meet) (?:the )?authors?|folgen|"
    r"\w*\d\w*\d\w*|(?=.*\d)\S+ \S+ \S.*|\w+(?:\.\w+){2,}|"
    r"\w+\.(?:com|org|net|de|fr|co|io|uk|ru)|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?)$",
    re.IGNORECASE,
)


def begins_with_office(text: str) -> bool:
    """Tell whether a text begins with what somebody is at a paper: "Correspondent. Acra"."""
    return bool(_ROLE.match(text))


def in_usual_order(name: str) -> str:
    """Return a name that libraries write with the family's first, "Doe, Jane", in the usual order."""
    return _FAMILY_FIRST.sub(r"\2 \1", name) if _FAMILY_FIRST.fullmatch(name.strip()) else name


_FAMILY_FIRST = re.compile(
    r"\s*([A-Z][a-zÀ-ÿ'’-]+),\s+([A-Z](?:\.|[a-zÀ-ÿ'’-]+)(?: (?:[A-Z]\.?|d[eu]|v[ao]n))*)\s*"
)


def _apart(names: str) -> list[str]:
    """Return two names that the Arabic "and" joins: it is written as one with the next word."""
    found = _ARABIC_AND.fullmatch(names)
    return list(found.groups()) if found else [names]


_ARABIC_AND = re.compile(
    r"([\u0621-\u064a]{2,}(?: [\u0621-\u064a]{2,}){1,3}) "
    r"و(?!(?:ليد|ائل|سيم|سام|حيد|جدي|فاء|داد|صال|ضاح|هيب|رد|عد|ديع|صفي|لد|جيه|هبي?|فيق|اصف|جدان|قاص)\b)"
    r"([\u0621-\u064a]{3,}(?: [\u0621-\u064a]{2,}){1,3})"
)
"""Two names of two words at least; the second begins with none of the names that begin with that letter."""


def is_agency(name: str) -> bool:
    """Tell whether a name is a news agency's, or that of its branch: "Reuters", "AFP", "Интерфакс-Юг"."""
    return len(name) <= MAX_AGENCY and bool(_AGENCY.fullmatch(name))


MAX_AGENCY = 30
"""Characters of an agency's name."""
_AGENCY = regex.compile(rf"(?:{AGENCY})(?:-\p{{Lu}}\p{{Ll}}+)?")


def clean_author_names(written: Iterable[str], site: str = "") -> tuple[str, ...]:
    """Return the people's names in bylines: no "By", no titles or degrees, no addresses, not the outlet, each once."""
    names: dict[str, str] = {}
    agencies: list[str] = []
    for line in written:
        line = one_line(line[:MAX_VALUE])
        line = "、".join(reporters_in(line) or reporters_beside_title(line)) or _without_labels(line)
        is_labelled = bool(BY.match(line))
        line = without_label(line)
        plain = one_line(_ADDRESS.sub(" ", html.unescape(html.unescape(line[:MAX_VALUE]))))
        plain = _OUTLET_BEFORE.sub("", _CREDIT.split(plain, maxsplit=1)[0])
        plain = _BEFORE_STAFF.sub(r"\g<name>", plain)
        own = _MORE_OF_THEM.sub("", plain)
        plain = _ILLUSTRATED.sub("", own if " " in own else plain)
        bare = one_line(_BRACKETED.sub(" ", plain))
        plain = bare if any(character.isalpha() for character in bare) else plain
        parts = _AND.split(_without_places(BY.sub("", plain)))
        if len(parts) == 1 and is_agency(alone := _without_office(parts[0].strip(" .-–—•()[]:*"))):
            agencies.append(alone)
        else:
            parts = [one for part in parts for one in _apart(part)]
        parts = [part for part in parts if not _is_sigle(part, parts[0])]
        parts = _without_capitals(parts)
        if is_labelled or BY.match(plain):
            parts = [part for part in parts if not _is_outlet_behind(part, parts[0], plain)]
        parts = _without_town(parts, site) if plain.count("/") == STROKES else parts
        for part in parts[:1] if _HOST.fullmatch(parts[0]) else parts:
            person = "" if _PLACE.match(part) else _FROM_PLACE.sub("", part)
            part = _without_office(part) if _OFFICE.search(person) else _without_office(person)
            name = _REPORTER.sub("", _HONOUR.sub("", BY.sub("", part))).strip(" .-–—•()[]:*’'\"→»")
            name = _without_agency(name) if name.count(" ") > 1 else name
            if _is_name(name) and comparable_form(name) != comparable_form(site):
                names.setdefault(comparable_form(name), name)
    return tuple(names.values())[:12] or tuple(agencies[:1])


def _is_sigle(part: str, first: str) -> bool:
    """Tell whether a part behind a name is two or three small letters: a station's, or who edited it: "Jo Doe, hr"."""
    bare = part.strip(" .()")
    is_short = 1 < len(bare) < 4 and bare.isascii() and bare.isalpha() and bare.islower()
    return is_short and part is not first and " " in first.strip() and not is_agency(bare)


def _without_labels(line: str) -> str:
    """Return the name between labels for readers of the screen, "Author, Jane Doe Role, BBC News", or the line."""
    found = _LABELLED.match(line) if "," in line[:MAX_LABEL] or "،" in line[:MAX_LABEL] else None
    return found["name"] if found else line


MAX_LABEL = 16
"""Characters in which such a label ends with its comma."""
_LABELLED = re.compile(
    r"\s*(?:authors?|autor(?:es|a)?|auteur|автор|yazan|penulis|tác giả|marubuci|mwandishi|مصنف|"
    r"نویسنده|الكاتبة?|ليکوال|लेखक)\s?[,،]\s+(?P<name>[^,،]{3,60}?)\s*"
    r"(?:\b(?:role|título del autor|rôle|место работы|unvan|peranan|vai trò|nafasi|"
    r"aiko rahoto daga|عہدہ|شغل|الدور|पदनाम)\s?[,،].*)?$",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE_STAFF = re.compile(
    r"(?P<name>\b[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*(?:\s+[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){1,3})\s+"
    r"(?:(?:The )?(?:[A-Z][a-z]+[ -]){1,3}[Ss]taff(?: [Ww]riter| [Rr]eporter)?|(?i:staff (?:writer|reporter)))\s*$"
)
"""Whose staff somebody is, behind a name in capitals: "JANE DOE Gazette staff", "JOHN ROE Staff Writer"."""
_OUTLET_BEFORE = re.compile(
    r"^[^|]{2,40}\s\|\s(?=(?:By|By:|Von|Par|Por|Di|Door)\s+\S)|"
    r"^[\u0600-\u06ff][^/|:،]{1,40}\s?[/|]\s?(?=(?:كتبت?|بقلم)\s?:)"
)
"""The outlet before a byline: "KUOW | By Jane Doe"."""


def _without_agency(name: str) -> str:
    """Return a name of two words and more without the agency's behind it: "DENISE HALVORSEN Associated Press"."""
    words = name.split()
    places = range(2, len(words))
    return " ".join(words[: next((at for at in places if is_agency(" ".join(words[at:]))), len(words))])


def _without_capitals(parts: list[str]) -> list[str]:
    """Return the parts of a byline without a word all in capitals beside names that are not: "Ali Demir / MANİSA".

    It is the place or the outlet; persons who are written so have two words.
    """
    if len(parts) < 2 or not any(" " in part.strip() and not part.isupper() for part in parts):
        return parts
    kept = [part for part in parts if not part.isupper() or " " in part.strip() or is_agency(part.strip())]
    return kept or parts


def _is_outlet_behind(part: str, first: str, byline: str) -> bool:
    """Tell whether a part behind "by", a name and a mark is all capitals, which the name is not: "MDR AKTUELL".

    Behind "and" such letters are a name's as some lands write it, "Jane Doe and KIM Min-ji".
    """
    if part is first or not part.isupper() or first.isupper() or is_agency(part.strip()):
        return False
    return byline.partition(part)[0].rstrip()[-1:] in _MARKS


_MARKS = frozenset(",;/|·•–—-")


def _without_town(parts: list[str], site: str) -> list[str]:
    """Return the three parts of a byline between strokes without a town's one word: "Outlet / Town / Jane Doe".

    The first part is the outlet's name, or the letters are Arabic ones: there nearly all persons have two words, while
    elsewhere many have one, "Adi Wijaya / Sutrisno / Budi Santoso".
    """
    if [" " in part.strip() for part in parts] != [True, False, True] or is_agency(parts[1].strip()):
        return parts
    is_outlet = comparable_form(parts[0]) == comparable_form(site)
    return [parts[0], parts[2]] if is_outlet or _ARABIC.fullmatch(parts[1].strip()) else parts


STROKES = 2
"""Strokes in a byline that has a place among its names: "Outlet / Town / Jane Doe"."""
_ARABIC = re.compile(r"[\u0600-\u06ff]+")


def _without_places(byline: str) -> str:
    """Return a byline without the town from where they report, behind the names or before.

    "Jane Doe, Paris", "Kabul/AFP".
    Many towns have a person's name: so only one goes, beside a name of two words or an agency's.
    """
    before, behind = _PLACED.match(byline), _PLACED_BEHIND.search(byline)
    if before and is_town(before["town"].strip()):
        return byline[before.end() :]
    named = byline[: behind.start()] if behind else ""
    town = behind["town"].strip() if behind else ""
    if (" " in named or is_agency(named)) and (is_town(town) or (" " in named and _INDIAN.fullmatch(town))):
        return named
    return byline


_INDIAN = re.compile(r"[\u0900-\u0dff\u200c\u200d]+")
"""One word in a script of India, Bangladesh or Sri Lanka: persons in their bylines have two, or a title before one."""


_PLACED = re.compile(r"(?P<town>[^,;/،|–—-]{2,40}?)(?:\s*[/|]\s*|\s+[-–—]\s+)")
_PLACED_BEHIND = re.compile(r"(?:\s*[,;/،|]\s*|\s+[-–—]\s+)(?P<town>[^,;/،|–—]{2,40})$")
"""A comma behind a town's name is one of a list of people; one before it may part a place."""


def _without_office(part: str) -> str:
    """Return the agency alone where a town of its offices stands behind it: "EFE Manila"."""
    agency, _, town = part.partition(" ")
    return agency if town and is_agency(agency) and is_town(town) else part


_ILLUSTRATED = re.compile(
    r"(?:[,;&،]|\s(?:and|und|et|y|e|и|و|ve))\s*[^,;&،()]+"
    r"\((?:bild(?:er)?|fotos?|photos?|pictures?|illustrations?|images?|camera|videos?|vidéos?|imágenes|imagens|"
    r"photograph(?:er|y|e|ies?)|fotograf(?:ie|ía|ia|ías)|grafik|фото|تصوير|عکس)\)",
    re.IGNORECASE,
)
"""Who made the pictures, with that in brackets behind the name."""
_CREDIT = re.compile(
    r"\b(?:image|photo(?:graph)?|picture|illustration|bild|foto|fotos|ilustración|"
    r"illustrationen|fotoğraf|bilder|beeld|kuvat?|zdjęcia|фото|снимки|світлини|ảnh)s?\s*(?::|by\b|von\b)|"
    r"\b(?:edited|editing) by\b|\b(?:editor|redaktion|édition|edición)\s*:|(?:تحرير|تصوير)\s*:|(?:责任|"
    r"責任)?(?:编辑|編輯)\s*[:：]|(?:责编|校对|摄影|審核|审核)\s*[:：]|,\s+in\s+(?-i:[A-Z])",
    re.IGNORECASE,
)
"""Where a byline goes on with who made the pictures or edited the text, or with the sections: "By Jane, in News"."""
_MORE_OF_THEM = re.compile(
    r"(?<=\S)[\s|·•–—-]+(?:tüm (?:haber|yazı)\w*|(?:все|другие) (?:материалы|статьи|тексты)(?: автора)?|"
    r"(?:(?:view |see |read )?all|more)(?: of (?:his|her|their))? (?:posts|stories|articles)|"
    r"alle (?:beiträge|artikel)|(?:tous (?:ses|les)|plus d.)\s?articles|(?:todos los|más) artículos|"
    r"(?:watch|listen)(?: (?:live|now|video))?|\w*redaktion|view (?:bio|profile)|"
    r"tutti gli articoli|todas as matérias|جميع المقالات|همه مطالب|مزید (?:پڑھیں|خبریں)|更多文章)\W*$",
    re.IGNORECASE,
)
"""The link behind an author's name to what else they wrote."""
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|news|[a-z]{2})", re.IGNORECASE)
"""A site's name that begins a byline: its town and country stand behind it."""
_PLACE = re.compile(r"(?:in|at|à|au|en|em|a|aus|из|в)\s[A-ZÀ-ÞА-Я]")
"""Where an author wrote from, behind a comma."""
_FROM_PLACE = re.compile(r"(?<=\w)\s(?:in|aus|à|из|en|à) (?-i:[A-ZÀ-ÞА-Я])\w+(?: (?-i:[A-ZÀ-ÞА-Я])\w+)*$")
"""Where an author wrote from, behind a name of two words."""
_OFFICE = re.compile(
    r"\b(?:press|presse|reuters|afp|ap|dpa|efe|xinhua|tass|media|news|agenc\w+)$", re.IGNORECASE
)
"""An agency that a byline names with the place of its office: nobody's name."""
_BRACKETED = re.compile(r"[(\[][^()\[\]]*(?:[)\]]|$)|(?<!\S)@[\w.]+")
"""What stands in brackets in a byline, also where it was cut: places and agencies; and handles."""


def _is_name(name: str) -> bool:
    return (
        1 < len(name) <= 60
        and not name.startswith("@")
        and not is_month_name(name)
        and len(name.split()) <= 6
        and not is_office(name)
        and not (_INDIAN.fullmatch(name.replace(" ", "")) and is_town(name))
        and not (_NO_NAME.search(name) or _ROLE.search(name) or _LETTERS.search(name))
    )


def join_authors(named: tuple[str, ...], credited: tuple[str, ...], site: str) -> tuple[str, ...]:
    """Return who the page or the feed name as authors, then who else reported by the credits."""
    known = {comparable_form(name) for name in (*named, site)}
    return named + tuple(name for name in credited if comparable_form(name) not in known)
