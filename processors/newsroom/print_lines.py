"""Lines on what a text is and whose: shortened interviews, whose opinions and rights it holds, pages for printing.

Patterns for `processors.newsroom.boilerplate`, by what they take.
"""

_FOR_READERS = (
    r"(?:\W*|\s.{0,40}\b(?:clarté|longueur|concision|lisibilité|claridad|extensión|concisión|brevedad|longitud|"
    r"clareza|concisão|extensão|tamanho|chiarezza|brevità|lunghezza|leggibilità)\b.{0,30})"
)
"""To what end an interview was shortened, where it is told: a station that cuts one, or a censor, is news."""
INTERVIEWS = (
    r"^\W*(?:(?:this|the) (?:conversation|interview|transcript|q&a) (?:has been|was) (?:lightly |slightly )?"
    r"(?:edited|condensed|shortened)(?:,? (?:and|&) (?:lightly )?(?:edited|condensed|shortened))?"
    r"(?:\W*|\s.{0,40}\b(?:length|clarity|brevity|space|readability|style|concision)\b.{0,40})|"
    r"(?:das|dieses) (?:interview|gespräch) wurde .{0,60}(?:gründen|verständlichkeit|lesbarkeit|redaktionell|leicht)"
    r".{0,40}(?:gekürzt|bearbeitet|redigiert)\W*|"
    r"dieses (?:interview|gespräch) wurde (?:(?:gekürzt|bearbeitet|redigiert|und)\s?){1,3}\W*|"
    r"(?:cet|l.)\W?(?:entretien|interview) a été (?:légèrement )?(?:édité|condensé|abrégé|remanié)"
    rf"e?{_FOR_READERS}|"
    rf"(?:esta|la) (?:entrevista|conversación) (?:ha sido|fue) (?:ligeramente )?"
    rf"(?:editada|condensada|resumida){_FOR_READERS}|"
    rf"(?:esta|a) (?:entrevista|conversa) foi (?:levemente )?(?:editada|condensada|resumida){_FOR_READERS}|"
    rf"(?:questa|l.)\W?intervista è stata (?:editata|condensata|ridotta){_FOR_READERS})$",
)
"""That what somebody said has been shortened."""
_UNSAID = r"(?!.*\b(?:said|says|told|added|wrote|according to)\b)"
"""Somebody who says that views are not his own is quoted: a line of the page's tells it of itself."""
VIEWS = (
    r"^\W*(?:мнение (?:редакции|автор\w+) может не совпадать|точка зрения (?:редакции|автор\w+) может не|"
    r"(?:[\w ]{2,50} takes no (?:institutional )?positions?.{0,30}[.] )?(?:the )?(?:views|opinions)"
    rf"(?: expressed.{{0,40}})? (?:are (?:solely |entirely )?those of|do not necessarily){_UNSAID}|"
    r"(?:the )?(?:views|opinions)(?: expressed(?: (?:here|above|by the (?:author|writer)s?|in (?:this|the) \w+)){0,2})?"
    r" are (?:(?:strictly |purely |entirely )?personal|"
    r"(?:(?:the |his |her |my |their )?(?:(?:author|writer|columnist)(?:['’]s|s['’])? )?own))(?: alone)?\W*$|"
    r"(?:die )?(?:meinung|ansichten) (?:de[rs] )?(?:autor|verfass|gast).{0,40}(?:nicht|muss)|"
    r"les (?:opinions|propos|points de vue) exprimé.{0,40}(?:n.engagent|ne reflètent|sont ceux|sont celles)|"
    r"(?:las|los) (?:opiniones|puntos de vista) (?:expresad|vertid|aquí).{0,40}"
    r"(?:no reflejan|son .{0,20}responsabilidad)|"
    r"as opiniões (?:expressas|aqui).{0,40}(?:vinculam apenas|não refletem|são .{0,20}responsabilidade)|"
    r"le opinioni espresse .{0,40}(?:non riflettono|sono (?:quelle|di))|"
    r"الآراء الواردة .{0,40}(?:لا تعبر|تعبر عن)|(?:دیدگاه|نظر)(?:های|ات) .{0,60}(?:لزوما|الزاما)"
    r".{0,40}(?:سایت|رسانه|خبرگزاری|تحریریه|روزنامه))",
)
"""Whose opinions a text holds."""
_OWNER = r"(?:\W*|.{0,60}(?:©|copyright|\(c\)|\b(?:19|20)\d\d).{0,40}?\b|[^.!?:,]{1,60}[.|•·–—-]\s*)"
"""What stands before such a line: nothing, a mark or a year, or a name of its own. In a sentence the words are news."""
RIGHTS = (
    rf"^{_OWNER}(?:todos los derechos reservados|tous droits réservés|alle rechte vorbehalten|"
    r"todos os direitos reservados|tutti i diritti (?:sono )?riservati|все права (?:защищены|сохранены)|"
    r"всі права захищені|tüm hakları saklıdır|alle rechten voorbehouden|wszelkie prawa zastrzeżone)\b|"
    rf"^{_OWNER}(?:جميع الحقوق محفوظة|"
    r"(?:تمام|کلیه|تمامی|همه)\s?\S{0,3} حقوق .{0,20}(?:سایت|پایگاه|مطالب|خبرگزاری|رسانه|روزنامه|مادی).{0,40}محفوظ|"
    r"כל הזכויות שמורות|สงวนลิขสิทธิ์|版权所有|版權所有)",
)
"""Whose the rights are."""
PRINTED = (
    r"^\W*(?:print this (?:page|article|story)|back to (?:the )?(?:full|web|original) (?:version|site|article)|"
    r"imprimir esta (?:página|nota|noticia|matéria|notícia)|(?:volver|regresar|ir) a la (?:versión|nota).{0,30}|"
    r"imprimer cette page|retour à (?:la version|l.article).{0,30}|diese seite drucken|"
    r"zurück zur? (?:vollversion|webversion|artikel|vollständigen).{0,20}|voltar (?:à|para a) versão.{0,30}|"
    r"stampa (?:questa )?pagina|torna alla versione.{0,20}|распечатать (?:страницу|статью)|"
    r"(?:вернуться|перейти) к (?:полной версии|статье).{0,20}|sayfayı yazdır|"
    r"اطبع (?:هذه )?الصفحة|طباعة الصفحة|چاپ (?:این )?صفحه|"
    r"(?:(?:fecha|data|date) d(?:e |.)(?:impresión|impressão|impression)|druckdatum|printed on)\s?:?.{0,20}\d.{0,20}|"
    r"(?:publicado|publié|published|veröffentlicht|опубликовано) "
    r"(?:en la web|sur le web|online|at|unter|на сайте)\s?[:：]\s?https?://\S+)\W*$",
    r"^\W*(?:dirección url|direct url|url|web address|adresse (?:url|web)|indirizzo (?:url|web)|endereço (?:url|web)|"
    r"(?:веб-)?адрес) (?:(?:of|de|d[aeo]|della|dell|dieser|dieses) )?['’]?"
    r"(?:(?:this|the|est[ae]|cet(?:te)?|quest[ao]|l[ae]|этой) )?"
    r"(?:page|article|story|news|noticia|nota|página|artículo|matéria|notícia|pagina|articolo|seite|artikels|"
    r"страницы|статьи|новости)\s?[:：]\s?https?://\S+",
)
"""What a page for printing says of itself."""
_OF_ITSELF = (
    r"(?:this|these|(?:all (?:of )?)?our|est[ea]s?|cet(?:te)?|ce|diese[rs]?|(?:alle )?unsere|quest[oaie]|"
    r"(?:todos )?nuestros|(?:todos os )?nossos|(?:tous )?nos|эт\w+|(?:все )?наши) "
)
_SHARED = (
    r"(?:articles?|story|stories|texts?|content|reports?|pieces?|work|textos?|matérias?|reportage[mn]s?|conteúdos?|"
    r"artículos?|notas?|contenidos?|publicaci(?:ón|ones)|contenus?|textes?|artikel|beitrag|beiträge|inhalte?|werk|"
    r"articol[oi]|contenut[oi]|testo|материал\w*|стать\w*|текст\w*)"
)
_STANDS = (
    r"(?:(?:is|are|was|were|may|can|has|have|by|from|under|licen[cs]ed|published|ist|sind|steht|stehen|kann|können|"
    r"wird|wurde|darf|est|sont|peut|peuvent|paraît|está|están|puede|pueden|pode|podem|é|são|foi|estão|è|sono|può|"
    r"se|si|доступ\w+|опубликован\w*|распростран\w+|публику\w+)\b)"
)
_UNDER = (
    r"(?:under|unter|sous|sob|bajo|sotto|con|com|avec|mit|по|на условиях|licen[cs]\w*|licença|licenza|lizenz|"
    r"лиценз\w+)"
)
LICENCES = (
    rf"^{_UNSAID}\W*{_OF_ITSELF}{_SHARED} {_STANDS}[^,;:]{{0,60}}?\b{_UNDER} (?:\S+ ){{0,3}}?\W?creative commons\b.*$",
    rf"^(?=.*\bcreative commons\b){_UNSAID}\W*(?:re-?publish|republique|reproduza|republiez)\s.*$",
)
"""Under what licence a text may be printed elsewhere, told by a line that begins with what it tells of: the text."""
PRINT_LINES = (*INTERVIEWS, *VIEWS, *RIGHTS, *PRINTED, *LICENCES)
PRINT_NEEDS = (
    *("creative commons", "views expressed", "opinions expressed", "views are", "opinions are"),
    *("conversation", "interview", "transcript", "q&a", "gespräch", "entretien", "entrevista", "conversa"),
    *("intervista", "не совпадать", "точка зрения", "those of", "not necessarily", "meinung", "ansichten"),
    *(
        "propos exprim",
        "opinions exprim",
        "points de vue",
        "opiniones",
        "puntos de vista",
        "opiniões",
        "opinioni",
    ),
    *(
        "الآراء",
        "لزوما",
        "الزاما",
        "derechos reservados",
        "droits réservés",
        "vorbehalten",
        "direitos reservados",
    ),
    *(
        "diritti",
        "все права",
        "всі права",
        "hakları",
        "voorbehouden",
        "zastrzeżone",
        "الحقوق",
        "حقوق",
        "הזכויות",
    ),
    *(
        "สงวนลิขสิทธิ์",
        "版权",
        "版權",
        "print",
        "imprim",
        "stampa",
        "drucken",
        "druckdatum",
        "full version",
        "web version",
    ),
    *(
        "original ",
        "full article",
        "versión",
        "nota",
        "vollversion",
        "webversion",
        "artikel",
        "versão",
        "versione",
    ),
    *(
        "la version",
        "l'article",
        "l’article",
        "распечатать",
        "полной версии",
        "к статье",
        "yazdır",
        "اطبع",
        "طباعة",
        "چاپ",
    ),
    *("impres", "en la web", "sur le web", "online:", "на сайте", "published at", "veröffentlicht unter"),
)
"""Of which one stands in each of these lines."""
