"""Pages that stand in front of an article are told by their words, and articles about them are not."""

import pytest

from processors.page.walls import is_login_title, rest_reason, says_paywall, wall_reason

WALLS = [
    ("Just a moment...", "Verifying you are human. This may take a few seconds.", "bot_check"),
    ("example.org", "Please enable JavaScript and cookies to continue.", "bot_check"),
    (
        "Before you continue to YouTube",
        "Sign in. We use cookies and data to deliver our services.",
        "consent_wall",
    ),
    (
        "Example",
        "Wir verwenden auf unserer Seite Cookies. Mit Werbung weiterlesen oder zustimmen.",
        "consent_wall",
    ),
    ("Privacy gate | Example", "Example vraagt toestemming.", "consent_wall"),
    ("Example", "Voor een betere ervaring gebruiken wij en 174 partners cookies.", "consent_wall"),
    ("404 - Example", "Sorry.", "soft_404"),
    ("Example", "The page you requested could not be found on this server today.", "soft_404"),
    ("Страница не найдена", "Вернитесь на главную.", "soft_404"),
    ("Example", "Subscribe now to continue reading. Already a subscriber? Log in.", "paywall_stub"),
]


@pytest.mark.parametrize(("title", "text", "reason"), WALLS)
def test_wall_is_told(title, text, reason):
    """Each kind of wall is told by its title or its few words."""
    assert wall_reason(title, text) == reason


def test_address_tells_a_consent_wall():
    """Where redirects ended at a consent host, the page is its wall however long it is."""
    assert wall_reason("News", "word " * 900, "https://consent.example.com/collect?x=1") == "consent_wall"


def test_article_about_cookies_is_no_wall():
    """An article that quotes a wall's words at length is an article."""
    text = (
        "The regulator fined the company because its page uses cookies before you continue to the site. " * 20
    )
    assert wall_reason("Regulator fines company over cookie banner", text) is None


def test_short_news_is_no_wall():
    """Short news stays news."""
    assert (
        wall_reason("Talks go on", "The ministry said on Tuesday that talks would go on in the capital.")
        is None
    )


@pytest.mark.parametrize(
    "title", ["Anmelden | Taunus-Anzeiger", "Iniciar sesión", "تسجيل الدخول - الصباح", "ログイン"]
)
def test_a_page_to_log_in_is_a_wall_by_its_title_in_other_languages(title: str) -> None:
    """The word stands alone before the site's name; in a headline it goes on."""
    assert wall_reason(title, "Sie lesen jeden Monat fünf Artikel.") == "paywall_stub"
    assert wall_reason("Entrar en guerra cuesta caro", "El ministro lo dijo.") is None


@pytest.mark.parametrize(
    "rest",
    [
        "Il vous reste 78 % de cet article à lire. La suite est réservée aux abonnés.",
        "Pozostało jeszcze 89% artykułu",
        "Noch 63 % des Artikels lesen",
        "You have 70% of this article left to read",
    ],
)
def test_a_line_that_counts_the_rest_ends_a_long_beginning(rest: str) -> None:
    """The free part may be longer than any wall; in a sentence of news the words tell of something else."""
    text = "The cranes of the port stand still, and nobody knows for how long. " * 20
    assert wall_reason("In the ports", f"{text}\n{rest}") is None
    assert rest_reason(f"{text}\n{rest}") == "paywall_stub"
    assert says_paywall(rest)
    assert rest_reason(f"{text}\nHe said: {rest}") is None


@pytest.mark.parametrize(
    "line",
    [
        "50 % des Artikels stammen von einem Sprachmodell, der Rest von zwei Reportern.",
        "Le queda un 20 % de la plantilla por renovar.",
        "Le quedan 40 % de la condena por cumplir.",
        "Te queda un 30% del sueldo para vivir.",
        "Resta il 30% degli elettori indecisi.",
        "Resta 20% di incertezza sul bilancio.",
        "10% of the story is left to the reader, she said.",
        "Il vous reste 20 % de cet argent à dépenser.",
        "Zbývá 20 % textu přeložit, řekla překladatelka.",
        "Zostało 20% tekstu do sprawdzenia, mówi redaktor.",
    ],
)
def test_a_paragraph_that_counts_a_rest_is_news(line: str) -> None:
    """Shares are left of staff, sentences, votes and money, and of texts that somebody works on."""
    assert rest_reason(f"The council met on Monday.\n{line}\nIt meets again on Friday.") is None


@pytest.mark.parametrize(
    "rest",
    [
        "Te queda un 60% de este artículo por leer.",
        "Le queda el 60% por leer",
        "Ti resta da leggere il 64% dell'articolo",
        "Resta il 70% da leggere",
        "Zbývá vám ještě 81 % článku",
    ],
)
def test_the_rest_of_an_article_is_counted_in_more_languages(rest: str) -> None:
    """What is left is the article's, or to be read."""
    assert rest_reason(f"The council met on Monday.\n{rest}") == "paywall_stub"


def test_a_page_called_an_offer_to_subscribe_has_nothing_free() -> None:
    """A headline goes on otherwise."""
    assert wall_reason("Become a subscriber to read this", "£1 for 4 weeks.") == "paywall_stub"
    assert is_login_title("Subscribe to read | Capital Ledger")
    assert is_login_title("Sign in to continue")
    assert is_login_title("Subscribe to unlock this article")
    assert not is_login_title("Register to vote by Friday, county says")
    assert not is_login_title("Sign up to access free school meals, parents told")
    assert not is_login_title("Register to view council meetings online, residents told")
    assert not is_login_title("Sign up to read to children, library asks")
    assert wall_reason("Become a member of NATO, he told Kyiv", "The minister said so.") is None


def test_the_page_for_an_unknown_address_of_wordpress_is_none_in_any_language():
    """Its body says so by a class; an article on such a page, and the class elsewhere, are believed."""
    markup = '<html><body class="error404 wp-custom-logo"><h1>¡Ups!</h1></body></html>'
    assert rest_reason("Parece que no se ha encontrado nada.", markup) == "soft_404"
    assert rest_reason("The road was closed on Monday. " * 40, markup) is None
    assert rest_reason("Nada.", markup.replace("error404", "error404-x")) is None
    assert rest_reason("Nada.", '<body class="single"><p class="error404">Nada.</p></body>') is None


@pytest.mark.parametrize(
    "title",
    [
        "Connectez-vous pour poursuivre votre lecture",
        "Inicia sesión para seguir leyendo",
        "Melden Sie sich an, um weiterzulesen",
        "Войдите, чтобы продолжить",
    ],
)
def test_a_title_that_asks_to_log_in_for_more_is_a_wall_s(title: str) -> None:
    """It is the form to log in with, in place of an article."""
    assert wall_reason(title, "Tous les articles en illimité.") == "paywall_stub"
    assert wall_reason(f"Minister: {title}, he said of the site", "The site was down on Monday.") is None


def test_who_has_no_account_yet_is_asked_by_a_wall() -> None:
    """As a question; people without an account are news."""
    assert wall_reason("Example", "Pas encore de compte\u00a0? Créer un compte") == "paywall_stub"
    assert wall_reason("Example", "Noch kein Konto? Jetzt registrieren.") == "paywall_stub"
    assert wall_reason("Banks", "Most people in the north don't have an account, the bank said.") is None
    assert wall_reason("Banques", "Beaucoup n'ont pas encore de compte, dit la banque.") is None


def test_an_account_asked_about_in_news_is_no_wall() -> None:
    """A call to open one stands behind it on a wall, or nothing."""
    assert wall_reason("Example", "Members only. Don't have an account?\nSign up") == "paywall_stub"
    news = "Don't have an account? From March banks must open one for every refugee, a court ruled."
    assert wall_reason("Banks", news) is None
    assert (
        wall_reason("Banques", "Pas encore de compte ? Dès mars, les banques devront en ouvrir un.") is None
    )
