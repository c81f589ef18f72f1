"""What a page says to its reader among an article's paragraphs: what it may load, what it asks for, where to read on.

Patterns for `processors.newsroom.boilerplate`, by language.
"""

from processors.newsroom.outlet_lines import ASKED_FOR, LOOK_ALSO, SAID_OF_ITSELF, WORKED_ON_IT

CONSENTS = (
    r"^\W*(?:your browser (?:does not|doesn.t) support|this (?:video|content|media|audio) (?:can ?not|"
    r"can.t|is not|isn.t|"
    r"could not) (?:be )?(?:played|available|loaded|displayed|supported)|view this post on|a post shared "
    r"by|content is not "
    r"available due to|error loading (?:player|media|video)|playback (?:is not|isn.t) supported|please "
    r"(?:enable|turn on) "
    r"javascript|to (?:display|view|see) this (?:content|video|embed)|video player is loading|ihr browser "
    r"unterstützt|"
    r"votre navigateur ne|(?:tu|su) navegador no|o seu navegador não|ваш браузер не поддерживает|"
    r"tarayıcınız .{0,30}destekle|"
    r"مرورگر شما .{0,60}پشتیبانی|متصفحك لا يدعم|見るにはjavascript)[^\n]{0,160}$",
    r"^\W*(?:empfohlener (?:redaktioneller|externer) inhalt\W*$|extern(?:er|e) inhalte?\W*$|"
    r"an dieser stelle (?:findest du|finden sie|befindet sich|steht) .{0,40}extern|"
    r"ich bin (?:damit )?einverstanden, dass mir\b|personenbezogene daten (?:können|werden) .{0,40}drittplattform|"
    r"(?:dieser|dieses|diese) (?:externe )?(?:inhalt|video|beitrag|karte|grafik) (?:wurde|wird|kann|ist) .{0,60}"
    r"(?:blockiert|zustimmung|einwilligung|datenschutz)|"
    r"(?:wir (?:benötigen|brauchen)|hierfür benötigen wir) ihre (?:zustimmung|einwilligung)\b)",
    r"^\W*(?:[\w-]+ )?inhalte? (?:erlauben|zulassen|entsperren|aktivieren)\W*$",
    r"^\W*(?:ce contenu (?:externe )?(?:est|a été) bloqué|pour (?:afficher|visualiser|voir|visionner) ce(?:tte)? "
    r"(?:contenu|vidéo|tweet|publication)\b|"
    r"est(?:e|a) (?:contenido|vídeo|publicación) (?:está|ha sido) bloquead[oa]|para (?:ver|visualizar|mostrar) este "
    r"(?:contenido|vídeo|post|tuit)\b|"
    r"questo contenuto è (?:stato )?bloccato|per (?:visualizzare|vedere) questo (?:contenuto|video|post)\b|"
    r"deze (?:content|inhoud|video) (?:kan niet|is geblokkeerd|wordt niet)|om deze (?:content|inhoud|video) te "
    r"(?:bekijken|tonen|zien|kunnen)\b|para (?:ver|visualizar|exibir) este conteúdo\b)",
    r"^\W*(?:this (?:article|page|story|post) (?:contains|includes) content (?:provided|hosted|published) by\b|"
    r"we (?:ask for|need) your (?:permission|consent) (?:before|to) (?:anything|load|show|display)|"
    r"allow [\w ]{1,30} content\?\W*$|\[(?:embed(?:ded content)?|video|photo gallery)\]\W*$|"
    r"mit ihrer (?:zustimmung|einwilligung) (?:wird|werden) .{0,60}(?:geladen|angezeigt)\W*$|"
    r"to view this (?:content|video|embed|post|tweet)\b.{0,60}\bcookies?\b)",
)
"""What stands in the place of a post or a video that is not shown, or not before the reader agrees to it."""

_REACH = (
    r"(?:e-?mail|write|send|call|text|contact|message|whats ?app|get in touch|let us know|tell us|reach|share|submit|"
    r"schreib|ruf|meld|écri|appel|envoy|escr[ií]b|env[ií]|cont[aá]ct|cuéntanos|ll[aá]m)"
)
_TO_US = (
    r"(?!.*\b(?:police|polizei|kripo|policía|guardia|gendarmerie|fbi|crimestoppers)\b)"
    r"(?=.*(?:\b(?:us|our|uns|unser\w*|nous|notre|nos)\b|newsroom|newsdesk|redak|rédac|redac|@|whats ?app|signal|"
    r"telegram|let us|[a-z]nos\b))"
)
"""The police asks for what its witnesses know, too: that is news."""
_STORIES = (
    r"^\W*(?:(?:do|have) you (?:have |got )?|got )(?:an? |any )?(?:news |hot )?"
    r"(?:story|stories|tips?|scoop|information|news)\b[^.!?]{0,80}\?(?!.*\b(?:said|asked|told|wrote|says)\b)"
    rf"{_TO_US}.{{0,20}}\b{_REACH}|"
    r"^\W*(?:haben sie|hast du|habt ihr) (?:eine geschichte|einen hinweis|hinweise|infos|informationen|tipps?)\b"
    rf"[^.!?]{{0,80}}\?{_TO_US}.{{0,20}}\b{_REACH}|"
    r"^\W*(?:vous avez|avez-vous) (?:une info(?:rmation)?|un témoignage|une histoire|des informations)\b"
    rf"[^.!?]{{0,80}}\?{_TO_US}.{{0,20}}\b{_REACH}|"
    r"^\W*¿(?:tienes?|conoces?) (?:una historia|alguna historia|una denuncia|información|un dato)\b"
    rf"[^.!?]{{0,80}}\?{_TO_US}.{{0,20}}\b{_REACH}",
)
"""What asks a reader for news: a question, and where to send the answer."""
APPEALS = (
    r"^\W*(?:hat (?:ihnen|dir|euch) (?:dieser|der|unser) (?:artikel|beitrag|text) gefallen|"
    r"did you (?:like|enjoy) this (?:article|story|piece|post)|(?:if you liked?|(?:if you(?:'ve|"
    r"’ve)? )?enjoyed) this "
    r"(?:article|story|piece|post|blog post)|vous avez aimé cet article|cet article vous a plu|"
    r"¿?te (?:ha )?gust(?:ó|ado) (?:este|el|esta|la) (?:artículo|nota|noticia)|ti è piaciuto (?:questo )?"
    r"(?:articolo|post)|gostou d(?:o|a|este|esta) (?:artigo|texto|matéria|notícia)|"
    r"понравил(?:ась|ся) (?:статья|материал|публикация)|bu (?:yazıyı|haberi) beğendiniz|"
    r"this (?:conversation|interview|article|story|piece) is part of (?:our|the|a)\b.{0,60}\bseries\b|"
    r"(?:transparency note|nota de transpar[eê]ncia|transparenzhinweis|note de transparence)\s?:|"
    r"spodobał ci się (?:ten )?(?:artykuł|tekst)|vond je dit (?:artikel|stuk))",
    *_STORIES,
    *ASKED_FOR,
)
"""What asks a reader who has liked an article for money, a subscription or a word to others."""

READ_ALSO = (
    r"^\W*(?:czytaj (?:też|także|również|więcej|dalej)|zobacz (?:też|także|również)|przeczytaj (?:też|także|również)|"
    r"lees (?:ook|meer|verder)|läs (?:också|även|mer|vidare)|les (?:også|mer|videre)|læs (?:også|mere|videre)|"
    r"lue (?:myös|lisää)|čtěte (?:také|i|dále)|čítajte (?:aj|tiež)|přečtěte si (?:také|i)|olvassa el|olvasd el|"
    r"cite[șş]te [șş]i|vezi [șş]i|διαβάστε (?:επίσης|ακόμη|ακόμα|και)|читайте (?:також|ещё|еще)|прочетете (?:още|и)|"
    r"pročitajte (?:još|i)|pročitaj (?:još|i)|xem thêm|đọc thêm|قراءة المزيد|اقرأ المزيد|مزید پڑھیں|یہ بھی پڑھیں|"
    r"(?:यह|ये) भी पढ़ें|और पढ़ें|আরও পড়ুন|อ่านเพิ่มเติม|อ่านข่าว|קראו (?:גם|עוד)|더 ?읽기|続きを読む|あわせて読みたい)"
    r"(?![\w'’])(?!.*[.] \p{Lu}.*[.])",
    r"^\W*(?:(?:le|te|les) (?:puede|podría|pueden) (?:también )?interesar|(?:nota|noticia)s? relacionadas?|"
    r"mehr dazu|siehe auch|auch interessant|lesetipp|sur le même sujet|potrebbe interessarti(?: anche)?|"
    r"(?:matéria|notícia)s? relacionadas?|(?:você )?pode (?:te )?interessar|ilgili haber(?:ler)?|"
    r"подробнее|материалы по теме)"
    r"\s?(?:[:：].{2,200}(?<!\w[.])|\W{0,3})$",
    *LOOK_ALSO,
)
"""What leads to another article, in languages beside those of the rule's own pattern."""

LETTERS = (
    r"^\W{0,3}(?:请用?|用?微信|打开微信|长按|立即|欢迎|用手机)?(?:扫码|掃碼|(?:扫描|掃描|扫一扫|识别|長按|长按).{0,8}二[維维][码碼])(?!后|後|了).{0,12}"
    r"(?:关注|關注|下载|下載|加入|订阅)(?!了|一|虚假|陌生|不明)[^，。]{0,30}$",
    r"^この記事は(?:会員限定|有料|有料会員限定)(?:記事|の記事|です).{0,30}$",
    r"^[^。]{0,30}(?:点|點)(?:(?:个|個|一下|下)[“\"「]?|[“\"「])在看(?!守)[^。]{0,20}$",
    r"^\W*discover more from (?:the )?(?-i:\p{Lu})[^.!?]{0,60}$",
    r"\bget (?:the|our) (?:[\w'’-]+ ){0,3}app (?:for|to|now)\b",
    r"فعّ?ل (?:ال)?(?:إشعارات|اشعارات|تنبيهات)",
    r"(?<=\be-?)postanıza\b",
    r"\bbülten(?:imiz)?e (?:abone|kayıt|üye)\b",
    r"^.{0,60}خبرنامه.{0,20}(?:عضو|مشترک)",
    r"^\W*(?:(?:simak|dapatkan|cek)\b.{0,20}\b(?:breaking news|"
    r"(?:berita|artikel)(?: dan (?:berita|artikel))? (?:pilihan|terbaru|terkini|terupdate|terpopuler|menarik|"
    r"lain(?:nya)?|yang lain))\b(?:[^.]|\.(?=\w|\s*(?:mari|ayo|yuk|klik|ikuti|bergabung)\b)){0,90}"
    r"\b(?:ponsel\w*|whats ?app|google news|telegram|aplikasi|kanal|channel|saluran)\b|"
    r"sign up for our .{0,40}\b(?:digest|briefing)\b|(?:يشاهد|يتابع) الآن\W*[\d٠-٩]|"
    r"(?:get|receive)\b.{0,80}\b(?:in|to) your (?:inbox|mailbox|e-?mail)\b|"
    r"(?:get|receive) (?:\S+ ){0,2}(?:latest|breaking|top) news\b.{0,30}\b(?:on|to) your (?:phone|mobile)\b|"
    r"subscribers (?:get|have|enjoy) (?:exclusive|full|unlimited) access\b|"
    r"(?:recevez|reçois)\b.{0,60}\b(?:boîte|e-?mail|mails?|newsletter|whatsapp)\b|"
    r"(?:reciba|recibe (?:(?:el|las?|los) .{0,20}(?:bolet|news|notic|alert|resumen)\w*|nuestr\w+|gratis|en tu|cada)|"
    r"recibí|reciban)\b"
    r".{0,60}\b(?:correo|e-?mail|whatsapp|bandeja|newsletter|boletín)\b|"
    r"receba\b(?=.{0,80}\b(?:whatsapp|e-?mail|telegram)\b).{0,80}\b(?:notícias|newsletter|boletim|alertas)\b|"
    r"ricevi\b.{0,60}\b(?:e-?mail|posta|whatsapp|newsletter)\b|"
    r"ontvang\b.{0,60}\b(?:mailbox|inbox|e-?mail|nieuwsbrief)\b|"
    r"push(?:-\w+)? (?:aktivieren|abonnieren|einschalten)\b|"
    r"ل(?:لاشتراك|لانضمام|متابعة|لمتابعة).{0,60}(?:تل[يغ]+رام|واتساب|قناتنا|نشرتنا|النشرة|صفحتنا|فيسبوك|يوتيوب))",
)
"""What offers news by mail or on a telephone."""

BUTTONS = (
    r"^\W*(?:close window|show (?:the )?(?:full|whole|entire) (?:story|article|text)|page \d+ of \d+|story continues|"
    r"la suite (?:de (?:l.article|votre contenu) )?après (?:cette|la) (?:publicité|pub)|(?:l.article|"
    r"la lecture) continue après .{0,30}|"
    r"(?:der (?:artikel|text) geht |weiter )(?:nach|unter) der (?:werbung|anzeige)(?: weiter)?|"
    r"(?:la nota |el artículo )?(?:continúa|sigue) (?:después|debajo) de (?:la|esta) publicidad|"
    r"(?:o artigo |a matéria )?continua (?:após|depois d)\w* (?:a )?publicidade|"
    r"(?:l.articolo )?continua dopo la pubblicità|"
    r"продолжение (?:после|под) реклам\w+|haberin devamı(?: reklamdan sonra| aşağıda)?|(?:story|"
    r"article) continues (?:below|after)\b.{0,40}|"
    r"請繼續往下(?:閱讀|看)|(?:點擊)?下方繼續閱讀|广告之后继续阅读|"
    r"(?:advertisement\W+)?continue reading below|(?:advertisement\W+)?scroll to continue.{0,30}|"
    r"(?:sign|log) in with .{1,30}|(?:show|view|load) (?:all )?\d+ (?:more )?comments?|"
    r"войти через .{1,30}|установите приложение.{0,60}|(?:ещё|еще) \d+ комментари\w+|показать (?:ещё|еще|все).{0,30}|"
    r"(?:als )?pdf herunterladen|télécharger (?:le |en )?pdf|descargar (?:el |en )?pdf|"
    r"diskutieren sie mit.{0,60}|jetzt mitdiskutieren.{0,40})\W*$",
    r"^\W*.{0,80}pdf (?:olarak )?indir\W*$",
    r"^\W*this (?:article|page|story) (?:was|is) printed from\b",
    r"^\W*(?:<<?|«|‹|←|◄)\W*(?:prev(?:ious)?|zurück|vorige[rs]?|précédente?|anterior|precedente|назад|предыдущ\w+|"
    r"önceki|السابق|قبلی)\b(?: (?:post|article|page|story|entry|beitrag|artikel|seite|entrada|nota|запись|новость|haber"
    r"|المقال|خبر))?(?:\s?[:：|](?![^«]*»).{0,120}|[^\w»]*)$",
    r"^\W*(?:article printed from\b.{0,80}\bhttps?://\S+|url to article\s?: ?https?://\S+|"
    r"urls in this post\s?:|\[\d{1,2}\] [^:]{1,80}:\s?https?://\S+)\W*$",
    r"^\W*уважаемый посетитель,? вы (?:зашли|вошли) на сайт как незарегистрированный",
    r"^\W*have a (?:question|story|comment) (?:for|about|to)\b.{0,120}\?",
    *SAID_OF_ITSELF,
    *WORKED_ON_IT,
)
"""The words of buttons, and what a page for printing says of itself."""

TAGS = (
    r"^\W*\(النهاية\).{0,30}$|^\(\d{1,3}\)$|^\W*(?:[가-힣]{2,4}\s?(?:기자|특파원)\W{0,3}[\w.+-]+@[\w.-]+)\W*$",
    r"^\W*[\w.+-]+@[\w.-]+\.kr\W*$",
    r"^\W*(?:publicit[ée]|publicidad|publicidade|pubblicità|anzeige|werbung|advertentie|reklam[ay]?|hirdetés|iklan|"
    r"quảng cáo|διαφήμιση|פרסומת|إعلان|آگهی|تبلیغات|اشتہار|विज्ञापन|โฆษณา|广告|廣告|광고)\W*$",
    r"^\W*(?:แท็ก(?:ที่เกี่ยวข้อง)?|ال?وسوم|كلمات (?:دلالية|مفتاحية|دالة)|ال?علامات|برچسب\u200c?\s?ها|"
    r"کلیدواژه\s?\u200c?ها|"
    r"etiketler|etiquetas|mots[- ]clés|schlag(?:wörter|worte)|etichette|tagi|trefwoorden|метки|"
    r"标签|標籤|关键词|關鍵詞|タグ|キーワード|태그|टैग्स?)(?:\W*$|\s*[:：|].{0,80}$)",
    r"\berid\s?:\s?\w+",
    r"^\W*(?:索\s?引\s?号|信息索引号?)\s*[:：|][^。！？]{0,200}$",
    r"^\W*(?:کد خبر|شناسه خبر|news (?:id|code)|haber (?:kodu|no)|код новости)\s?[:：]\s?[\w-]+\W*$",
    r"^\W*(?:photo|foto|fotó|image|imagen|imagem|bild|фото|صورة|عکس|fotoğraf)\s?\d+\s?"
    r"(?:/|of\b|de\b|von\b|sur\b|di\b|из\b|من\b|از\b)\s?\d+(?!\d)",
    r"^.{0,80}(?:\||•|·).{0,40}\b(?:visitas|visualizaciones|visualizações|vues|aufrufe|okunma|views|просмотр\w*)"
    r"\s?:\s?[\d.,\s]+$",
)
"""Tags, labels of advertisements, numbers of pictures and of readers."""

INTERFACE = (
    r"^\W*(?:copy (?:link|url)|link copied!?|listen to (?:this )?(?:article|story)(?:\W+\d+ "
    r"?(?:min(?:ute)?s?|:\d+))?|"
    r"(?:printer[- ]friendly|printable|print)(?: version)?(?: of this (?:page|article|story))?|"
    r"druckversion|version imprimable|versión (?:para imprimir|imprimible)|версия для печати|"
    r"yazdırılabilir sürüm|"
    r"advertise with us(?: ?[:–-].{0,40})?|"
    r"save(?: (?:article|story))?|back to (?:the )?top|a ?[+−-]|bookmark|show (?:more|less)|read more|"
    r"see more|load more|close|skip ad|play "
    r"video|"
    r"(?:increase|decrease) font size|font size|text size|open image in gallery|click to enlarge|enlarge "
    r"image|gift this "
    r"article|add as a preferred source on google|\d+ (?:second|minute|hour|day|week|month)s? ago|"
    r"link kopieren|teilen|drucken|merken|artikel (?:anhören|merken|teilen)|copier le lien|partager|"
    r"imprimer|écouter l.article|"
    r"copiar (?:enlace|link)|compartir|compartilhar|guardar|imprimir|escuchar (?:el )?artículo|copia link|"
    r"condividi|stampa|"
    r"скопировать ссылку|поделиться|распечатать|слушать|abone ol|haberi dinle|yorum (?:yap|yaz)|paylaş|"
    r"yazdır|linki kopyala|"
    r"(?:yazı boyutunu|yazıyı) (?:büyüt|küçült)|نسخ الرابط|انسخ الرابط|شارك|مشاركة|طباعة|استمع|حفظ|کپی "
    r"لینک|اشتراک ?گذاری|"
    r"چاپ|नज़रिया साझा|शेयर करें|分享|打印|收藏|收藏本文|"
    r"顶一下|踩一下|复制链接|シェア|印刷|リンクをコピー|공유|인쇄|글자 크기|"
    r"la wadaag(?: (?:saaxiibadaa|saaxiibbadaada|asxaabtaada))?|"
    r"印刷する|シェアする|подписаться|made on tilda|좋아요|싫어요|구독(?:하기)?|공유하기|스크랩|글씨 ?크기|"
    r"(?:(?:حجم|تكبير|تصغير) الخط\W*|طباعة\W*|إرسال\W*|مشاركة\W*){2,4}|حجم الخط|(?:ال)?رابط (?:ال)?مختصر|لینک کوتاه|"
    r"字(?:体|號|号|體)(?:大小)?(?:\W*[大中小]){0,3}|[大中小]|(?:关闭|打印)(?:窗口|本页)?|"
    r"p\.\s?-?\s?s\.)\W*$",
    r"^\W*(?:(?:oluşturulma|yayınlanma|(?:son )?güncellen?me|ilk yayın)(?: tarihi)?\s?[:：]"
    r"(?:[\s,|–-]*+(?:\d[\d.:/]*+|\p{L}{3,9}(?=[\s,]+\d)))++\W*){1,3}(?:google news.{0,30})?$",
    r"^\W*(?:您|当前|现在|所在)(?:当前|现在|所在|的){0,2}位置\s?[:：][^，。]{0,10}(?:首页|主页|[>»›→])[^。]{0,50}$",
)
"""The words of buttons beside every article."""

PROMPTS = (
    r"^\W*(?:like this story|share (?:it|this) with|thank you$|thanks for (?:signing up|reading)|"
    r"sorry!$|there was an error|an error has occurred|"
    r"please try again|tell us what you think|this article has been sent|enable javascript)",
    r"click to tweet\W*$",
    r"^\W*(?:(?:spotted|found|noticed|see) an? (?:error|mistake|typo)|fehler (?:gefunden|entdeckt)|"
    r"vous avez (?:repéré|trouvé|vu) une erreur|¿?(?:encontraste|viste|has visto) (?:un|algún) error|"
    r"encontrou (?:um|algum) erro|hai trovato un errore|(?:нашли|заметили) (?:ошибку|опечатку)|"
    r"помітили помилку|(?:bir )?hata (?:mı )?(?:gördünüz|buldunuz))\b.{0,80}$",
)
"""Questions and messages to the reader."""
PROMPT_NEEDS = (
    *("like this", "share", "thank", "sorry", "error", "again", "think", "sent"),
    *("javascript", "tweet"),
    *("typo", "mistake", "fehler", "erreur", "erro", "ошибк", "опечатк", "помилк", "hata"),
)
"""Of which one stands in each of these."""

NEWSLETTERS = (
    r"\b(?:sign up|subscribe|register)\b.{0,80}\b(?:newsletters?|inbox|alerts|updates|e-?mail|youtube|"
    r"channel)\b",
    r"(?:delivered to|right in) your inbox",
    r"inbox for the latest",
    r"newsletter\W*$",
    r"^\W*підпи(?:шіться|суйтеся|суйтесь|шись) на (?:нас\b|(?:наш\w* )?(?:[\w-]+[ -])?(?:канал|сторінк|розсилк|"
    r"телеграм|telegram|viber|whatsapp|facebook|instagram|youtube|google))",
    r"^\W*(?:подпи(?:шитесь|сывайтесь) на|abonniere|abonnez|suscríb|iscriviti)",
    r"^\W*(?:تابعوا?|تابعونا|اشتركوا?|انضموا?)(?!\w).{0,80}(?:تل[يغ]+رام|واتساب|قناتنا|نشرتنا|النشرة|"
    r"صفحتنا|فيسبوك|يوتيوب)",
    r"(?:واٹس ایپ|ٹیلی گرام|یوٹیوب).{0,40}(?:چینل|گروپ).{0,30}(?:جوائن|فالو|شامل)",
    r"(?:व्हाट्सएप|वॉट्सऐप|टेलीग्राम).{0,40}(?:चैनल|ग्रुप).{0,30}(?:जॉइन|फॉलो|जुड़)",
    r"(?:تلگرام|اینستاگرام|واتساپ|کانال).{0,60}(?:دنبال کنید|عضو شوید|بپیوندید)",
    r"^\W*(?:folgen sie uns|suivez-nous|s[íi]g(?:ue|a)nos|seguinos|únete a nuestr|siga-nos|seguici|"
    r"bizi takip|читайте нас|следите за нами)",
)
"""Offers of a newsletter or a channel."""
NEWSLETTER_NEEDS = (
    *("newsletter", "inbox", "alerts", "updates", "mail", "youtube", "channel"),
    *("подпи", "підпи", "abonn", "suscr", "iscrivi", "تابعو", "اشترك", "انضم", "دنبال", "عضو"),
    *("بپیوندید", "folgen", "suivez", "guenos", "ganos", "seguinos", "nete a nuestr", "siga-nos"),
    *("segu", "takip", "читайте", "следите"),
    *("چینل", "گروپ", "चैनल", "ग्रुप"),
)
"""Of which one stands in each of these."""
