"""Lines in which an outlet speaks for itself: where else to look, who worked on a text, what it asks its readers for.

Patterns for `processors.newsroom.boilerplate`, by what they take, for lines whose words name what they are.
"""

_WIRE = (
    r"(?-i:AFP|AP|Reuters|dpa|DPA|EFE|ANSA|AA|DHA|İHA|TASS|ТАСС|РИА Новости|Интерфакс|Xinhua|PTI|IANS|epd|"
    r"KNA|APA|Lusa|"
    r"Europa Press|Associated Press|Belga|ANP|NTB|TT|Ritzau|PAP|sda|UPI)"
)
"""The agencies that most others take texts from."""
_QUOTED = (
    r"(?!.*(?:\b(?:said|says|told|asked|asks|wrote|reads|shouted|demanded|urged|found|according to|police|sagte\w*|"
    r"polizei|dijo|dice|policía|dit|сказал\w*|заявил\w*|dedi)\b|[,?!]['\"”»’]|[\"”»“],))"
)
"""Somebody who speaks of such things is quoted, or it is the police who ask."""
LOOK_ALSO = (
    r"^\W*(?:watch|listen|in pictures|from the archives?|zum (?:video|artikel|interview|thema)|"
    r"zur (?:bildergalerie|fotostrecke)|im video|(?:también|además) (?:puedes?|te puede) (?:leer|ver|"
    r"interesar)|مطالب مرتبط|"
    r"(?:le|te|les) recomendamos|(?:vea|mire|mira|escuche) también|en video|"
    r"cono(?:zca|ce|cé) (?:más|también)|(?:vea|entérese|infórmese) (?:más|además)|"
    r"(?:voir|regarder|écouter|à voir|à écouter) aussi|en vidéo|guarda anche|veja também|zobacz wideo|"
    r"на (?:фото|видео)|смотрите видео|videosu|bekijk ook|se også)\s?[:：]\s?(?=\S).{1,99}[^.!?؟。…]$",
    r"^\W*(?:شاهد(?:وا)?|طالع(?:وا)?|انظر) (?:أيضا|أيضاً|ايضا|ايضاً)(?:\s?[:：|].{0,150}|\W*)$",
    r"^\W*sıradaki haber\W*$",
    r"^\W*点击(?:此处)?(?:查看|观看|阅读|进入|下载|收看)[^。，]{0,20}$|"
    r"^\W*(?:記事の)?(?:続き|詳細|詳しく)は(?:こちら|会員|本紙)[^。]{0,20}$",
    r"^\W*(?:scroll (?:down )?(?:for|to) (?:more|video|read|the video|continue)[^,]{0,20}|scroll down)\W*$",
)
"""Where else a reader may look."""
WORKED_ON_IT = (
    r"^\W*[(\[]?(?:avec|con|mit|with|com|с) (?:(?:the |der |la |l['’])?"
    rf"{_WIRE}|(?:agences?|agencias|agenturen|agências))(?:[,/ &]+(?:and |und |et |y )?{_WIRE}){{0,2}}"
    r"[)\]]?\W*$|^\W*mit (?:material|informationen|agenturmaterial)(?: von| der| des)? [^.!?]{2,40}$",
    rf"^[(\[]?{_WIRE}(?-i:[/-]\p{{Ll}}{{1,6}}){{1,3}}[)\]]?$|"
    r"^[(\[](?:\p{L}\.\s?){2,4}\p{L}?[)\]]$|^(?:\p{L}\.){1,3}\p{L}?(?:/(?:\p{L}\.?){1,4}){1,3}$|"
    r"^[（(][^（）()。、]{2,12}(?:新聞社?|通信社?|放送|テレビ)[）)]$",
    r"^(?:来源|來源|稿源|出处)\s?[:：][^。！？]{1,40}$",
    r"^(?:(?:责任|責任|本期)?(?:编辑|編輯|校对|校對|审核|審核|责编|監制|监制|统筹|美编|记者|記者|作者|摄影)\s?[:：/]\s?"
    r"[^，。：:！？\s]{2,8}[\s|/]*){2,6}$",
    r"^[(\[](?:photo|foto|fotos|fotoğraf|фото|تصوير|صورة|عکس|写真|摄影)s?\s?[:：/][^()\[\]]{2,60}[)\]]$",
    r"^\W*(?:contributing|contributors?|published by|produced by|reviewed by|fact[- ]checked by)\s?:\s"
    r"(?-i:\p{Lu})[^.!?]{2,80}$",
    r"^\W*(?:image|photo|picture)\s?:\s.{3,200}\b(?:credit|photo|source)\s?:\s.{2,60}$",
)
"""Who worked on a text, or whose it and its pictures are."""
ASKED_FOR = (
    rf"^\W*sign up (?:here )?{_QUOTED}(?:to (?:get|receive)|for (?:our\b|.{1, 40}\b"
    r"(?:briefings?|letters?|newsletters?|alerts?|digest|updates?|e-?mails?)\b))[^.!?]{0,100}\W*$",
    rf"^\W*(?:do you|are you|have you|were you)\b{_QUOTED}[^?]{{3,100}}\?\W*(?:tell us|get in touch|contact us|"
    r"click here|e-?mail|let us know|share your|send us|write to us)\b.{0,120}$",
    r"^\W*kennen sie schon unser[^.?]{0,40}(?:newsletter|app|podcast|kanal|angebot|magazin|abo)\b[^.?]{0,30}\?.{0,40}$|"
    r"^\W*(?:vous (?:souhaitez|voulez)|une (?:question|remarque))[^.?]{3,80}\?\W*(?:écrivez|contactez|envoyez)"
    r"(?:[ -](?:nous|la rédaction)\b|.*@).{0,100}$",
    rf"^\W*haben sie {_QUOTED}[^?]{{3,80}}\?\W*(?:schreiben|melden|mailen|kontaktieren|senden|rufen) sie\b"
    r"(?=.*(?:\buns\b|\bunser|redaktion|@)).{0,120}$",
    r"^\W*si (?:te|le) (?:interesa|gustó|gusta)\b.{0,80}(?:suscr[ií]b\w+|\bs[ií]g(?:ue|a)nos\b|nuestro boletín|"
    r"newsletter).{0,60}$",
    r"^\W*больше (?:\w+ ){1,3}?\W{0,2}\s?(?:в|на) наш\w+\s[^,]{0,20}(?:канал|телеграм|telegram|сайт|паблик|групп|"
    r"рассылк|приложени|youtube).{0,40}$",
    r"^\W*للمزيد من .{0,40}(?<!\w)(?:اشترك(?:وا)?|تابع(?:وا|ونا)?|انضم(?:وا)?|زوروا|حم[ّ]?لوا?)"
    r"(?!\w).{0,40}(?:قنا|نشر|صفح|موقع|تطبيق|حساب|تل[يغ]).{0,40}$",
)
"""What an outlet asks its readers for."""
SAID_OF_ITSELF = (
    r"^\W*(?:comments? (?:are|is|on this \w+ are) (?:now )?closed|play|pause|mute|unmute|full ?screen|vorlesen|"
    r"article réservé (?:aux|à nos) abonnés|(?:contenido|artículo) exclusivo para suscriptores|"
    r"(?:exklusiv|nur) für abonnenten|publicidad\W+continúa leyendo.{0,20})\W*$",
    r"^\W*this (?:story|article|post|report|page) (?:has been|was|is being) updated"
    r"(?: with (?:new|more|additional|further) (?:details?|information|comments?|quotes?))?\W*$",
    r"^\W*this (?:post|article|story|newsletter|issue|edition|episode) is (?:only )?(?:for|available to) (?:our )?"
    r"(?:paying|paid) (?:subscribers|members|readers)(?: of [^,;:]{1,60})?(?: only| too)?\W*$",
    r"^\W*(?:ال)?إعلانات\W*$|^\W*لینک (?:(?:کوتاه|خبر|مطلب) ?){1,2}\s?[:：].{0,80}$",
    r"^\W*حقوق (?:النشر|الطبع) محفوظة.{0,40}$|"
    r"^\W*(?:版权声明|版權聲明|免责声明)\s?[:：].{2,80}$|"
    r"^分享[到至]\s?(?:[:：][^。]{0,40})?$",
)
"""What it says of the page, and of its rights."""
IN_MIDST = (
    rf"^\W*(?:support|back|help fund|please (?:support|help))\b{_QUOTED}(?! for\b).{{0,60}}"
    r"\b(?:(?:our|local|independent|quality|public|this|investigative|nonprofit|non-profit) journalism(?! in\b)|our "
    r"(?:newsroom|reporting|work))\b.{0,80}$",
    rf"^\W*become\b{_QUOTED} an? (?:\w+ )?(?:member|supporter|subscriber|friend)(?: of (?:our\b.{{0,40}}|"
    r"the (?-i:\p{Lu})[^.!?]{1,40} (?:today|now|for \S+ \d.{0,20}))| today| now)\W*$",
    rf"^(?=.*\b(?:reader|newsroom|journalis[mt]|publication|reporting|subscri|us\b|our\b)){_QUOTED}.{{0,120}}"
    r"\bplease (?:consider|make a|give what)\b.{0,40}"
    r"\b(?:donat\w+|contribution|supporting us|subscribing|membership)\b.{0,40}$",
    rf"^{_QUOTED}.{{0,80}}\bunterstützen sie (?:uns|unsere\w? \w+)\b.{{0,60}}\b(?:abo|spende|beitrag|mitglied|paypal)"
    r".{0,60}$",
    rf"^{_QUOTED}.{{0,80}}\b(?:оформите|отправьте|сделайте) (?:\w+ ){{0,2}}(?:донат|пожертвовани)"
    r".{0,60}$",
    r"^.{0,60}\biçin tıklayın(?:ız)?\W*$",
    r"^.{0,30}未[经經](?:授权|授權|许可|許可|允许|本[报網网站社]).{0,12}(?:不得|禁止|严禁|请勿)(?:转载|轉載|复制|摘编).{0,20}$",
)
"""Such lines whose telling words stand in their midst."""
MIDST_NEEDS = (
    *(
        "journalism",
        "our newsroom",
        "member",
        "supporter",
        "subscri",
        "donat",
        "contribution",
        "supporting us",
        "our reporting",
        "our work",
        "friend of",
    ),
    *("unterstützen sie", "донат", "пожертвовани", "tıklayın", "未经", "未經"),
)
"""Of which one stands in each of these."""
