"""Sentences of news that begin or end like the page's own lines stay in the text."""

import pytest

from processors.newsroom.page_lines import boilerplate_rule


@pytest.mark.parametrize(
    "line",
    [
        "Browsers that do not support the tag were used by 40 per cent of them, the ministry said.",
        "The company earns a commission on every barrel that leaves the port, the prosecutor told the court.",
        "He joined the channel on Telegram in March, where fighters of the group had posted the video of the attack.",
        "The video cannot be verified, a spokesman said on Monday, but the army believes that it shows the commander.",
        "Close to 400 people fled. Most went south. They took what they could carry. [They came back in June]",
        "Save the Children said that its staff had left the camp.",
        "Listen to the people, the minister told deputies on Tuesday.",
        "Share prices fell.",
        "Print media were banned.",
    ],
)
def test_news_stays(line):
    """No rule takes a sentence for a word that buttons and promotions have as well."""
    assert boilerplate_rule(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Den Beitrag auf Facebook haben dreihundert Leute gesehen.",
        "Entre los mensajes de WhatsApp hay uno del ministro.",
        "Sigue el juicio por los audios de WhatsApp del ministro.",
        "Recibe amenazas por WhatsApp y abandona la ciudad.",
        "Folge der Ermittlungen war ein Verbot von Facebook und Telegram.",
        "Retrouvez vos esprits, a dit le ministre sur Facebook.",
        "Yorum yapmak için erken, dedi bakan.",
        "Este artículo fue aprobado sin modificaciones por la Cámara.",
        "Cet article a été adopté sans modification par l'Assemblée.",
        "The report was not written by the commission's staff, the lawyer said.",
        "Han encontrado un error en el recuento, dijo el tribunal.",
        "وجدت خطأ في حساب الأصوات، بحسب اللجنة.",
        "Fehler melden Nutzer seit Montag aus allen Teilen des Landes.",
        "Views differ on what happened in the night.",
        "Hits 20 targets in the south",
        "Lesezeit für alle",
        "12 lectures on war",
        "Posted by a fighter on Telegram, the video shows the bridge.",
        "URL shorteners hide where a link leads.",
        "He was seen at noon. Photo finish: the second runner was faster by a hand. Then he fell.",
    ],
)
def test_news_stays_that_begins_like_what_programs_print(line: str) -> None:
    """Verbs in the third person, articles of laws, numbers of other things, and what somebody says."""
    assert boilerplate_rule(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Vous devez être connecté pour publier un commentaire.",
        "Добавлять комментарии могут только зарегистрированные пользователи.",
        "Your email address will not be published. Required fields are marked *",
        "Yorum yapabilmek için giriş yapmalısınız.",
        "Cet article a été publié à partir d'un flux d'agence sans modification du texte.",
        "¿Ha visto un error? Escríbanos.",
        "لینک کوتاه: https://example.org/?p=1",
        "Hits: 877",
        "۱٬۲۰۴ بازدید",
        "زمان مطالعه: ۳ دقیقه",
        "Rejoignez notre chaîne WhatsApp pour suivre l'actualité en direct.",
        "Присоединяйтесь к нашему каналу в Telegram, чтобы узнавать новости первыми.",
        "הצטרפו לערוץ הוואטסאפ שלנו וקבלו את כל החדשות.",
        "Síganos en nuestro canal de WhatsApp y reciba las noticias del día.",
        "[1] Brigadier Jane Doe: https://example.org/tag/jane",
    ],
)
def test_what_programs_print_goes(line: str) -> None:
    """Doors to comments, notes on feeds, misprints, addresses, counts and channels, in the words of each language."""
    assert boilerplate_rule(line) is not None
