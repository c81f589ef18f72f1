"""Make processors/text/common_words.json, the words that tell nothing, of what spaCy and stopwords-iso list (both MIT).

uv run --no-project --with spacy==3.8.18 --with stopwordsiso==0.7.1 --with regex python scripts/make_common_words.py

Only for languages whose list in justext is one of frequent words: thousands, with names of towns and nouns of news.
"""

import argparse
import importlib
import json
import unicodedata
from pathlib import Path

import regex

SHIPPED = Path(__file__).parents[1] / "processors" / "text" / "common_words.json"
SCRIPTS = {"ar": "Arabic", "pl": "Latin", "ru": "Cyrillic", "tr": "Latin", "uk": "Cyrillic"}
"""Languages, and their scripts: letters of another are a slip in a list."""
MISREAD = "ýþţđ"
"""Letters in place of those of Turkish, in words that somebody read in another encoding."""
TELLING = {
    "ar": (
        "أب أخ أبو ابو وأبو ابن بن آل حم صباح مساء عين قوة لقاء زيارة للامم لوكالة برس اعادة انقلب حار كرب "
        "طاق صفر حرى كلم اثر"
    ),
    "ru": (
        "белый вода война взгляд вечер глаз голова голос город дверь деньги дом дорога друг душа жена женщина "
        "жизнь ждать земля книга комната лежать лицо любить маленький мать машина мир мира москва народ нога "
        "ночь окно отец писать плечо пол правда ребенок рука свет сидеть сила советский старый "
        "стол стоять товарищ томах уметь улица утро меля нх сеаой бывь мор рано ранее али"
    ),
    "tr": "yoluyla kaçı kaçına kaçında kaçından kaçını kaçının",
}
"""What they list that tells something in a report: nouns, names and postures. Others have the stem of a word that does:
of "wounded", of "sea", of "road". The rest are slips. A press names its own country in every report: that stays."""
SAID = {
    "ar": (
        "شخص شخصا أشخاص قال قالت قالوا وقال وقالت أعلن أعلنت وأعلن وأعلنت أضاف أضافت وأضاف وأضافت أكد أكدت "
        "وأكد وأكدت أوضح أوضحت وأوضح وأوضحت أشار أشارت وأشار وأشارت ذكر ذكرت وذكر وذكرت أفاد أفادت وأفاد "
        "وأفادت نقل نقلت ونقل ونقلت تابع وتابع بحسب وفق وفقا يوم عام خلال منذ عند قرب تم جرى"
    ),
    "pl": (
        "osoba osoby osób powiedział powiedziała powiedzieli powiedziano poinformował poinformowała "
        "poinformowali poinformowało poinformowano podał podała podali podało podano przekazał przekazała "
        "przekazali oświadczył oświadczyła oświadczyli dodał dodała dodali zaznaczył zaznaczyła podkreślił "
        "podkreśliła podkreślili mówi mówią mówił mówiła twierdzi twierdzą został została zostało zostały "
        "zostali dzień dni dnia rok latach"
    ),
    "ru": (
        "человек человека люди людей сообщил сообщила сообщили сообщило сообщает сообщают сообщается заявил "
        "заявила заявили заявило заявляет отметил отметила отметили отмечает рассказал рассказала рассказали "
        "рассказывает пояснил пояснила пояснили уточнил уточнила уточнили добавил добавила добавили "
        "подчеркнул подчеркнула подчеркнули передает передаёт передают словам данным говорится сказал сказала "
        "сказали говорит говорят дня дней также находится"
    ),
    "tr": (
        "kişi kişinin dedi dediler kabul devam söyledi söylediler söyleyen belirtti belirttiler belirten "
        "belirtildi belirterek açıkladı açıkladılar açıklandı açıklamada açıklamasında bildirdi bildirdiler "
        "bildirildi ifade aktardı aktarıldı kaydetti kaydedildi kaydeden vurguladı vurgulayan duyurdu "
        "duyuruldu konuştu bulunan bulundu bulunuyor edildi edilen ettiler eden yapıldı verildi verdi gün "
        "günü yıl yılında"
    ),
    "uk": (
        "людина людей осіб повідомив повідомила повідомили повідомило повідомляє повідомляють повідомляється "
        "заявив заявила заявили заявляє зазначив зазначила зазначили зазначає розповів розповіла розповіли "
        "розповідає пояснив пояснила пояснили уточнив уточнила уточнили додав додала додали наголосив "
        "наголосила підкреслив підкреслила передає передають словами даними йдеться сказали кажуть говорять "
        "днів"
    ),
}
"""The verbs of saying, which are others in each outlet, and the word by which people are counted."""


def main() -> None:
    """Write the lists, one language a line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--to", type=Path, default=SHIPPED, help="where they are written (default: what is shipped)"
    )
    lines = (f'"{language}": "{" ".join(common_words(language))}"' for language in sorted(SCRIPTS))
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    json.loads(text)
    parser.parse_args().to.write_text(text, "utf-8")


def common_words(language: str) -> list[str]:
    """Give the words of a language that tell nothing: one word each, in its own letters."""
    import stopwordsiso

    listed = importlib.import_module(f"spacy.lang.{language}.stop_words").STOP_WORDS
    words = {bare(word) for word in {*listed, *stopwordsiso.stopwords(language)}}
    words -= set(TELLING.get(language, "").split())
    letters = rf"[\p{{{SCRIPTS[language]}}}--[{MISREAD}]]"
    one_word = regex.compile(rf"{letters}+(?:['’]{letters}+)?", regex.V1)
    return sorted(word for word in words | set(SAID[language].split()) if one_word.fullmatch(word))


def bare(word: str) -> str:
    """Write an Arabic word without the marks of its vowels, and any word small and composed."""
    plain = regex.sub(r"[\u0640\u064b-\u0652]", "", word.lower())
    return unicodedata.normalize("NFC", plain)


if __name__ == "__main__":
    main()
