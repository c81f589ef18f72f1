# ruff: noqa: E501 - the sites' own words, one page a line
"""Pages as sites serve them in front of an article, in place of one, or around none; and articles that look like these.

`PAGES` gives for each name the markup and how it ends: `article`, or the reason for which it is none.
"""

SENTENCE = (
    "The ministry said on Tuesday that the road to the north had been opened again for trucks and ambulances."
)
MENU = "".join(
    f'<li><a href="/{name}/">{name.title()}</a></li>'
    for name in ("home", "world", "politics", "sport", "culture")
)
FOOTER = "<footer><p>About us</p><p>Contact</p><p>© 2026 News Example. All rights reserved.</p></footer>"
TOPICS = (
    "Ministers meet over the price of bread in the capital", "Rains close three roads in the northern valleys",
    "Two men are held after a raid on a depot near the border", "Schools open a week late in eleven districts",
    "Elders ask for a truce before the harvest begins", "Doctors warn of measles among children in the camps",
    "Traders say that trucks wait for days at the crossing", "A court frees four journalists after a year",
    "Engineers measure the old bridge after the earthquake", "Farmers move their sheep as the rivers rise",
    "Police find weapons in a house outside the city", "Envoys end their talks without a common statement",
    "The bank prints new notes for the first time in years", "Snow keeps the high pass closed until Friday",
)  # fmt: skip
TEASER = "{}, officials said, and gave no further details."


def page_with_menu(title: str, body: str, head: str = "") -> str:
    """Return a page with the site's menu and foot around it."""
    return f"<html><head><title>{title}</title>{head}</head><body><nav><ul>{MENU}</ul></nav>{body}{FOOTER}</body></html>"


def short_page(title: str, *lines: str) -> str:
    """Return a page that says no more than a few lines."""
    return page_with_menu(
        title, f"<main><h1>{title}</h1>{''.join(f'<p>{line}</p>' for line in lines)}</main>"
    )


def article_page(title: str, *paragraphs: str, more: str = "") -> str:
    """Return an article of these paragraphs."""
    lines = "".join(f"<p>{line}</p>" for line in paragraphs)
    return page_with_menu(f"{title} - News Example", f"<article><h1>{title}</h1>{lines}</article>{more}")


def section_page(kind: str, head: str = "") -> str:
    """Return a front or section page, with its teasers built in one of the usual ways."""
    teasers = {
        "cards": '<div class="card"><h3><a href="/a/{n}">{topic}</a></h3><p>{teaser}</p></div>',
        "articles": '<article><h2><a href="/a/{n}">{topic}</a></h2><p>{teaser}</p><time>12:45</time></article>',
        "list": '<li><a href="/a/{n}"><b>{topic}</b> <span>{teaser}</span></a></li>',
        "paragraphs": '<p><a href="/a/{n}">{topic}</a><br>{teaser} <a href="/a/{n}">Read more</a></p>',
        "bare": '<div class="item"><a href="/a/{n}" class="headline">{topic}</a><div class="lead">{teaser}</div></div>',
    }
    shown = "".join(
        teasers[kind].format(n=n, topic=topic, teaser=TEASER.format(topic)) for n, topic in enumerate(TOPICS)
    )
    return page_with_menu(
        "World news, latest headlines - News Example", f"<main><h1>World</h1>{shown}</main>", head
    )


def script_page(inside: str, noscript: str) -> str:
    """Return a page that a script would fill."""
    scripts = '<script src="/static/js/main.4f2.js"></script><script>window.__STATE__={"a":1}</script>'
    return f"<html><head><title>News Example</title></head><body>{inside}<noscript>{noscript}</noscript>{scripts}</body></html>"


LIVE = "".join(
    f'<div class="post"><time>1{n % 10}:{n:02}</time><h3>{topic}</h3><p>{SENTENCE} {TEASER.format(topic)}</p>'
    f"<p>{topic}, a witness said by telephone from the district, where shops were closed.</p></div>"
    for n, topic in enumerate(TOPICS)
)
LONG_READ = "".join(
    f"<h2>{topic}</h2>" + f'<p>{SENTENCE} <a href="/a/{n}">{topic}</a>, as this newspaper reported in May. '
    f"{TEASER.format(topic)} {SENTENCE}</p>" * 2
    for n, topic in enumerate(TOPICS)
)
RELATED = "".join(
    f'<div class="card"><h3><a href="/a/{n}">{topic}</a></h3></div>' for n, topic in enumerate(TOPICS)
)

PAGES: dict[str, tuple[str, str]] = {
    # soft 404s
    "404 en": (short_page("Page not found", "Sorry, we could not find the page you were looking for.", "Go to our homepage."), "soft_404"),
    "404 en, deleted": (short_page("News Example", "This story is no longer available.", "It may have expired or been removed by its publisher."), "soft_404"),
    "404 en, oops": (short_page("Oops!", "Something went wrong. The page you requested does not exist or has been moved."), "soft_404"),
    "404 de": (short_page("Seite nicht gefunden", "Die von Ihnen aufgerufene Seite existiert leider nicht mehr."), "soft_404"),
    "404 de, text": (short_page("News Example", "Die gewünschte Seite konnte leider nicht gefunden werden. Bitte nutzen Sie die Suche."), "soft_404"),
    "404 fr": (short_page("Page introuvable", "La page que vous recherchez n'existe pas ou a été déplacée."), "soft_404"),
    "404 fr, text": (short_page("News Example", "Désolé, la page demandée n’existe plus. Retournez à la page d’accueil."), "soft_404"),
    "404 es": (short_page("News Example", "Lo sentimos, la página que busca no existe o ha sido eliminada."), "soft_404"),
    "404 pt": (short_page("Ops!", "A página que você procura não foi encontrada. Volte para a página inicial."), "soft_404"),
    "404 it": (short_page("News Example", "Spiacenti, la pagina richiesta non esiste o non è più disponibile."), "soft_404"),
    "404 nl": (short_page("News Example", "Sorry, deze pagina bestaat niet meer of is verplaatst."), "soft_404"),
    "404 pl": (short_page("News Example", "Strona, której szukasz, nie istnieje lub została przeniesiona."), "soft_404"),
    "404 tr": (short_page("News Example", "Aradığınız sayfa bulunamadı. Sayfa kaldırılmış olabilir."), "soft_404"),
    "404 ru": (short_page("Ошибка", "Запрашиваемая страница не найдена. Возможно, она была удалена или перенесена."), "soft_404"),
    "404 uk": (short_page("News Example", "Сторінку не знайдено. Можливо, її було видалено або переміщено."), "soft_404"),
    "404 ar": (short_page("عذرا", "الصفحة التي تبحث عنها غير موجودة. ربما تم حذفها أو نقلها إلى عنوان آخر."), "soft_404"),
    "404 fa": (short_page("خطا", "متاسفانه صفحه مورد نظر شما پیدا نشد. ممکن است این صفحه حذف شده باشد."), "soft_404"),
    "404 ur": (short_page("معذرت", "آپ جو صفحہ تلاش کر رہے ہیں وہ موجود نہیں ہے۔ ممکن ہے اسے ہٹا دیا گیا ہو۔"), "soft_404"),
    "404 ps": (short_page("بخښنه", "هغه پاڼه چې تاسو یې لټوئ ونه موندل شوه. کور پاڼې ته ورشئ او بیا هڅه وکړئ."), "soft_404"),
    "404 hi": (short_page("क्षमा करें", "आप जो पृष्ठ खोज रहे हैं वह नहीं मिला। कृपया मुख्य पृष्ठ पर जाएं और फिर से कोशिश करें।"), "soft_404"),
    "404 id": (short_page("News Example", "Maaf, halaman yang Anda cari tidak ditemukan atau sudah dihapus."), "soft_404"),
    "404 zh": (short_page("出错了", "抱歉,您访问的页面不存在或已被删除。请返回首页,或者使用搜索功能查找您需要的内容。"), "soft_404"),
    "404 ja": (short_page("エラー", "お探しのページは見つかりませんでした。移動または削除された可能性があります。トップページへ戻ってください。"), "soft_404"),
    "404 ko": (short_page("오류", "요청하신 페이지를 찾을 수 없습니다. 삭제되었거나 주소가 변경되었을 수 있습니다."), "soft_404"),
    "404 he": (short_page("שגיאה", "הדף שחיפשת לא נמצא. ייתכן שהוא הוסר או הועבר לכתובת אחרת."), "soft_404"),
    # consent
    "consent en": (short_page("News Example", "We and our 843 partners store and access personal data on your device.", "Accept all", "Manage your choices"), "consent_wall"),
    "consent de": (short_page("News Example", "Wir und unsere Partner verarbeiten Daten. Mit Werbung und Cookies weiterlesen oder Pur-Abo abschließen."), "consent_wall"),
    "consent fr": (short_page("News Example", "Nous et nos 120 partenaires stockons des informations sur un appareil. Accepter et fermer. Continuer sans accepter."), "consent_wall"),
    "consent es": (short_page("News Example", "Nosotros y nuestros socios almacenamos cookies. Aceptar y continuar, o rechazar y suscribirse."), "consent_wall"),
    "consent it": (short_page("News Example", "Noi e i nostri partner archiviamo cookie sul dispositivo. Accetta e continua, oppure abbonati."), "consent_wall"),
    "consent pt": (short_page("News Example", "Nós e os nossos parceiros utilizamos cookies. Aceitar e continuar."), "consent_wall"),
    "consent nl": (short_page("News Example", "Wij en onze partners gebruiken cookies. Akkoord en doorgaan."), "consent_wall"),
    "consent ru": (short_page("News Example", "Мы и наши партнёры используем файлы cookie. Принять все и продолжить."), "consent_wall"),
    "consent tr": (short_page("News Example", "Biz ve ortaklarımız çerezleri kullanıyoruz. Tümünü kabul et ve devam et."), "consent_wall"),
    # bot checks
    "bot en": (short_page("Just a moment...", "Enable JavaScript and cookies to continue"), "bot_check"),
    "bot en, akamai": (short_page("Access Denied", "You don't have permission to access this page on this server.", "Reference #18.2d351ab8.1557333295"), "bot_check"),
    "bot de": (short_page("News Example", "Bitte bestätigen Sie, dass Sie kein Roboter sind."), "bot_check"),
    "bot fr": (short_page("News Example", "Veuillez confirmer que vous n’êtes pas un robot pour continuer."), "bot_check"),
    "bot es": (short_page("News Example", "Por favor, confirme que no es un robot para continuar."), "bot_check"),
    "bot ru": (short_page("News Example", "Подтвердите, что запросы отправляли вы, а не робот."), "bot_check"),
    "bot zh": (short_page("安全验证", "请完成下列验证后继续访问。"), "bot_check"),
    # paywalls
    "paywall en": (short_page("Talks go on", "Subscribe to continue reading this article.", "Already a subscriber? Sign in"), "paywall_stub"),
    "paywall de": (short_page("Gespräche gehen weiter", "Weiterlesen mit SPIEGEL+. Jetzt Abo abschließen und alle Artikel lesen."), "paywall_stub"),
    "paywall fr": (short_page("Les pourparlers", "Cet article est réservé aux abonnés. Déjà abonné ? Se connecter."), "paywall_stub"),
    "paywall es": (short_page("Las conversaciones", "Contenido exclusivo para suscriptores. ¿Ya eres suscriptor? Inicia sesión para seguir leyendo."), "paywall_stub"),
    "paywall it": (short_page("I colloqui", "Questo contenuto è riservato agli abbonati. Sei già abbonato? Accedi per continuare a leggere."), "paywall_stub"),
    "paywall nl": (short_page("Overleg", "Dit artikel is exclusief voor abonnees. Al abonnee? Log in om verder te lezen."), "paywall_stub"),
    "paywall ru": (short_page("Переговоры", "Полный текст доступен только подписчикам. Оформите подписку, чтобы читать дальше."), "paywall_stub"),
    "paywall tr": (short_page("Görüşmeler", "Bu içerik yalnızca abonelere özeldir. Okumaya devam etmek için abone olun."), "paywall_stub"),
    # index pages
    **{f"section of {kind}": (section_page(kind), "not_article") for kind in ("cards", "articles", "list", "paragraphs", "bare")},
    "section that calls itself a website": (section_page("cards", '<meta property="og:type" content="website">'), "not_article"),
    # shells
    "shell, root": (script_page('<div id="root"></div>', "You need to enable JavaScript to run this app."), "javascript_shell"),
    "shell, next": (script_page('<div id="__next"><div class="spinner">Loading...</div></div>', ""), "javascript_shell"),
    "shell, app": (script_page('<app-root></app-root>', "Bitte aktivieren Sie JavaScript."), "javascript_shell"),
    "shell, nuxt": (script_page('<div id="__nuxt"><p>Загрузка…</p></div>', "Включите JavaScript."), "javascript_shell"),
    # what looks like one of these and is an article
    "an article": (article_page("Road opened", *[SENTENCE] * 3, f"{SENTENCE} {TEASER.format(TOPICS[0])}"), "article"),
    "breaking": (article_page("Blast heard in Kabul", "A loud blast was heard in the centre of Kabul on Tuesday morning, a witness said. Police closed the roads around the square. It was not clear what had caused it."), "article"),
    "breaking among links": (article_page("Blast heard in Kabul", "A loud blast was heard in the centre of Kabul on Tuesday morning, a witness said. Police closed the roads around the square. It was not clear what had caused it.", more=f"<aside>{RELATED}</aside>"), "article"),
    "live blog": (article_page("Live: talks in the capital", more=f"<div class='liveblog'>{LIVE}</div>"), "article"),
    "long read with many links": (article_page("How the road was lost", more=f"<div class='body'>{LONG_READ}</div>"), "article"),
    "about cookie consent": (article_page("Regulator fines publishers over cookie banners", "The regulator fined four publishers on Tuesday because their pages say “we and our partners use cookies” and hide the way to refuse. Readers had to accept all cookies before they could continue to the site.", *[f"{SENTENCE} {TEASER.format(topic)}" for topic in TOPICS[:6]]), "article"),
    "about a missing page": (article_page("Ministry deletes its page on casualties", "The ministry has deleted its page on casualties. Who asks for it is told: page not found. A spokesman said that the page had been moved and would soon be back.", *[f"{SENTENCE} {TEASER.format(topic)}" for topic in TOPICS[:5]]), "article"),
    "about robots": (article_page("Robots to guard the border", "Are you a robot? At the northern border the question is meant in earnest from Tuesday on, when the army sends the first forty machines to patrol the fence with its soldiers.", *[f"{SENTENCE} {TEASER.format(topic)}" for topic in TOPICS[:5]]), "article"),
    "with a paywall's offer below": (article_page("Talks go on", *[f"{SENTENCE} {TEASER.format(topic)}" for topic in TOPICS[:8]], "Already a subscriber? Sign in to continue reading."), "article"),
    "with a noscript": (article_page("Road opened", *[f"{SENTENCE} {TEASER.format(topic)}" for topic in TOPICS[:4]], more="<div id='root'></div><noscript>You need to enable JavaScript to run this app.</noscript>"), "article"),
    "a digest": (article_page("What happened today", *[f"<b>{topic}.</b> {TEASER.format(topic)} {SENTENCE} Nobody was hurt, according to the police." for topic in TOPICS]), "article"),
    "a list of ten": (article_page("Ten roads to know", more="<ol>" + "".join(f"<li><h3><a href='/r/{n}'>{topic}</a></h3><p>{TEASER.format(topic)} {SENTENCE} {SENTENCE}</p></li>" for n, topic in enumerate(TOPICS[:10])) + "</ol>"), "article"),
}  # fmt: skip
