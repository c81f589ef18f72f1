"""What the programs that make pages print on each of them: doors to comments, numbers of readers, notes on feeds.

Patterns for `processors.newsroom.boilerplate`, by what they take. The words are those of the programs themselves
(WordPress, Drupal, Joomla, Blogger, uCoz, DataLife Engine), as they come in each language.
"""

from processors.newsroom.outlet_lines import IN_MIDST, MIDST_NEEDS

COMMENT_DOORS = (
    r"^\W*(?:you must be (?:logged|signed) in to (?:post|leave|submit|add)|"
    r"(?:log|sign) in or register to (?:post|leave|comment)|"
    r"(?:please )?(?:log|sign) in to (?:post|leave|submit|add) (?:a |your )?comments?|add (?:a )?(?:new )?comment\W*$|"
    r"请自觉遵守互联网相关的政策法规|"
    r"your e-?mail (?:address )?will not be (?:published|shared)|required fields are marked|"
    r"vous devez (?:être connecté|vous connecter) pour .{0,30}(?:comment|réagir)|"
    r"votre adresse e-?mail ne sera pas publiée|"
    r"(?:sie|du) (?:müssen|musst) (?:angemeldet|eingeloggt) sein, um .{0,40}komment|"
    r"(?:ihre|deine) e-?mail-?adresse wird nicht veröffentlicht|"
    r"(?:lo siento, )?deb(?:es|e) (?:estar conectado|iniciar sesión|acceder) para .{0,30}coment|"
    r"(?:tu|su) (?:dirección de )?correo electrónico no será publicad[oa]|"
    r"você precisa fazer (?:o )?login para .{0,30}coment|(?:o )?seu (?:endereço de )?e-?mail não será publicado|"
    r"devi (?:essere connesso|effettuare l.accesso|accedere) per .{0,30}comment|"
    r"il tuo indirizzo e-?mail non sarà pubblicato|"
    r"je moet (?:ingelogd zijn|inloggen) om .{0,30}rea[cg]|je e-?mail-?adres wordt niet gepubliceerd|"
    r"musisz (?:się zalogować|być zalogowany), aby .{0,30}koment|twój adres e-?mail nie zostanie opublikowany|"
    r"добавлять комментарии могут только|для отправки комментария (?:вам |вы )?(?:необходимо|нужно|должны)|"
    r"чтобы (?:оставить|оставлять|добавить) комментари\w+\W.{0,20}(?:войдите|войти|авториз|зарегистр)|"
    r"всего комментариев\s?:|ваш (?:e-?mail|адрес email) не будет опубликован|"
    r"щоб (?:залишити|додати) коментар\w*\W.{0,20}(?:увійд|увійти|авториз|зареєстр)|"
    r"yorum (?:yapabilmek|yapmak|yazabilmek|yazmak|gönderebilmek) için .{0,20}(?:giriş|üye|oturum)|"
    r"e-?posta (?:hesabınız|adresiniz) yayı[mn]lanmayacak|"
    r"يجب أن? ?ت?كون مسجل الدخول|يجب أنت تكون مسجل|لن يتم نشر عنوان بريدك|"
    r"برای نوشتن دیدگاه .{0,20}وارد|"
    r"نشانی ایمیل شما منتشر|anda harus (?:masuk|login) untuk .{0,30}koment|alamat (?:email|surel) anda tidak akan|"
    r"email của bạn sẽ không được|יש להתחבר .{0,20}כדי לכתוב תגובה|האימייל לא יוצג|"
    r"メールアドレスが公開されることは|이메일은 공개되지)",
)
"""What stands where comments may be written."""
_FIGURE = r"\p{Nd}[\p{Nd}.,٬ ]{0,9}"
_READERS = (
    r"views?|просмотр(?:а|ов|ы|ено)?|прочитано|переглядів|vues|visites|lectures|visitas|lecturas|visualizaç(?:ões|ão)|leituras|"
    r"visualizzazioni|letture|aufrufe|weergaven|wyświetle(?:nia|ń)|odsłon[ay]?|okunma(?: sayısı)?|görüntülenme|"
    r"(?:عدد )?(?:المشاهدات|القراء|الزيارات|القراءات)|مشاهدة|مشاهدات|قراءة|زيارة|(?:تعداد )?بازدید|"
    r"(?:kali )?(?:dibaca|dilihat)|lượt xem|צפיות|閲覧数|阅读(?:量|数)?|浏览(?:量|数)?|조회수?"
)
_PAGE = (
    r"(?:новост|статьи|страниц|публикаци|материал|записи)\w{0,3}|(?:новин|статті|сторінк|публікаці)\w{0,2}|"
    r"articles?|pages?|posts?|story|news|noticias?|nota|artículo|página|publicación|notícia|artigo|matéria|articolo|"
    r"notizia|pagina|seite|artikels?|beitrags?|artikel|bericht|haber\w{0,3}|sayfa\w{0,3}|yazı\w{0,3}|"
    r"الخبر|المقال|الصفحة|الموضوع|خبر|مطلب|صفحه"
)
"""What the number of readers is told of: "Просмотров этой новости: 512"."""
_HEADS = (
    r"(?:发布|發布|发稿|更新)?(?:时间|時間|日期)|(?:信息|文章|稿件)?(?:来源|來源)|作者|(?:责任|責任)?(?:编辑|編輯)|"
    r"(?:浏览|瀏覽|点击|點擊|阅读|閱讀|访问|訪問)(?:次数|次數|量|数|數|率)?|(?:字体|字體|字号|字號)(?:大小)?"
)
"""The labels of the line over a Chinese text."""
_SYSTEMS = (
    r"(?:发布|發布|发稿|更新)(?:时间|時間|日期)|(?:来源|來源)|(?:责任|責任)(?:编辑|編輯)|"
    r"(?:浏览|瀏覽|点击|點擊|阅读|閱讀|访问|訪問)(?:次数|次數|量|数|數|率)|(?:字体|字體|字号|字號)(?:大小)?"
)
_BOTH = r"\W*作者\s?[:：][^，。：:！？]{1,20}(?:编辑|編輯)\s?[:：][^，。：:！？]{1,12}$"
"""One of these stands in such a line, or an author and an editor alone: meetings have a day, books an author."""
COUNTS = (
    rf"^\W*(?:hits|reads|{_READERS})(?:\s?[:：]\s?{_FIGURE}(?:[|•·,].{{0,50}})?|\s{_FIGURE})\W*$",
    rf"^\W*(?:{_READERS}) (?:\p{{L}}+ ){{0,2}}(?:{_PAGE})\s?[:：]\s?{_FIGURE}\W*$",
    rf"^\W*{_FIGURE}(?:k|m|тыс\.?)? ?(?:{_READERS})\W*$",
    r"^\W*(?:(?:estimated )?read(?:ing)? time|lesezeit|(?:temps|durée) de lecture|время (?:на )?чтени[ея]|час читання|"
    r"(?:مدة|وقت|زمن) القراءة|زمان مطالعه|okuma süresi|tiempo de lectura|tempo (?:de leitura|di lettura)|leestijd|"
    r"lästid|læsetid|lesetid|lukuaika|czas czytania|(?:doba|čas) čtení|waktu (?:baca|membaca)|thời gian đọc|"
    r"זמן קריאה|阅读时间|読了時間)\W.{0,15}\p{Nd}.{0,15}$",
    rf"^\W*{_FIGURE}(?:k|m|万|萬)?\+? ?(?:人|个人|個人|次)?(?:赞同|贊同|点赞|點讚|喜欢|喜歡|收藏|觉得赞)"
    r"(?:了?(?:该|该篇|这篇|本|此)(?:文章|回答|内容|文)?)?\W*$",
    rf"^(?:(?=.{{0,80}}(?:{_SYSTEMS})\s?[:：])|(?={_BOTH}))\W*(?:{_HEADS})\s?[:：][^。！？]{{0,50}}?(?:{_HEADS})\s?[:：]"
    r"[^。！？]{0,80}$",
)
"""How many readers an article has had, and how long one reads it; in Chinese with the day and the source before it."""
COUNT_NEEDS = (
    *(
        "view",
        "hits",
        "reads",
        "来源",
        "來源",
        "时间",
        "時間",
        "日期",
        "作者",
        "字体",
        "字號",
        "просмотр",
        "прочитано",
        "переглядів",
        "vues",
        "visites",
        "lecture",
        "visitas",
        "lectura",
        "visualiz",
    ),
    *(
        "leitura",
        "lettur",
        "aufrufe",
        "weergaven",
        "wyświetl",
        "odsłon",
        "okunma",
        "görüntülenme",
        "المشاهدات",
        "القراء",
    ),
    *(
        "الزيارات",
        "مشاهد",
        "قراءة",
        "زيارة",
        "بازدید",
        "dibaca",
        "dilihat",
        "lượt xem",
        "צפיות",
        "閲覧",
        "阅读",
        "浏览",
        "조회",
    ),
    *(
        "reading time",
        "read time",
        "lesezeit",
        "чтени",
        "читання",
        "زمان مطالعه",
        "okuma süresi",
        "leestijd",
        "lästid",
    ),
    *("赞同", "贊同", "点赞", "點讚", "喜欢", "喜歡", "收藏", "觉得赞"),
    *("læsetid", "lesetid", "lukuaika", "czytania", "čtení", "waktu ", "thời gian", "קריאה", "読了"),
)
ORIGINS = (
    r"^\W*(?:(?:(?:except for|barring) the headline,? )(?:this|the)|this) (?:story|article|copy|post|report) "
    r"(?:has not been|was not) (?:edited|created) by .{0,40}\b(?:staff|team|desk)\b|"
    r"^\W*this (?:(?:story|article|copy|report) (?:is|was|has)|is an? .{0,40}\b(?:story|article|copy|report))\b"
    r".{0,80}\b(?:auto-?generated|(?:syndicated|agency|wire) (?:news )?feed)\b|"
    r"^\W*(?:dies ist eine|diese[rs]? (?:meldung|beitrag|text|artikel|nachricht) (?:ist|wurde)) .{0,100}"
    r"(?:nicht (?:von der redaktion )?bearbeitet|automatisch (?:erstellt|übernommen|generiert)[^,]{0,60}$|"
    r"(?:dpa|afp|sid|apa|sda)\S*(?:kanal|ticker|feed))|"
    r"^\W*cet(?:te)? (?:article|dépêche|contenu|texte) (?:a été|est) "
    r"(?:publié|généré|repris|extrait|produit|issu).{0,60}\b"
    r"(?:flux|sans (?:modification|intervention)|automatiquement)\b[^,]{0,60}$|"
    r"^\W*est[ea] (?:noticia|artículo|texto|contenido|conteúdo|notícia|artigo|matéria) (?:ha sido|fue|se|foi|é) "
    r"(?:publicad|generad|gerad|produzid).{0,60}\b(?:(?:sin|sem) (?:cambios|modificaciones|edición|alterações)|"
    r"(?:no|não) (?:ha sido|fue|foi) editad[oa]|autom[áa]ticamente|feed)\b[^,]{0,60}$|"
    r"^\W*quest[ao] (?:articolo|notizia|testo|contenuto) è stat[oa] (?:generat|pubblicat|tratt).{0,60}\b"
    r"(?:automaticamente|flusso|feed)\b[^,]{0,60}$|"
    r"^\W*(?:материал|новость|текст) (?:опубликован\w?|создан\w?|получен\w?) "
    r"(?:без редактуры|автоматически)[^,]{0,60}$",
)
"""That a text came from an agency and nobody of the outlet has edited it."""
MISPRINTS = (
    r"^\W*(?:если вы |якщо ви )?(?:нашли|заметили|увидели|обнаружили|помітили|знайшли) "
    r"(?:ошибку|опечатку|неточность|помилку|одруківку)\W.{0,60}(?:ctrl|выдел|виділ|сообщите|повідомте|напишите)",
    r"^\W*(?:(?:have you )?(?:found|spotted|seen|see) (?:an? )?(?:error|mistake|typo|fault)s?|"
    r"(?:haben sie|hast du) .{0,30}fehler .{0,30}(?:gefunden|entdeckt|bemerkt)|"
    r"(?:vous avez|avez-vous) (?:trouvé|repéré|constaté|relevé) une? "
    r"(?:erreur|faute|coquille)|(?:ha|has|han) (?:visto|encontrado|detectado) (?:un|algún) error|"
    r"(?:encontrou|viu|detectou) (?:um|algum) erro|(?:hai|avete) (?:trovato|notato) un errore|"
    r"(?:zauważyłe[śs]|znalazłe[śs]|widzisz) (?:błąd|literówkę)|(?:zie|vond) (?:u|je) een (?:tik)?fout|"
    r"(?:هل )?(?:وجدت|لاحظت) خطأ|מצאת(?:ם)? טעות|(?:нашли|заметили) (?:ошибку|опечатку))"
    r"(?:\s[^.!?؟]{0,30}\b(?:article|story|page|text|report|artikel|beitrag|artículo|noticia|nota|página|artigo|"
    r"notícia|matéria|articolo|notizia|pagina|artykule|tekście|стать|текст|материал|ال?مقال|ال?خبر|ال?صفحة|כתבה)"
    r"\w{0,3})?\s?[?؟]",
    r"^\W*(?:fehler melden|signaler une (?:erreur|faute|coquille)(?: dans .{0,20})?|"
    r"(?:reportar|notificar) (?:un )?error|"
    r"(?:comunicar|reportar) erro|segnala (?:un )?errore|hata(?:yı)? bildir|(?:أبلغ|الإبلاغ) عن خطأ|گزارش خطا|"
    r"report (?:an )?(?:error|typo|mistake)|сообщить об ошибке)\W*$",
)
"""What asks a reader to tell of a misprint."""
ORIGINAL_ADDRESSES = (
    r"^\W*(?:source url|url|permalink|short ?(?:link|url)|link to (?:this )?(?:article|story|page)|kurz(?:link|-url)|"
    r"lien (?:court|permanent)|enlace (?:corto|permanente)|link (?:curto|permanente|breve)|короткая ссылка|"
    r"(?:постоянная )?ссылка(?: на (?:статью|материал|новость))?|kısa (?:link|bağlantı)|"
    r"لینک (?:کوتاه|خبر|مطلب|ثابت)|(?:ال)?رابط (?:ال)?(?:مختصر|قصير|دائم)|pautan|tautan)"
    r"\s?[:：]?\s?(?:https?://\S+|[\w-]+(?:\.[\w-]+)+/\S*)\W*$|"
    r"^\W*(?:لینک (?:خبر|کوتاه) کپی شد|تم نسخ الرابط)\W*$",
)
"""Where a page stands."""
BLOG_LINES = (
    r"^\W*(?:this (?:page|site|website) (?:is )?)?best viewed (?:in|with|at|using) "
    r"(?:\d{3,4} ?[x×]|internet explorer|netscape|firefox|chrome|ie\b)",
    r"^\W*you are visitor (?:no|number)\b",
    r"^\W*this entry was posted (?:on|in|by)\b.{0,200}(?:filed under|rss 2\.0|bookmark the)|"
    r"^\W*posted in [^.!?]{1,80}(?:[|,]\s?(?:tagged|leave a)|leave a (?:comment|reply))|"
    r"^\W*posted by [^.!?]{2,50} (?:at|on) \d{1,2}[:/.]\d\d.{0,20}$|^\W*e-?mail this\W*blog ?this|"
    r"^\W*submitted by [^.!?]{2,40} on (?:\w{3},? ?)?\d[^.!?]{0,25}$|"
    r"^\W*last updated on \w+, \d[^.!?]{0,30}$",
    r"^\W*(?:dieses thema im programm|mehr zum thema im programm)\s?:.{3,160}$|"
    r"^\W*über dieses thema bericht\w+ .{3,80}\bam \d{1,2}\..{2,20}\b(?:um|ab) \d{1,2}(?:[:.]\d\d)? uhr",
)
"""The lines of blogs on when and where something was posted, and of stations on when they sent it."""
PROGRAM_LINES = (*IN_MIDST, *COMMENT_DOORS, *ORIGINS, *MISPRINTS, *ORIGINAL_ADDRESSES, *BLOG_LINES)
CMS_NEEDS = (
    *MIDST_NEEDS,
    *("thema im programm", "dieses thema bericht", "请自觉遵守"),
    *(
        "logged in",
        "signed in",
        "log in",
        "sign in",
        "comment",
        "will not be published",
        "will not be shared",
    ),
    *(
        "required fields",
        "vous devez",
        "adresse e",
        "mail-adresse",
        "mailadresse",
        "angemeldet",
        "eingeloggt",
    ),
    *("coment", "correo electrónico", "você precisa fazer", "mail não", "devi ", "indirizzo", "ingelogd"),
    *(
        "inloggen",
        "mailadres",
        "mail-adres",
        "musisz",
        "adres e",
        "коммента",
        "комента",
        "не будет опубликован",
    ),
    *(
        "yorum ",
        "yayımlan",
        "yayınlan",
        "مسجل",
        "بريدك",
        "دیدگاه",
        "ایمیل",
        "anda harus",
        "alamat ",
        "email của",
    ),
    *("להתחבר", "האימייל", "メール", "이메일"),
    *("edited by", "created by", "generated", "syndicated", "agency feed", "wire feed", "bearbeitet", "feed"),
    *("automatisch", "kanal", "ticker", "flux", "sans modification", "sans intervention", "automatiquement"),
    *("sin cambios", "sin modificaciones", "sin edición", "sem alterações", "editad", "automáticamente"),
    *("automaticamente", "flusso", "без редактуры", "автоматически"),
    *("ошибк", "опечатку", "неточность", "помилку", "одруківку", "error", "mistake", "typo", "a fault"),
    *("fehler", "erreur", "une faute", "coquille", "um erro", "algum erro", "tar erro", "car erro", "błąd"),
    *("literówk", "een fout", "tikfout", "bildir", "خطأ", "خطا", "טעות"),
    *("url", "permalink", "kurzlink", "short link", "shortlink", "link to", "lien ", "enlace ", "link curto"),
    *("link breve", "ссылка", "kısa link", "kısa bağ", "لینک", "رابط", "pautan", "tautan"),
    *("best viewed", "you are visitor", "posted", "submitted by", "last updated", "blogthis", "blog this"),
)
"""Of which one stands in each line but for the counts and channels."""
CHANNELS = (
    r"^(?!.*\b(?:dijo|dice|disse|diz|disait|dit|sagte|сказал\w*|заявил\w*|kata|powiedział\w*)\b)\W*"
    r"(?:(?:clique|haz clic|haga clic|cliquez|clicca) (?:aqu[ií]|ici|qui) (?:e|y|et) )?"
    r"(?:siga (?:o|a|el|la|nosso|nuestro) (?:canal|perfil|página|nosso)|s[íi]g(?:ue|a)nos|siga-nos|acesse|"
    r"entre (?:no|em nosso|para o) (?:nosso )?(?:canal|grupo)|participe d[oae]|inscreva-se|acompanhe|únete|únase|"
    r"suscríbete|suivez|rejoignez|abonnez-vous|retrouvez|segui(?:ci|teci)|entra nel|unisciti|iscriviti|"
    r"folg(?:e|en sie|t) (?:uns|unserem)|abonnieren sie|(?:jetzt |hier )unser(?:em|en)|присоединяйтесь|"
    r"подпи(?:шитесь|сывайтесь|шись)|вступайте|долучайтесь|підпи(?:шіться|суйтесь)|dołącz|obserwuj|"
    r"volg (?:ons|het)|word lid|ikuti|gabung|theo dõi (?:chúng tôi|báo))\b"
    r".{0,50}\b(?:whats ?app|telegram|телеграм|google|instagram|facebook|youtube|max\b|дзен|viber)"
    r".{0,80}$",
    r"^.{0,60}\b(?:whats ?app|telegram|youtube|instagram|facebook|google|twitter)\S* .{0,30}"
    r"(?:katılın|abone olun|takip edin)\W*$",
    r"^\W*(?:הצטרפו|עקבו|הירשמו)(?=.*(?:שלנו|אלינו|אחרינו)).{0,40}(?:וואטסאפ|טלגרם|פייסבוק|יוטיוב|ערוץ)",
)
"""Offers to follow an outlet elsewhere, in the forms of the imperative that such lines begin with."""
CHANNEL_NEEDS = (
    *(
        "whatsapp",
        "whats app",
        "telegram",
        "телеграм",
        "google",
        "instagram",
        "facebook",
        "youtube",
        "max",
        "дзен",
    ),
    *("viber", "וואטסאפ", "טלגרם", "פייסבוק", "יוטיוב", "ערוץ"),
)
