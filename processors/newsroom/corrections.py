"""Correction notes: what an outlet says it had wrong, in the languages of the newsrooms.

    "Correction: an earlier version of this article said that ..."
    "(This story has been corrected to fix the name in paragraph 3)"

A note speaks of the article and not of the world, and often repeats the very claim that was wrong. So it is no part of
the text: kept beside it, searched in a field of its own, never tagged.
"""

from collections.abc import Sequence

import regex

MAX_NOTE = 1_500
"""Characters from which a paragraph is one of the article whatever it begins with."""
TOP_PARAGRAPHS, BOTTOM_PARAGRAPHS = 5, 15
"""Paragraphs at the top and at the bottom in which notes are looked for."""

_WHEN = r"(?:\s*[(\[,][^\n:)\]]{0,40}[)\]]?|\s+(?:(?:on|of|from|vom|du|del|от)\s+)?[\p{L}\d.]{1,12}\s\d[^\n:]{0,20})?"
"""What may stand between the word and its colon: "Correction (May 6, 2021):"."""

_HEADS = (
    *("corrections?", "clarifications?", "corrected", "errat(?:um|a)"),
    *("corrección", "correcciones", "fe de erratas?", "fe de errores", "aclaración", "rectificación"),
    *("rectificatif", "mise au point", "korrektur(?:hinweis)?", "berichtigung", "richtigstellung"),
    *("correção", "correções", "errata corrige", "correzione", "rettifica", "precisazione"),
    *("correctie", "rectificatie", "rättelse", "rettelse", "sprostowanie", "korekta", "düzeltme", "tashih"),
    *(
        "koreksi",
        "ralat",
        "pembetulan",
        "исправлени[ея]",
        "исправлено",
        "уточнение",
        "поправка",
        "виправлення",
    ),
    *("تصحيح", "تصويب", "استدراك", "اصلاحیه", "تصحیح", "सुधार", "संशोधन", "भूल[- ]?सुधार", "সংশোধনী", "תיקון"),
    *("更正(?:启事|啟事|说明|說明)?", "勘[误誤]", "訂正", "お詫びと訂正", "정정", "바로잡습니다"),
)
"""Words that open a note before a colon or a dash."""

_EN_STORY = r"(?:story|stories|article|report|post|headline|piece|item|dispatch|column|obituary|file|interview|caption)"
_EN_FIXED = (
    r"(?:corrected|amended|re-?filed|retracted|clarified|"
    r"(?:edited|changed|revised|updated) to (?:correct|fix|clarify|remove))"
)
_SENTENCES = (
    # English
    rf"this (?:[\w.,’'-]+ ){{0,4}}?(?:version of (?:the|this) )?(?:[\w.,’'-]+ ){{0,4}}?{_EN_STORY}(?: \w+)?,? "
    rf"(?:has been|was|is|had been) (?:\w+ )?{_EN_FIXED}\b",
    rf"this (?:[\w.,’'-]+ ){{0,4}}?(?:version of (?:the|this) )?(?:[\w.,’'-]+ ){{0,4}}?{_EN_STORY} corrects\b",
    rf"the (?:(?:story|article) (?:has been|was) (?:\w+ )?{_EN_FIXED} (?:to|on|at|after|because|in)|headline (?:of|on|"
    rf"to) this "
    rf"{_EN_STORY} (?:has been|was))\b",
    rf"(?:an|in an|a|in a|the) (?:earlier|previous|prior|original|initial) (?:version|edition) of (?:this {_EN_STORY}|"
    rf"this \w+ {_EN_STORY}|(?:the|our) (?:story|article)|this page)\b",
    r"an? (?:earlier|previous) (?:headline|story|article|report|photo caption|caption)\b.{0,80}\b(?:incorrect|misstat|"
    r"misidentif|misspell|mistaken|wrong|erroneous)",
    r"(?:editor[’']?s?[’']? note|note to readers)\b.{0,300}?\b(?:correct(?:ed|ion|s)|(?:earlier|previous) version|"
    r"amended|retracted|clarif)",
    r"(?:we|(?:the )?\p{L}+) (?:regrets? the (?:error|mistake)s?|apologi[sz]es? for (?:the|this) (?:error|"
    r"mistake)s?)\W*$",
    # Spanish, Portuguese, Italian
    r"(?:en )?(?:una|la) (?:versión|edición) (?:anterior|previa|inicial) de (?:est[ea]|el|la) (?:artículo|nota|noticia|"
    r"información|texto|historia|reportaje|despacho)",
    r"est[ea] (?:artículo|nota|noticia|información|texto|historia|reportaje) (?:ha sido|fue|se ha) (?:corregid|"
    r"rectificad|"
    r"enmendad|modificad\w+ para correg)",
    r"(?:n?uma|em uma|na|a) versão (?:anterior|inicial) (?:d?est[ea]|d[oa]) (?:texto|reportagem|artigo|matéria|"
    r"notícia)",
    r"est[ea] (?:texto|reportagem|artigo|matéria|notícia) foi (?:corrigid|retificad|alterad\w+ para corrigir)",
    r"(?:in )?(?:una )?(?:precedente versione|versione precedente) (?:di|del) (?:quest\w+|articolo)",
    r"quest(?:[oa] |['’])(?:articolo|notizia|testo) è stat[oa] (?:corrett|rettificat)",
    # French, German, Dutch
    r"(?:dans )?une (?:(?:première|précédente) version|version (?:précédente|antérieure|initiale)) (?:de|du) (?:cet|"
    r"cette|ce|"
    r"l['’]article|texte)",
    r"(?:cet|cette|ce) (?:article|dépêche|texte|papier) a été (?:corrigé|rectifié|amendé|modifiée? .{0,60}(?:corrig|"
    r"erreur))",
    r"in (?:einer|der) (?:früheren|vorherigen|ersten|ursprünglichen|älteren) (?:version|fassung) (?:dies\w+|des|der|"
    r"hieß|"
    r"hatten|haben|stand|war|wurde)",
    r"(?:anm(?:erkung|\.)? (?:der|d\.) red(?:aktion|\.)|hinweis der redaktion|"
    r"transparenzhinweis)\b.{0,300}?(?:korrigiert|"
    r"berichtigt|(?:früheren|ersten|ursprünglichen) (?:version|fassung))",
    r"(?:dieser|der) (?:artikel|text|beitrag|bericht) wurde\b.{0,80}\b(?:korrigiert|berichtigt)",
    r"wir haben (?:den fehler|das|dies|die \w+|den \w+) (?:inzwischen )?(?:korrigiert|berichtigt)",
    r"in een eerdere versie van (?:dit|deze)",
    # Russian, Ukrainian, Turkish, Indonesian
    r"в (?:предыдущей|первоначальной|(?:более )?ранней|первой|прежней) версии (?:эт|данн|статьи|новости|текста|"
    r"материала|"
    r"заметки|публикации|сообщения)",
    r"(?:эта |данная |этот |данный )(?:статья|новость|заметка|публикация|материал|текст) (?:был[аи]? )?исправлен",
    r"(?:у|в) попередній версії (?:ц|статті|новини|матеріалу|тексту)",
    r"bu (?:haberin|yazının) (?:önceki|ilk|eski|daha önceki) (?:versiyon|hal|sürüm|şekl)",
    r"(?:berita|artikel) ini telah (?:dikoreksi|diralat|diperbaiki)",
    # Arabic, Persian, Urdu
    r"(?:ذكرت? |ورد |جاء )?(?:في )?(?:نسخة|صيغة|رواية) سابقة من (?:هذ[اه]|الخبر|القصة|التقرير|المقال)",
    r"(?:جرى|تم) (?:تصحيح|تصويب) (?:هذ[اه]|الخبر|النص|العنوان|القصة|المقال)",
    r"(?:در )?نسخه (?:قبلی|پیشین|اولیه) این (?:خبر|گزارش|مطلب)",
    r"اس (?:خبر|رپورٹ|مضمون) کے (?:پہلے|سابقہ|گزشتہ) (?:ورژن|متن)",
    # Chinese, Japanese, Korean
    r"(?:本文|这篇文章|這篇文章|此文)(?:的)?(?:早前|先前|此前|之前|较早|較早|原)(?:的)?版本",
    r"(?:この記事の|以前の版|当初の記事).{0,40}(?:訂正|誤り)",
    r"이 기사의 (?:이전|초기) (?:버전|판)",
)
"""How sentences begin that only a note says; of the article in hand, and not of a bill or a report in the news."""

_BRACKETED = (
    r"(?:corrects|correcting|refiles|refiling|clarifies|corrected|corrige|rectifica|corrige le|korrigiert|berichtigt|"
    r"исправля\w+|исправлен\w+|уточня\w+|لتصحيح|تصحيح|düzelt\w+)\b"
)
"""How notes in brackets begin: "(Corrects spelling in paragraph 2)"."""

_MARKS = r"[^\p{L}\p{N}\"“”«»„‘’']"
"""Stars, bullets and brackets before a note; a quotation is somebody's words."""

_NOTE = regex.compile(
    rf"^{_MARKS}*(?:(?:{'|'.join(_HEADS)}){_WHEN}\s*(?:[:：]|[–—]|\s-\s|\]|】)|{'|'.join(_SENTENCES)})"
    rf"|^[(\[]\s*{_BRACKETED}[^()\[\]]*[)\]]$",
    regex.IGNORECASE,
)
_TITLE_LINE = regex.compile(rf"^{_MARKS}*(?:{'|'.join(_HEADS)}|editor[’']s note)\W*$", regex.IGNORECASE)
_ENDS = regex.compile(
    rf"(?:^|(?P<behind>\s+))(?P<note>[(\[]\s*(?:{_BRACKETED}|{'|'.join(_SENTENCES)})[^()\[\]]*[)\]])"
    r"(?(behind)$|\s+)",
    regex.IGNORECASE,
)


def is_correction(paragraph: str) -> bool:
    """Tell whether a whole paragraph is a correction note."""
    return len(paragraph) <= MAX_NOTE and _NOTE.search(paragraph) is not None


def correction_places(paragraphs: list[str]) -> list[int]:
    """Return the places of the paragraphs that are notes; of a heading "Correction", what stands below it too.

    Notes stand at the top or at the bottom: elsewhere nothing is looked for.
    """
    return [place for place in range(len(paragraphs)) if is_correction_at(place, paragraphs)]


def is_correction_at(place: int, paragraphs: Sequence[str]) -> bool:
    """Tell whether the paragraph at a place (from 0) is one of `correction_places`."""
    if not is_at_top_or_bottom(place, len(paragraphs)):
        return False
    text = paragraphs[place]
    follows = place > 0 and len(text) <= MAX_NOTE and _TITLE_LINE.match(paragraphs[place - 1])
    is_title = _TITLE_LINE.match(text) and place + 1 < len(paragraphs)
    return bool(is_correction(text) or follows or is_title)


def is_at_top_or_bottom(place: int, count: int) -> bool:
    """Tell whether a place is one, of so many paragraphs, in which notes are looked for."""
    return place < TOP_PARAGRAPHS or place >= count - BOTTOM_PARAGRAPHS


def split_correction(paragraph: str) -> tuple[str, str | None]:
    """Return the paragraph without the note in brackets that it begins or ends with, and that note or None."""
    has_edge = paragraph.startswith(("(", "[")) or paragraph.endswith((")", "]"))
    edge = _ENDS.search(paragraph) if has_edge else None
    if edge is None or edge.end() - edge.start() > MAX_NOTE:
        return paragraph, None
    return paragraph[: edge.start()] + paragraph[edge.end() :], edge["note"]
