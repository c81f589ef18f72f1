"""Towns that the news is of are known in six scripts; a name that is an everyday word counts where it says where."""

import pytest

from processors.events.places import find_places, find_town, is_town, name_words, place_key
from processors.text.tokens import tokens

TOWNS = {
    "Latin": """
        Abuja Accra Algiers Amman Amsterdam Ankara Antananarivo Ashgabat Asmara Astana Asunción Athens Baghdad
        Baku Bamako Bangkok Bangui Beijing Beirut Belgrade Berlin Bern Bishkek Bogotá Brasília Bratislava
        Brazzaville Brussels Bucharest Budapest Cairo Canberra Caracas Chisinau Colombo Conakry Copenhagen Dakar
        Damascus Dhaka Dili Djibouti Doha Dublin Dushanbe Freetown Gaborone Georgetown Hanoi Harare Havana
        Helsinki Islamabad Jakarta Jerusalem Juba Kabul Kampala Kathmandu Khartoum Kigali Kingston Kinshasa Kyiv
        Libreville Lilongwe Lima Lisbon Ljubljana Lomé London Luanda Lusaka Madrid Malabo Managua Manama Manila
        Maputo Mexico Minsk Mogadishu Monrovia Montevideo Moscow Muscat Nairobi Niamey Nicosia Nouakchott Oslo
        Ottawa Ouagadougou Paris Prague Pretoria Pyongyang Quito Rabat Reykjavik Riga Riyadh Rome Santiago
        Sarajevo Seoul Skopje Sofia Stockholm Tallinn Tashkent Tbilisi Tehran Tirana Tokyo Tripoli Tunis
        Ulaanbaatar Vienna Vientiane Vilnius Warsaw Yaoundé Yerevan Zagreb N'Djamena Aleppo Homs Hama Idlib
        Raqqa Daraa Latakia Palmyra Mosul Basra Kirkuk Fallujah Tikrit Erbil Kandahar Herat Jalalabad Kunduz
        Ghazni Peshawar Quetta Karachi Lahore Multan Gaza Rafah Nablus Jenin Hebron Tulkarm Ramallah Haifa
        Ashkelon Tyre Sidon Nabatieh Baalbek Aden Sanaa Taiz Marib Benghazi Sirte Misrata Maiduguri Kano Kaduna
        Timbuktu Gao Kidal Djibo Diapaga Goma Bukavu Beni Bunia Bangassou Kismayo Baidoa Bosaso Pemba Palma
        Kharkiv Odesa Kherson Donetsk Luhansk Mariupol Zaporizhzhia Bakhmut Dnipro Lviv Belgorod Kursk Bryansk
        Voronezh Grozny Makhachkala Nazran Diyarbakır Mardin Hakkari Gaziantep Cali Medellín Cúcuta Arauca
        Culiacán Tijuana Srinagar Imphal Mazar-i-Sharif Marawi Cotabato Jolo Sittwe Myitkyina Kerman Zahedan
        Tabriz Isfahan Mashhad El-Fasher Nyala El-Obeid Londres Moscou Bagdad Damas Le_Caire Alger Kaboul
        Téhéran Beyrouth Mogadiscio Londra Moskova Bağdat Kahire Gazze Tahran Kabil Beyrut Moskau Damaskus Kairo
        Warschau Kiew Algier Mailand Warszawa Kraków Kijów Damaszek Moskwa Londyn
    """,
    "Cyrillic": """
        Лондон Москва Киев Анкара Джакарта Багдад Дамаск Каир Париж Берлин Мадрид Кабул Тегеран Бейрут Газа
        Алеппо Мосул Харьков Одесса Херсон Донецк Луганск Белгород Курск Брянск Воронеж Рязань Саратов Волгоград
        Грозный Махачкала Назрань Хасавюрт Стамбул Исламабад Карачи Триполи Хартум Київ Харків Львів Дніпро
        Запоріжжя
    """,
    "Arabic": """
        بغداد دمشق القاهرة بيروت الرياض صنعاء عدن تعز الحديدة طرابلس بنغازي سرت تونس الجزائر الرباط الخرطوم
        مقديشو غزة رفح نابلس جنين الخليل القدس حلب حمص حماة إدلب الرقة درعا السويداء منبج الموصل البصرة كركوك
        أربيل السليمانية كابول قندهار إسلام_آباد طهران أنقرة إسطنبول موسكو لندن باريس الفاشر الأبيض صيدا تهران
        مشهد اصفهان تبریز زاهدان کرمان کابل هرات مزار‌شریف جلال‌آباد مسکو آنکارا کراچی پیشاور کوئٹہ لاہور
    """,
    "Han": """
        北京 东京 伦敦 莫斯科 巴格达 大马士革 喀布尔 安卡拉 雅加达 加沙
    """,
    "Devanagari": """
        दिल्ली मुंबई काबुल श्रीनगर इस्लामाबाद लंदन मॉस्को
    """,
}
"""Capitals, and towns in or near wars; of those with two words the blank is a line below."""


@pytest.mark.parametrize("script", TOWNS)
def test_capitals_and_towns_of_wars_are_known(script: str) -> None:
    """Lists of common words hold many of them, since the news does."""
    unknown = [name for name in TOWNS[script].split() if not is_town(name.replace("_", " "))]
    assert not unknown


def test_they_are_the_same_towns_in_every_language() -> None:
    """A name in one script leads to the town that another leads to."""
    for same in (
        "London Londra Londres Лондон لندن 伦敦 लंदन",
        "Moscow Москва Москвы Москве Moskova Moskau Moskwa موسكو مسکو 莫斯科",
        "Baghdad Багдад بغداد Bağdat Bagdad 巴格达",
        "Damascus Дамаск دمشق Damas Damaskus 大马士革",
        "Jakarta Джакарта 雅加达",
        "Ankara Анкара أنقرة آنکارا 安卡拉",
        "Gaza Gazze Газа غزة 加沙",
    ):
        assert len({find_town(place_key(name_words(name))) for name in same.split()}) == 1, same


def towns(text: str) -> int:
    """Count the towns that a text names."""
    return len(find_places(text, list(tokens(text))))


@pytest.mark.parametrize(
    "text",
    [
        "Attentat en plein jour à Nice", "Knife attack in Nice", "à Beni, dans le Nord-Kivu", "Fire near Split",
        "Samsun'da patlama", "Samsun'dan gelen",
        "قتلى في حلب", "انفجار بحلب", "اشتباكات في الخليل", "удар во Владимире",
        "в Газе погибли", "Bom meledak di Surat", "in Mardan", "انفجار ببشار",
        "Doha talks fail", "Taizz attack",
        "près d'Alger", "nell'Aquila", "à N'Djamena",
    ],
)  # fmt: skip
def test_an_everyday_word_is_a_town_where_it_says_where(text: str) -> None:
    """Behind a preposition of place, or with an ending or a prefix that is one; Doha is no such word."""
    assert towns(text) == 1


@pytest.mark.parametrize(
    "text",
    [
        "A Nice day", "Nice try, says Mary", "Beni seven yok", "Split decision", "Mary Smith", "Владимир Путин",
        "Газ подорожал", "حلب البقر", "Samsun Belediyesi", "Surat itu", "في المدينة", "بشار الأسد",
        "di Kota", "Ordu'da", "خبر في خبر",
        "Lima orang tewas", "دوشنبه", "N'Golo Kanté", "O'Brien", "M. Dupont", "George Smith", "в Центральный банк",
    ],
)  # fmt: skip
def test_an_everyday_word_is_else_no_town(text: str) -> None:
    """At the beginning of a sentence, or as a person's name, it says of no place; a city, an army, none ever."""
    assert not towns(text)


@pytest.mark.parametrize(
    "text",
    [
        "the Nigerian city of Jos",
        "à Jos",
        "Van'da patlama",
        "взрыв в Риме",
        "Explosion in Göteborg",
        "près de Beni",
        "Удар по Куп'янську",
        "в Кам’янське",
        "چترال میں حملہ",
        "اقتحام مخيم جنين",
        "キンシャサ",
    ],
)
def test_short_and_frequent_names_of_cities_are_towns_where_they_say_where(text: str) -> None:
    """Names of three letters, and those of large cities in lists of frequent words, count behind a preposition."""
    assert towns(text) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Police said", "Officer Smith", "Market falls", "Africa rises", "Bei einem Angriff", "Nach Angaben",
        "Las autoridades", "巴基斯坦总统", "Van driver dies", "Jos was there",
        "Barış'tan açıklama", "near San Ysidro", "à Ann", "bei Karin", "à Solo",
    ],
)  # fmt: skip
def test_words_met_more_often_than_a_small_town_are_none(text: str) -> None:
    """Small towns are called Police, Officer and Market; of Bei’an no Bei is kept, and 斯坦 is a part of Pakistan."""
    assert not towns(text)
