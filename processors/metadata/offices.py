"""Whether what stands in the place of an author is an office's name: a desk, a press service, an editorial staff.

"Redaksi", "Ufficio Stampa", "온라인뉴스팀", "编辑部": a reader takes none of them for a person.
"""

import re
from functools import lru_cache

from processors.metadata.site_names import unaccented

_TELLING = """
    redakcja redakcji redakce redakcia redaksi redaktion redaktionen redaktie redactie redazione redacción redacció
    redação redacção rédaction redakcija redaktsioon redakcijas redacția redactia redaksiya редакция редакції редакція
    редакцыя toimitus szerkesztőség uredništvo uredništva uredništvu
    pressestelle pressedienst pressebüro pressesprecher pressereferat pressemitteilung kommunikationsabteilung
    pressmeddelande presstjänst pressekontor pressemeddelelse
    пресс-служба пресс-центр пресс-релиз прес-служба прес-центр пресслужба прессслужба
    secretariado secretaría secretaria-geral secretariat sekretariat secrétariat sekretariatet
    assessoria ascom comunicação comunicación communications kommunikation
    ufficio uffici biuro prasowe
    newsroom newsdesk webdesk desk webredaktion onlineredaktion onlineredaktionen
    haberler merkezi müdürlüğü bakanlığı
    تحریریه تحريرية هيئة غرفة ڈیسک نیوز
    डेस्क ब्यूरो संवाददाता न्यूज़ न्यूज ডেস্ক প্রতিবেদক প্রতিনিধি
    กองบรรณาธิการ ทีมข่าว ทีมงาน
    mwandishi waandishi
    מערכת
    Σύνταξη σύνταξη newsteam
"""
_TELLING_WORDS = frozenset(_TELLING.lower().split()) | frozenset(
    word for word in map(unaccented, _TELLING.lower().split()) if word.isascii()
)
"""Words of which one makes a name an office's, as logins write them too: no person has them."""
_PLAIN = """
    press presse prensa stampa imprensa prasa news team staff office desk online web digital editorial media
    communication communications comunicação comunicación service services department section redaksi equipo équipe
    equipa equipe squadra haber servisi central bureau information info informations department public relations
    affairs general corporate notícias noticias nachrichten nieuws nyheter uutiset zprávy tisková zpráva wiadomości
    hírek știri новости новини пресса служба отдел
    biên tập toà tòa soạn phòng viên pv nhóm
    قسم فريق هيئة غرفة أخبار الأخبار التحرير شبكة مكتب الصحافة المحرر تحرير
    گروه سرویس تحریریه خبر اخبار اجتماعی سیاسی فرهنگی اقتصادی ورزشی بین‌الملل حوادث خبرنگار روابط عمومی
    ویب ڈیسک نیوز نمائندہ خصوصی رپورٹر سٹاف اسٹاف
    न्यूज़ न्यूज डिजिटल टीम वेब समाचार एजेंसी
"""
_JOINING = "the de da do di del dei la le les et e und tim ban"
_PLAIN_WORDS = frozenset(f"{_PLAIN} {_JOINING}".lower().split())
"""Words of which an office's name is made, and which stand in persons' names as well: all of them must be such."""
_JOINING_WORDS = frozenset(_JOINING.split())
"""Those that make persons' names alone: "Tim Le", "Ban Do"."""
_EAST = re.compile(
    r"(?:[\u3400-\u9fff]{0,8}(?:编辑部|編輯部|编辑室|編輯室|編集部|新闻中心|新聞中心|新闻部|新聞部|本社|本报|本報|本社記者|"
    r"报道组|報導組|取材班|社会部|政治部|国際部|經濟部|通讯员|综合|綜合))|"
    r"[가-힣]{0,8}(?:뉴스팀|취재팀|편집국|편집부|뉴스부|뉴스룸|보도국|취재부|사회부|정치부|경제부|국제부|홍보실|홍보팀|"
    r"담당관|정책과|대변인실)"
)


@lru_cache(1024)
def is_office(name: str) -> bool:
    """Tell whether a name is an office's: one word is of none but offices, or each is of what they are made of."""
    words = name.lower().split()
    if not _TELLING_WORDS.isdisjoint(words) or _EAST.fullmatch(name):
        return True
    return all(word in _PLAIN_WORDS for word in words) and not _JOINING_WORDS.issuperset(words)


def has_office_word(words: list[str]) -> bool:
    """Tell whether one of the words at least is of those that offices' names are made of: "Orbi Team"."""
    lowered = [word.lower() for word in words]
    return not (_TELLING_WORDS.isdisjoint(lowered) and _PLAIN_WORDS.isdisjoint(lowered))
