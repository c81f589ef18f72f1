"""Lines that stand among an article's paragraphs on every page of a site and belong to none.

Each `LineRule` has a name and an example, so that what was taken away can be shown and each rule is tested. They are
searched in the lines by `processors.newsroom.page_lines`.
"""

from msgspec import Struct

from processors.newsroom.cms_lines import (
    CHANNEL_NEEDS,
    CHANNELS,
    CMS_NEEDS,
    COUNT_NEEDS,
    COUNTS,
    PROGRAM_LINES,
)
from processors.newsroom.credits import CREDIT_LINES, CREDIT_NEEDS
from processors.newsroom.print_lines import PRINT_LINES, PRINT_NEEDS
from processors.newsroom.reader_lines import (
    APPEALS,
    BUTTONS,
    CONSENTS,
    INTERFACE,
    LETTERS,
    NEWSLETTER_NEEDS,
    NEWSLETTERS,
    PROMPT_NEEDS,
    PROMPTS,
    READ_ALSO,
    TAGS,
)


class LineRule(Struct, frozen=True):
    """One kind of line: its name, what it is, patterns searched in the line (case ignored), and lines it takes.

    What begins with ^ is a pattern of its own: beside one that may stand anywhere, it is tried at every place. So is
    what begins with any word: what has first letters of its own is asked only of lines with these.
    """

    name: str
    does: str
    patterns: tuple[str, ...]
    examples: tuple[str, ...]
    leaves_prose: bool = False
    """Its words begin sentences of news, too ("Related attacks ..."): such a line stays."""
    needs: tuple[str, ...] = ()
    """Of which one stands in every such line, in small letters: looked for first, at a fiftieth of a pattern's cost."""


_PERSON = r"(?-i:\p{Lu}[\p{L}.'’-]*(?:\s(?:\p{Ll}{1,3}\s)?\p{Lu}[\p{L}.'’-]*)+)"
"""A photographer's name. One word before an agency signs a text, as a desk or another agency does: (ksb/dpa)."""
_SIGNED = r"(?!.*[(\[](?!getty)[^\s()\[\]/]{1,12}/(?!\s?getty))"
"""Ahead in the line stands no such signature."""

LINE_RULES = (
    LineRule(
        "lone_mark",
        "Takes a line without a letter or a figure",
        (r"^[^\w]+$",),
        ("*", "* * *", "---", "•", "###"),
    ),
    LineRule(
        "read_also",
        "Takes a line that leads to another article",
        (
            r"^\W*(?:related(?: (?:stories|articles|news|posts?|content|topics|coverage))?|read (?:also|more|"
            r"next)|also read|see also|more:|most read|"
            r"don.t miss|also on [\w.]+|you (?:may|might) (?:also )?(?:like|be interested)|click here|"
            r"recommended(?: stories| for you)?|trending(?: now)?|"
            r"popular on|leggi anche|lee también|lea también|lire aussi|à lire aussi|lesen sie auch|"
            r"mehr zum thema|leia (?:também|mais)|читайте также|читать также|"
            r"смотрите также|по теме|اقرأ أيضا|بیشتر بخوانید|ayrıca oku|baca juga|ingin tahu|相关阅读|"
            r"関連記事)(?!\w)(?!.*[.] \p{Lu}.*[.])",
            *READ_ALSO,
        ),
        (
            "Read also: Taliban deny reports",
            "Related: From Big Bang to Present",
            "READ MORE: China plague outbreak confirmed",
            "Читайте также: Талибы опровергли",
            "You may also like...",
            "Czytaj więcej",
            "Lees ook: Brug weer open",
        ),
        leaves_prose=True,
    ),
    LineRule(
        "agency_credits",
        "Takes a line that says who reported and edited; reporters become `authors`",
        (
            *CREDIT_LINES,
            r"^\W*(?:source|quelle|fuente|fonte|kaynak|källa|kilde|źródło|источник|джерело|المصدر|منبع|ที่มา)s?\s*[:：](?!.{60,}[.!?؟]\W*$)",
        ),
        (
            "Reporting by James Mackenzie; editing by Angus MacSwan",
            "Associated Press writers Alan Fram and Zeke Miller contributed to this report.",
            "Pewarta: Ganet Dirgantara",
            "SOURCE: Al Jazeera News",
        ),
        needs=CREDIT_NEEDS,
    ),
    LineRule(
        "update_note",
        "Takes what a wire says is new in its text",
        (r"^\((?:adds?|updates?|recasts?|releads?|rewrites|repeats|writes through)\b[^()]{0,200}\)$",),
        ("(Adds details, background)", "(Updates with quotes from minister)"),
        needs=("(",),
    ),
    LineRule(
        "end_of_message",
        "Takes a wire's sign that its text has ended",
        (
            r"^\W*(?:انتهای پیام|پایان پیام|انتهى)\W*\w{0,6}\W*$|^[-(\s]*(?-i:30|ENDS?)[-)\s.]*$|^\d{4}\*\*\d{4}$",
        ),
        ("انتهای پیام/", "انتهى", "ENDS", "9376**1416"),
    ),
    LineRule(
        "newsletter",
        "Takes an offer of a newsletter or a channel",
        NEWSLETTERS,
        (
            "Sign up for our Email Newsletters here.",
            "Get the latest updates right in your inbox.",
            "Pick Six Newsletter",
            "Подписывайтесь на наш канал в Telegram",
            "📲 Abonnez-vous à notre chaîne",
            "تابعوا آخر الأخبار عبر قناتنا على تلغرام",
            "تازہ خبروں کے لیے ہمارا واٹس ایپ چینل جوائن کریں",
            "ताज़ा खबरों के लिए व्हाट्सएप चैनल जॉइन करें",
        ),
        leaves_prose=True,
        needs=NEWSLETTER_NEEDS,
    ),
    LineRule(
        "follow_us",
        "Takes an invitation to follow or to write to somebody",
        (
            r"^.{0,60}\bfollow (?:us|me|him|her|them|the \w|[A-Z@]).{0,80}\b(?:twitter|facebook|instagram|"
            r"youtube|telegram|google news|x)\b",
            r"^(?:have|got) (?:a|any) (?:tip|story|news)\b.{0,60}(?:@|\be-?mail\b|\bcontact\b|"
            r"\blet us know\b|\bcall us\b)",
            r"^(?:reach the reporters?|have a tip|write to \w+ \w+ at)\b|^(?:twitter|facebook|instagram)\.com/",
            r"\bdownload (?:our|the) app\b",
            r"^\W*(?:follow|join|subscribe to|like)\b.{0,60}\b(?:whatsapp|telegram|youtube|channel|facebook page)\b",
            r"^\W*(?:share|compart(?:ir|e|ilhar)|partage[rz]|teilen|condividi|deel|поделиться|paylaş|شارك|اشتراک|شیئر)"
            r"(?!\w).{0,40}(?:facebook|whatsapp|telegram|twitter|фейсбук|телеграм|فيسبوك|واتساب)[^.!?]{0,40}$",
        ),
        (
            "Follow Newsbeat on Instagram, Facebook, Twitter and YouTube.",
            "Follow our WhatsApp channel for the latest news.",
            "Reach the reporters on Twitter at @example",
            "Write to Al Root at al@example.org",
            "Share on Facebook",
        ),
        leaves_prose=True,
        needs=(
            *("got a", "have a", "any tip", "any news", "any stor"),
            *("follow", "reach", "tip", "write", ".com/", "download", "join", "subscribe"),
            *("like", "facebook"),
            *("whatsapp", "telegram", "twitter", "фейсбук", "телеграм", "فيسبوك", "واتساب"),
        ),
    ),
    LineRule(
        "copyright",
        "Takes a line of copyright",
        (
            r"^our standards\s?: (?:the )?(?-i:\p{Lu})[^.!?]{0,50}\b(?:principles|code|guidelines|policy|ethics)\.?$",
            r"^\W*(?:copyright(?=\W*$|\W+(?:\d|[©ⓒ]|by\b|notice)|\s+(?-i:\p{Lu})|\s?[:©ⓒ])|©|\(c\)|ⓒ)",
            r"all rights reserved",
            r"[ⓒ©] .{0,60}$",
            r"무단\s?전재",
            r"all content .{0,30}copyright",
            r"for your personal, non-commercial use only",
        ),
        (
            "© 2021 Example News. All rights reserved.",
            "Copyright ⓒ Example",
            "This copy is for your personal, non-commercial use only.",
            "Our Standards: The Thomson Reuters Trust Principles.",
        ),
        leaves_prose=True,
        needs=("our standards", "copyright", "©", "ⓒ", "(c)", "rights reserved", "전재", "non-commercial"),
    ),
    LineRule(
        "page_furniture",
        "Takes share bars, tags, stamps of time and the like",
        (
            r"^\W*(?:updated|published|last updated|posted|first published|filed under|tags?|topics?|"
            r"categor(?:y|ies)|(?:(?:kindly|please|pls) )?share this(?: article| story| post| news| report)?"
            r"(?: with (?:your )?(?:friends|others))?|share|comments?|"
            r"leave a (?:comment|reply)|advertisement|advertising|sponsored(?: content)?|loading|reading time|"
            r"\d+ min(?:ute)?s? read|tempo de leitura|print|email|реклама|теги|поделиться)"
            r"(?:\W*$|\s*[:|].{0,80}$)|"
            r"^\W*(?:last |first )?(?:updated|published|posted)\W+(?:(?:on|"
            r"at) )?(?-i:\p{Lu}\w*[.,]*\s+){0,2}\d.{0,40}$",
        ),
        (
            "Filed under: Syria",
            "Updated at 1:23 p.m.",
            "ADVERTISEMENT",
            "Share this article",
            "Tempo de leitura: 2 minutos",
        ),
    ),
    LineRule(
        "page_label",
        "Takes tags, buttons, labels of advertisements and numbers of pictures and of readers",
        (*TAGS, *BUTTONS),
        (
            "แท็กที่เกี่ยวข้อง: ฟิลิปปินส์",
            "Реклама. ООО «Теплица-Плюс», erid: 2VtzqwKJ",
            "Photo 4/9 Des pêcheurs rentrent au crépuscule.",
            "Publicado em 29/10/2025 | Visitas: 2047",
            "STORY CONTINUES",
            "김수현 기자 shkim@example.com",
            "| 索引号： | 11330200/2026-00017 | 发布机构： |",
            "(النهاية) م ع / ص س",
            "請繼續往下閱讀...",
            "This article was printed from example.net on Sunday.",
            "<< Previous: Bell ringers seek new recruits",
            "URL to article: https://example.net/?p=1",
            "Уважаемый посетитель, Вы зашли на сайт как незарегистрированный пользователь.",
        ),
    ),
    LineRule(
        "photo_credit",
        "Takes a line that says whose a picture is",
        (
            r"^\W*(?:(?:file )?(?:image|photo(?:graph)?|picture|foto|video)(?: credit| courtesy|"
            r" source)?s?(?: by|:)|getty images|image credit|"
            r"(?:fotografía|imagen|foto)s? de (?:portada|apertura|capa)\s?:|photo de (?:une|couverture)\s?:|"
            r"(?:titel|aufmacher|beitrags)bild\s?:|foto di copertina\s?:|cover (?:photo|image)\s?:|"
            r"фото:|صورة:)[^.]{0,100}\.?$|"
            rf"^{_SIGNED}[^.]{{0,60}}(?:getty images|via getty|/\s?(?:reuters|afp|ap photo|shutterstock|alamy))[)\s]*$",
            r"^[^.!?…:]{5,160}[.!?…|–—]\s+(?:photos?|fotos?|bild(?:er)?|imagen|imagem|immagine|fotoğraf|фото|صورة|"
            r"الصورة|تصوير|عکس|צילום)\s?[:：]\s?\p{L}[^.!?:]{1,50}\.?$",
        ),
        (
            "Photo: Example Agency",
            "Photo by Jane Doe",
            "Wakil Kohsar/AFP via Getty Images",
            "Фото: РИА Новости",
            "Fotografía de portada: archivo del albergue",
            "Pirogen am Ufer bei Bol. Foto: Beispielagentur",
        ),
        leaves_prose=True,
        needs=(
            *("image", "photo", "picture", "foto", "video", "getty", "фото", "صورة"),
            *("bild", "imagen", "imagem", "immagine", "تصوير", "عکس", "צילום"),
            *("reuters", "afp", "shutterstock", "alamy"),
        ),
    ),
    LineRule(
        "caption",
        "Takes the words under a picture, known by the credit in brackets at their end, or a Chinese mark",
        (
            r"^(?!(?:[^.!?]*+[.!?]\s+){2}\p{Lu}).*[(\[](?:file(?: photo| image)?|photo|image|picture|foto|bild|"
            r"фото|video)s?\b"
            r"[^()\[\]]{0,80}[)\]]\W*$",
            r"^(?!(?:[^.!?]*+[.!?]\s+){2}\p{Lu}).*[(\[]cr[eé]dit(?:o?s?|i)\s?:\s(?-i:[\p{Lu}\p{Lo}@])[^()\[\]\d]+[)\]]\W*$",
            rf"^(?!(?:[^.!?]*+[.!?]\s+){{2}}\p{{Lu}}).*[(\[](?:{_PERSON}/\s?(?:AP|AFP|Reuters|EPA|Anadolu|dpa|Xinhua|"
            r"TASS)|[^()\[\]]{2,60}/\s?Getty)(?: photo| images)?[)\]]\W*$",
            r"^(?:image|media) (?:source|caption), .{1,250}$",
            r"^[▲△]\s?(?=.*\p{Han})[^。！？!?.；;：:\p{Hangul}\p{Hiragana}\p{Katakana}]{4,50}$",
            r"^[^！？!?]{2,40}[。\s]\p{Han}{2,4}\s?(?<!拍)[摄攝]$",
            r"^[^！？!?]{4,120}[。\s](?:新华社|中新社)(?:记者)?\s?发?[（(]\p{Han}[\p{Han}·]{1,9}\s?[摄攝][）)]$",
            r"^[^。！？!?]{2,50}\s(?:本[报報])?(?:记者|記者|通讯员|通訊員)\s?\p{Han}{2,4}?\s?[摄攝]$",
        ),
        (
            "▲ 临时安置点设在镇中学食堂",
            "火灾现场航拍图 通讯员 王海摄",
            "3月3日，牧民在驿站门前卸下行李。新华社发（图登摄）",
            "People wait at the gate on Monday. [File: John Roe/AP Photo]",
            "Golf im TV: Die Übertragungszeiten im Überblick. (Foto: Getty)",
        ),
        needs=(*("(", "[", "▲", "△", "摄", "攝"), "image source", "image caption", "media caption"),
    ),
    LineRule(
        "affiliate",
        "Takes a line on what the outlet earns by its links",
        (
            r"\b(?:we|outlet|site)\b.{0,40}\b(?:earn|receive|get)\b.{0,30}\bcommissions?\b|contains? affiliate "
            r"links?\b|"
            r"\bals amazon-partner verdiene|\baffiliate-?links?\b.{0,80}\bprovision\b",
        ),
        (
            "This article contains affiliate links.",
            "We may earn a commission if you buy something through our links.",
        ),
        needs=("commission", "affiliate", "amazon-partner"),
    ),
    LineRule(
        "appeal",
        "Takes what a reader is asked for who has liked an article, and what he is offered by mail",
        (*APPEALS, *LETTERS),
        (
            "Receba no WhatsApp as principais notícias do dia",
            "觉得好看，请点个在看再走",
            "Günün öne çıkan haberleri her sabah e-postanıza gelsin.",
            "للاشتراك في قناتنا على تلغرام اضغط هنا",
            "Do you have a story? Send it by WhatsApp to 07700 900321",
            "Enjoyed this piece? We need your help to keep publishing.",
            "Hat Ihnen dieser Artikel gefallen? Dann unterstützen Sie uns bitte mit einer Spende.",
        ),
    ),
    LineRule(
        "dead_embed",
        "Takes what stands in the place of a video or a post that is not shown",
        CONSENTS,
        (
            "Your browser does not support the video tag.",
            "This video can not be played",
            "View this post on Instagram",
            "Content is not available due to your cookie settings",
            "An dieser Stelle findest du einen externen Inhalt von YouTube, der den Artikel ergänzt.",
        ),
    ),
    LineRule(
        "interface",
        "Takes the words of buttons",
        INTERFACE,
        (
            "Copy link",
            "Listen to this article 5 min",
            "Abone ol",
            "Haberi dinle",
            "نسخ الرابط",
            "3 hours ago",
        ),
    ),
    LineRule(
        "feed_footer",
        "Takes what a feed puts under its excerpts",
        (
            r"^the post .{1,250} (?:appeared first on|first appeared on) |^(?:continue|"
            r"keep) reading\b.{0,120}$|^(?:read|view) (?:the )?(?:full|whole|entire|original) ",
        ),
        (
            "The post Talks go on appeared first on Example News.",
            "Continue reading...",
            "Read the full story at Example News",
        ),
    ),
    LineRule(
        "prompts",
        "Takes a question or a message to the reader",
        PROMPTS,
        (
            "Like this story? Share it with a friend!",
            "Thanks for signing up!",
            "Every business exists.Click To Tweet",
            "Нашли ошибку? Выделите её и нажмите Ctrl+Enter",
            "Fehler gefunden? Schreiben Sie uns",
        ),
        leaves_prose=True,
        needs=PROMPT_NEEDS,
    ),
    LineRule(
        "program_line",
        "Takes what the program that made the page prints on each: doors to comments, addresses, notes on feeds",
        (*PROGRAM_LINES, *PRINT_LINES),
        (
            "You must be logged in to post a comment.",
            "Если вы нашли ошибку, выделите текст и нажмите Ctrl+Enter.",
            "(This story has not been edited by our staff and is auto-generated from a syndicated feed.)",
            "Permalink: https://example.org/news/1",
            "Best viewed in 1024 x 768",
            "Posted in Security | Tagged Roads | Leave a comment",
            "Todos los derechos reservados. Calle Mayor 1.",
            "Dieses Thema im Programm: Mittagsjournal auf Welle Eins",
        ),
        needs=(*CMS_NEEDS, *PRINT_NEEDS),
    ),
    LineRule(
        "count",
        "Takes a line on how many readers an article has had or how long one reads it",
        COUNTS,
        ("Просмотров: 877", "3,411 views", "عدد القراء : 877", "Lesezeit: 3 Minuten", "328 人赞同了该文章"),
        needs=COUNT_NEEDS,
    ),
    LineRule(
        "channel",
        "Takes an offer to follow an outlet elsewhere",
        CHANNELS,
        (
            "Siga o canal no WhatsApp e receba notícias do dia no celular.",
            "Clique aqui e siga o canal da região no WhatsApp",
            "Haber için WhatsApp kanalımıza katılın.",
        ),
        needs=CHANNEL_NEEDS,
    ),
)
"""The rules, in the order in which they are asked."""
