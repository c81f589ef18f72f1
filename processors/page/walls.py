"""Pages that stand in front of an article, or where one was: consent, bot checks, soft 404s, paywalls.

They come with status 200 and with text, so only their words tell. Words count in the title, or in a text
so short that it can be nothing but the wall: an article about cookies is not a cookie wall.
"""

from functools import cache
from urllib.parse import urlsplit

import regex
from msgspec import Struct

from processors.text.characters import count_words

MAX_WORDS = 120
"""Words up to which a text may be a wall and nothing else; Yahoo's consent page, the longest seen, has 116."""


class Wall(Struct, frozen=True):
    """One kind of page that is no article: the reason, and what its title, text or address say."""

    reason: str
    title: str
    text: str
    address: str = ""


LOGIN_TITLES = (
    r"^(?:please (?:log|sign) in|bitte (?:melden sie sich an|anmelden|einloggen)|"
    r"veuillez vous (?:connecter|identifier)|por favor,? inici[ae] sesión|lütfen giriş yapın|"
    r"пожалуйста, (?:войдите|авторизуйтесь)|"
    r"log ?in|sign ?in|anmelden|anmeldung|einloggen|registrieren|(?:se )?connecter|connexion|s.identifier|"
    r"iniciar sesión|acceder|entrar|iniciar sessão|accedi|inloggen|aanmelden|zaloguj się|logowanie|giriş yap|"
    r"oturum aç|войти|вход|авторизация|увійти|تسجيل الدخول|ورود|ورود به سایت|登录|登錄|ログイン|로그인|"
    r"เข้าสู่ระบบ|đăng nhập|masuk)\s*(?:$|[|–—·»-]\s)"
)
"""Titles of pages to log in on: the words alone, or before the site's name. A headline goes on with others."""
OFFER_TITLES = (
    r"^(?:subscribe|become a (?:subscriber|member)|sign (?:in|up)|log ?in|register) to "
    r"(?:continue|keep reading|"
    r"(?:read|access|view|unlock)(?: (?:this|the full|the rest|our|all|more)\b[^,:–—]{0,30})?)\s*(?:$|[|–—·»-]\s)|"
    r"^(?:(?:connectez|identifiez)-vous (?:pour|afin de) (?:continuer|poursuivre|lire|accéder)|"
    r"(?:melden sie sich an|loggen sie sich ein), um .{0,40}(?:lesen|fortzufahren)|"
    r"(?:inici[ae] sesión|identifícate|regístrate) para (?:continuar|seguir|leer|acceder)|"
    r"(?:faça login|entre|cadastre-se) para (?:continuar|ler)|accedi per (?:continuare|leggere)|"
    r"(?:войдите|авторизуйтесь),? чтобы (?:продолжить|читать|прочитать))\b[^,:–—.]{0,40}$"
)
"""Titles of pages with an offer to subscribe in place of an article, or before the site's name."""
_LEFT_OUT = r"\s*(?:[.!…]|\n|$)"
REST_TO_PAY = (
    r"(?:^|\n)\W*(?:il vous reste \d+(?:[.,]\d+)?\s?% (?:de cet article|à lire)\b|"
    rf"(?:pozostało|zostało) (?:jeszcze )?(?:ci )?\d+\s?% (?:artykułu|tekstu)(?: do (?:prze)?czytania)?{_LEFT_OUT}|"
    r"(?:(?:there is|you have) )?\d+\s?% of (?:this|the) (?:article|story) (?:is )?(?:left|remain\w*)"
    rf"(?: to (?:read|go))?{_LEFT_OUT}|"
    r"(?:es verbleiben |es fehlen |sie haben |du hast )?(?:noch )?\d+\s?% (?:des|dieses) artikels"
    rf"(?: (?:zu )?(?:lesen|übrig))?{_LEFT_OUT}|"
    r"(?:te|le) quedan? (?:por leer )?(?:un |el )?\d+\s?% (?:por leer\b|"
    rf"(?:de este|del|de la|de esta) (?:artículo|noticia|texto|contenido|reportaje)(?: por leer)?{_LEFT_OUT})|"
    r"(?:ti )?resta (?:da leggere (?:il |l['’])?\d+\s?%|"
    r"(?:il |l['’])?\d+\s?% (?:da leggere|(?:di questo |dell['’])articolo da leggere)\b)|"
    rf"zbývá (?:vám )?(?:ještě )?\d+\s?% (?:článku|textu)(?: k přečtení)?{_LEFT_OUT})"
)
"""How a line begins that counts what is left of an article for who pays; no text stands behind it."""
WALLS = (
    Wall(
        "bot_check",
        r"^(?:just a moment|attention required|access (?:to this page has been )?denied|"
        r"pardon our interruption|are you a robot|robot check|"
        r"human verification|security check|checking your browser|please wait|ddos-guard|captcha|"
        r"один момент|проверка браузера|client challenge)",
        r"checking (?:if the site connection is secure|your browser)|"
        r"verify(?:ing)? (?:that )?you are (?:a )?human|enable javascript and cookies to continue|"
        r"are you a robot|not a robot|unusual (?:traffic|activity) from your|complete the (?:captcha|"
        r"security check)|ray id\b|"
        r"access to this page has been denied|you have been blocked|press (?:and|&) hold|please (?:enable|"
        r"turn on) javascript|javascript is (?:disabled|required)|"
        r"подтвердите,? что (?:вы не робот|запросы отправляли вы)|проверяем ваш браузер|"
        r"请完成(?:安全|下列)?验证|人机验证|"
        r"kein roboter sind|n.(?:ê|e)tes pas un robot|no es un robot|não é um robô|non sei un robot|"
        r"geen robot bent|robot olmadığınızı|私はロボットではありません|로봇이 아닙니다|لست روبوتا|ربات نیستید",
    ),
    Wall(
        "consent_wall",
        r"^(?:before you continue|cookie (?:consent|settings|preferences)|consent|privacy (?:settings|"
        r"center|choices)|we value your privacy|"
        r"yahoo is part of|datenschutz|bevor sie (?:zu|fortfahren)|avant d.accéder|antes de continuar|"
        r"prima di continuare|privacy ?(?:gate|wall|instellingen)|voordat je (?:verder|door)gaat)",
        r"we (?:value|care about|respect) your privacy|we and our (?:\d[\d,.]* )?(?:\w+ )?partners|"
        r"before you continue to|accept (?:all )?cookies|"
        r"(?:uses?|using) cookies|manage (?:your )?(?:cookie|privacy|consent)|consent to (?:the )?(?:use|"
        r"processing)|"
        r"wir (?:verwenden|nutzen|benötigen) .{0,40}cookies|mit werbung weiterlesen|nous (?:et nos|"
        r"utilisons) .{0,60}(?:cookies|partenaires)|"
        r"wir und unsere (?:\d+ )?partner|(?:noi e )?i nostri (?:\d+ )?partner|(?:wij|we) en onze (?:\d+ )?partners|"
        r"наши партн[её]ры|nasi (?:zaufani )?partnerzy|ortaklarımız.{0,30}çerez|çerezleri kullan|os nossos parceiros|"
        r"(?:gebruiken (?:wij|we)|(?:wij|we) gebruiken) .{0,40}cookies|"
        r"utilizamos cookies|nuestros socios|utilizziamo .{0,20}cookie|мы используем (?:файлы )?cookie|"
        r"używamy plików cookie|zgod[ay] na",
        r"^https?://(?:[\w-]+\.)*(?:consent|guce|cmp|cookiewall|privacywall)\.",
    ),
    Wall(
        "soft_404",
        r"(?:^|\W)(?:404|410)(?:$|\W)|page (?:is )?(?:not found|unavailable|no longer available)|"
        r"not found$|nothing found|doesn.t exist|page introuvable|"
        r"page non trouvée|seite (?:wurde )?nicht gefunden|página no encontrada|página não encontrada|"
        r"pagina non trovata|pagina niet gevonden|"
        r"sayfa bulunamadı|страница не найдена|сторінку не знайдено|nie znaleziono|"
        r"صفحه (?:مورد نظر )?یافت نشد|الصفحة غير موجودة|页面不存在|找不到(?:页面|頁面)",
        r"\b(?:page|article|story|content|url)(?: that)?(?: you(?:'|’)?(?:re| are|ve|"
        r" have)?)?(?: \w+){0,4} (?:(?:was|is|could|can)(?: ?not|n.t)(?: be)? (?:found|available)|"
        r"(?:no longer|doesn.t|does not|may not|might not) (?:exists?|available)|(?:has|have|may have|"
        r"might have) been (?:moved|removed|deleted|renamed))|"
        r"page not found|no longer available|we can(?:no|')t find|nothing (?:was )?found|error 404|404 error|"
        r"страница (?:не найдена|не существует|удалена)|seite (?:wurde |konnte )?nicht gefunden|"
        r"page (?:introuvable|demandée n)|página no (?:existe|encontrada)|"
        r"sayfa bulunamadı|الصفحة (?:التي تبحث عنها |المطلوبة )?غير موجودة|页面不存在|ページ(?:は|が)見つかりません|"
        r"seite .{0,30}(?:nicht (?:gefunden|mehr verfügbar)|existiert .{0,12}nicht)|"
        r"página .{0,30}(?:no (?:existe|se encuentra|está disponible)|não (?:existe|foi encontrada|está disponível))|"
        r"pagina .{0,20}(?:non (?:esiste|è (?:più )?disponibile|è stata trovata)|bestaat niet|niet gevonden)|"
        r"stron[ay].{0,30}nie (?:istnieje|została znaleziona)|сторінк[уа] (?:не знайдено|не існує)|"
        r"صفحه .{0,30}(?:پیدا نشد|یافت نشد|وجود ندارد)|صفحہ .{0,40}موجود نہیں|پاڼه .{0,40}ونه موندل شوه|"
        r"पृष्ठ .{0,40}(?:नहीं मिला|मौजूद नहीं)|halaman .{0,30}tidak (?:ditemukan|tersedia)|"
        r"页面(?:不存在|已被?删除)|페이지를 찾을 수 없|הדף .{0,20}לא נמצא|trang .{0,30}không tồn tại",
    ),
    Wall(
        "paywall_stub",
        r"^(?:subscribe|log ?in|sign ?in|register)(?: (?:to|now|today|for|or)\b|$)|^subscription required|"
        + f"{OFFER_TITLES}|{LOGIN_TITLES}",
        r"(?:subscribe|sign (?:in|up)|log ?in|register|become a (?:member|subscriber))(?: (?:now|today|"
        r"here|or|to|for|and)){1,3} .{0,50}(?:continue|read|access|unlock|keep|full)|"
        r"already (?:a )?(?:subscriber|have an account|a member)|(?:this (?:article|story|content) is|"
        r"available) (?:only )?(?:for|to) (?:our )?(?:paid |paying )?(?:subscribers|members)|"
        r"to (?:continue|keep) reading|free articles (?:left|remaining|this month)|jetzt (?:weiterlesen|"
        r"abonnieren)|dieser (?:artikel|inhalt) ist .{0,30}abonn|"
        r"réservé (?:aux|à nos) abonnés|il vous reste \d+|solo (?:para )?suscriptores|"
        r"доступ[а-я]+ (?:только )?(?:по подписке|подписчикам)|оформите подписку|weiterlesen mit|"
        r"jetzt abo abschließen|para seguir leyendo|exclusivo para (?:suscriptores|assinantes)|riservato agli abbonati|"
        r"per continuare a leggere|(?:exclusief )?voor abonnees|om verder te lezen|abonelere özel|"
        r"okumaya devam etmek|dostępn[ey] (?:tylko )?dla (?:prenumeratorów|subskrybentów)|"
        r"للمشتركين فقط|会員限定|有料会員|"
        r"forgot(?:ten)? (?:your |my |the )?password|(?:enter|type) your (?:e-?mail|user ?name|password)|"
        r"(?:pas encore (?:de compte|abonné|inscrit)|noch kein (?:konto|abo)|"
        r"(?:aún|todavía) no tienes? (?:una )?cuenta|ainda não tem (?:uma )?conta|non hai ancora un account|"
        r"don.t have an account(?: yet)?|ещ[её] нет аккаунта|hesabınız yok mu)[\s\u00a0]?\?\W*(?:\n|$|"
        r"(?:sign up|register|create|join|subscribe|s.inscri|inscri|créer|créez|je m|abonne|jetzt|hier|registr|regístr|"
        r"crea |únete|cadastr|crie|criar|inscrev|iscriv|abbona|зарегистр|созда|kayıt|kaydol|hemen|üye|hesap oluştur))|"
        r"passwort vergessen|mot de passe oublié|olvidaste tu contraseña|esqueceu (?:a|sua) senha|"
        r"забыли пароль|şifremi unuttum|نسيت كلمة (?:المرور|السر)",
    ),
)
"""The walls known, in the order in which they are told apart."""


def wall_reason(title: str | None, text: str, url: str = "") -> str | None:
    """Return the reason for which this page is no article, or None where nothing says so.

    `text` is the extracted body, or all the visible text where no body was found; `url` is where redirects ended.
    """
    short = count_words(text[:1500]) <= MAX_WORDS and count_words(text[:5000]) <= MAX_WORDS
    for kind in WALLS:
        if (kind.address and _says(kind.address, url)) or (
            short and (_says(kind.title, title or "") or _says(kind.text, text))
        ):
            return kind.reason
    return None


def rest_reason(text: str, markup: str = "") -> str | None:
    """Return the reason for a text of whatever length in which a line counts what is left of it for who pays, or None.

    What was found is its beginning: nothing else on the page is looked for, as in the place of a wall. The same of a
    short text on a page whose `markup` says that the address is none of the site's.
    """
    if is_error_page(markup, text):
        return "soft_404"
    counting = (line for line in text.split("\n") if "%" in line) if "%" in text else ()
    return "paywall_stub" if any(_says(REST_TO_PAY, line) for line in counting) else None


def is_error_page(markup: str, text: str) -> bool:
    """Tell whether a page is the one that WordPress shows for an address that it does not know.

    Its body has a class that says so, whatever its words and language; some sites show articles on such pages.
    """
    return "error404" in markup and count_words(text[:5000]) <= MAX_WORDS and bool(_ERROR_404.search(markup))


_ERROR_404 = regex.compile(r"<body\b[^>]{0,500}\bclass=[\"'](?:[^\"'>]{0,500}\s)?error404[\s\"']")


def is_login_title(title: str | None) -> bool:
    """Tell whether a title is that of a page to log in or subscribe on: then nothing on it is free to read."""
    return _says(f"{LOGIN_TITLES}|{OFFER_TITLES}", title or "")


def says_paywall(text: str) -> bool:
    """Tell whether a paragraph offers to subscribe in place of the rest."""
    return bool(rest_reason(text)) or any(
        _says(kind.text, text) for kind in WALLS if kind.reason == "paywall_stub"
    )


def _says(pattern: str, text: str) -> bool:
    return bool(text) and _compiled(pattern).search(text) is not None


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    """Return a wall's words ready to be looked for: `regex` looks for them in its own cache at ten times the cost."""
    return regex.compile(pattern, regex.IGNORECASE)


def went_home(asked_for: str, final_url: str | None) -> bool:
    """Tell whether redirects ended at a front page: what many sites answer for an article that is gone."""
    if not final_url:
        return False
    asked, ended = urlsplit(asked_for), urlsplit(final_url)
    return ended.path in ("", "/") and not ended.query and asked.path not in ("", "/")
