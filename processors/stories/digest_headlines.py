"""How digests are headed in each language: "World in brief", "Главное к вечеру", "Günün özeti".

Such words may stand over a report, too ("In brief: Burkina base stormed"): `digest` looks at the lines as well.
"""

import re
from functools import cache

_NUMBERS = {
    "en": "two|three|four|five|six", "fr": "deux|trois|quatre|cinq|six", "de": "zwei|drei|vier|fünf|sechs",
    "es": "dos|tres|cuatro|cinco|seis", "pt": "duas|três|quatro|cinco|seis", "ru": "две|три|четыре|пять|шесть",
    "it": "due|tre|quattro|cinque|sei", "uk": "дві|три|чотири|п['’]ять|шість", "tr": "iki|üç|dört|beş|altı",
    "pl": "dwie|trzy|cztery|pięć|sześć", "ar": "خبران|ثلاثة|أربعة|خمسة|ستة", "fa": "دو|سه|چهار|پنج|شش",
    "nl": "twee|drie|vier|vijf|zes", "sv": "två|tre|fyra|fem|sex", "id": "dua|tiga|empat|lima|enam",
    "ur": "دو|تین|چار|پانچ|چھ", "hi": "दो|तीन|चार|पांच|पाँच|छह",
}  # fmt: skip
"""What stands for # below, beside digits."""
_ALONE = r"(?=\s*(?:[:,–—-]|\n|$))"
"""Behind words that go on as a sentence elsewhere: "in brief clash", "главное управление"."""
_FIRST = r"(?:^[^:–—\n]{0,12}|(?:matin|morgen|morning|jour|tag|mañana|today|briefing)\s?: )"
"""Before what one needs to know today: nothing, or that it is morning. Behind "Haiti vote:" it is an explainer."""
_RUSSIAN_DAYS = "(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)"
_UKRAINIAN_DAYS = "(?:понеділок|вівторок|середу|четвер|п['’]ятницю|суботу|неділю)"
_HEADLINES = {
    "en": (
        rf"(?:mon|tues|wednes|thurs|fri|satur|sun)day (?:briefing|bulletin|headlines|wrap){_ALONE}",
        rf"{_FIRST}you need to know (?:this (?:morning|afternoon|evening|week|weekend|\w+day)|on \w+day){_ALONE}",
        rf"in (?:brief|short){_ALONE}|round-?up|digest|world ?brief|at a glance|news summary|top (?:stories|news)",
        r"(?:news|world|africa|asia|europe|security|sahel|crime|court) briefs|^a?round the world",
        r"# (?:things|headlines)",
        r"(?:morning|evening|daily|weekly|news|weekend|security|world) (?:briefing|bulletin|headlines|update|wrap)",
        rf"(?:day|week)['’]s (?:news|events|top)|the (?:day|week|night) in (?:brief|short|news)|# stories{_ALONE}",
        r"your news (?:at|in)|what happened (?:today|yesterday|this (?:week|morning)|over)|latin america in #",
    ),
    "fr": (
        rf"^la matinale(?: d[ue] \w*di(?:manche)?\b|{_ALONE})",
        rf"{_FIRST}ce qu['’]il faut savoir (?:ce \w*di(?:manche)?|ce (?:matin|soir)|cette \w+|aujourd['’]hui){_ALONE}",
        r"l['’]essentiel (?:de l['’]actu\w*|du|des|de la|de ces)|en bref|brèves|tour (?:du monde|d['’]horizon)",
        r"# (?:infos|points|dépêches|nouvelles|brèves|titres)|faut retenir|revue de presse",
        r"le journal (?:de|du) \d+",
        r"les (?:titres|infos) (?:de|du)",
    ),
    "de": (
        rf"{_FIRST}(?:was (?:heute|morgen|am \w+) wichtig|das müssen sie heute wissen|was sie heute wissen müssen)",
        r"in kürze|kurz (?:gemeldet|notiert|gefasst)|kurzmeldungen",
        r"(?:nachrichten|abend|tages|wochen|morgen)?überblick",
        r"kompakt|das wichtigste (?:in|vom|am|aus|des)|nachrichten (?:am|vom|des)|# (?:meldungen|nachrichten)",
        r"meldungen vom|der tag in|die welt am",
    ),
    "es": (
        rf"{_FIRST}(?:lo que|qué) (?:debes?|hay que|necesitas?) saber (?:hoy|est[ea] \w+){_ALONE}",
        rf"(?:las )?noticias (?:del|de la|de hoy)|en breve{_ALONE}|^breves|resumen",
        r"lo más (?:importante|leído|destacado)",
        r"titulares|# (?:noticias|notas|claves|hechos)|lo que pasó|repaso (?:del|de la|por)|boletín de noticias",
    ),
    "pt": (
        rf"{_FIRST}o que (?:você )?(?:precisa|deve)(?: de)? saber (?:hoje|n?est[ea] \w+(?:-feira)?){_ALONE}",
        r"resumo d[oa]|destaques|notícias d[oa]|fatos d[oa]|giro d[eoa]|# notícias|^breves|boletim de notícias",
    ),
    "it": (
        rf"{_FIRST}(?:cosa|quello che) (?:c['’]è da|devi|bisogna|dovete) sapere (?:oggi|quest\w?['’ ]?\w+){_ALONE}",
        r"in breve|notizie d(?:el|ella|i)|i fatti d(?:el|ella|i)|rassegna|riepilogo|# notizie|notiziario",
        r"in sintesi",
    ),
    "nl": (r"in het kort|kort nieuws|nieuws(?:overzicht|bulletin)|# berichten|overzicht van",),
    "sv": (r"i korthet|kort\s?nytt|i korta drag|nyhetssammanfattning|# nyheter|dygnet i|dagens viktigaste",),
    "id": (r"ringkasan|sepekan|kilas|rangkuman|berita (?:terkini|utama|terpopuler|hari)|# berita|sorotan",),
    "ru": (
        rf"{_FIRST}что (?:нужно|надо|важно) знать (?:утром|сегодня{_ALONE}|к (?:утру|вечеру)|во? {_RUSSIAN_DAYS})\b",
        rf"главное(?: (?:за|к|на|в|дня|недели|сегодня|этого|этой)\b|{_ALONE})|о главном",
        r"главные (?:новости|события|темы)",
        rf"(?:коротко|кратко)(?: о\w*\b|{_ALONE})|дайджест",
        r"(?:итоги|обзор|хроника) (?:дня|недели|суток|ночи|событий)",
        r"криминальная хроника|хроника происшествий|сводка (?:новостей|событий|происшествий)",
        r"новости (?:дня|часа|недели)",
        r"новости (?:за|к)|минут на новости|# (?:новост[иь]|событи[яй])",
        r"что произошло (?:за|сегодня|вчера)|картина дня",
    ),
    "uk": (
        rf"{_FIRST}що (?:потрібно|треба|варто) знати (?:вранці|сьогодні{_ALONE}|[ву] {_UKRAINIAN_DAYS})\b",
        rf"головне(?: (?:за|до|на|в|у|дня|тижня|сьогодні)\b|{_ALONE})|про головне|головні (?:новини|події|теми)",
        rf"(?:коротко|стисло)(?: про\b|{_ALONE})|дайджест|(?:підсумки|огляд|хроніка) (?:дня|тижня|доби|ночі|подій)",
        r"кримінальна хроніка|новини (?:дня|години|тижня|за)|# (?:новин[аи]?|події)|що (?:сталося|відбулося) за",
    ),
    "pl": (
        rf"{_FIRST}co (?:trzeba|warto|musisz) wiedzieć (?:dziś|dzisiaj|rano){_ALONE}",
        r"najważniejsze (?:wydarzenia|informacje|wiadomości|dnia|z)|w skrócie|skrót (?:dnia|wydarzeń|wiadomości)",
        r"(?:przegląd|podsumowanie) (?:dnia|tygodnia|wydarzeń|prasy|wiadomości)",
        r"(?:wydarzenia|wiadomości) (?:dnia|tygodnia)",
        r"# (?:wiadomości|informacje|wydarzenia)|co się wydarzyło",
    ),
    "tr": (
        rf"güne başlarken{_ALONE}",
        r"(?:günün|haftanın|gecenin|gündemin|sabahın|akşamın)(?: \w+)? (?:özeti|haberi|haberleri|gelişmeleri|olayları)",
        r"(?:günün|haftanın|gecenin) öne|öne çıkan(?:lar\w*| haberler| gelişmeler)|kısa kısa",
        r"(?:gündem|haber) (?:özeti|turu)",
        r"haber bülteni|# (?:haber|gelişme)|neler oldu",
    ),
    "ar": (
        r"(?:أبرز|أهم|اهم) (?:أخبار|الأخبار|أنباء|الأنباء|أحداث|الأحداث|ما|عناوين|العناوين|التطورات|المستجدات)",
        r"حصاد (?:اليوم|الأسبوع|الأخبار|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت)|موجز|ملخص",
        r"نشرة (?:الأخبار|أخبار|المساء|الصباح|مسائية|صباحية)|جولة (?:ال)?أخبار|في سطور|بإيجاز|# أخبار|عناوين",
    ),
    "fa": (
        r"(?:مرور|خلاصه|چکیده|گزیده|مهم.?ترین) (?:خبر|اخبار|رویداد|رخداد|عناوین|تحولات)\w*",
        r"خبرهای (?:کوتاه|امروز|مهم|روز)",
        r"حوادث کوتاه|# (?:خبر|رویداد)|در یک نگاه",
    ),
    "ur": (r"اہم خبریں|مختصر خبریں|خبروں کا|آج کی خبریں|# خبریں|خبروں کی سرخیاں",),
    "hi": (r"मुख्य समाचार|बड़ी खबरें|प्रमुख (?:खबरें|समाचार)|संक्षेप|समाचार सार|# खबरें|सुर्खियां|सुर्खियाँ",),
    "zh": (r"要闻|速览|简讯|[三四五六]则|新闻(?:摘要|汇总|联播)|要聞|速覽|簡訊|[三四五六]則",),
    "ja": (r"ニュースまとめ|主な(?:ニュース|出来事)|ダイジェスト|短信",),
    "ko": (r"주요 ?뉴스|뉴스 ?브리핑|간추린|한눈에|단신",),
    "sw": (r"habari kwa (?:ufupi|muhtasari)|muhtasari wa habari|habari kuu",),
    "he": (r"בקצרה|תקציר|כותרות|עיקרי החדשות",),
    "bn": (r"সংক্ষেপে|শীর্ষ খবর|একনজরে",),
}
_WITHOUT_SPACES = ("zh", "ja", "ko")


def is_digest_headline(headline: str, language: str | None) -> bool:
    """Tell whether a headline, or one of some lines, is worded as digests are headed in a language (ISO 639-1)."""
    pattern = _pattern(language or "")
    return pattern is not None and pattern.search(headline.lower()) is not None


@cache
def _pattern(language: str) -> "re.Pattern[str] | None":
    """Compile the words of a language, which are no parts of longer ones where words are apart."""
    if language not in _HEADLINES:
        return None
    number = rf"(?:{_NUMBERS.get(language, '')}|\d)".replace("(?:|", "(?:")
    words = "|".join(_HEADLINES[language]).replace("#", number)
    whole = words if language in _WITHOUT_SPACES else rf"(?<!\w)(?:{words})(?!\w)"
    return re.compile(whole, re.MULTILINE)
