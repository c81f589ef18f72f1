"""Names by which news agencies sign, as they stand in datelines and credits, and cities that stand before a colon."""

_LATIN = (
    r"Thomson Reuters(?: Foundation)?|Reuters|REUTERS|The Associated Press|Associated Press|AP|AFP|"
    r"Agence France-Presse|UPI|Xinhua|(?:ITAR-)?TASS|Interfax|INTERFAX\.RU|Sputnik|RIA(?: Novosti)?|REGNUM|"
    r"Anadolu(?: Agency)?|AA|DHA|İHA|IHA|UrduPoint(?: News)?|Pakistan Point News|APP|Online|INP|NNI|IRNA|ISNA|FNA|Fars|"
    r"Mehr|MNA|Tasnim|Press TV|Pajhwok(?: Afghan News)?|PAN|Khaama(?: Press)?|TOLOnews|Ariana News|Bakhtar|AIP|"
    r"dpa|DPA|epd|KNA|SID|dts Nachrichtenagentur|awp|AWP|sda|SDA|Keystone-SDA|KEYSTONE|APA|"
    r"EFE|EUROPA PRESS|Europa Press|EP|Prensa Latina|Notimex|Télam|Agência Brasil|Lusa|LUSA|"
    r"ANSA|Adnkronos|askanews|LaPresse|Agenzia Nova|ANP|Belga|BELGA|NTB|TT|Ritzau|STT|PAP|ČTK|CTK|MTI|"
    r"Kyodo(?: News)?|Jiji|Yonhap|PTI|IANS|ANI|UNI|VNA|TTXVN|Bernama|BERNAMA|ANTARA|Antara|KOMPAS\.com|TEMPO\.CO|"
    r"CNN Indonesia|CNBC Indonesia|AAP|CP|The Canadian Press|Canadian Press|PA|PA Media|BNO N(?:EWS|ews)|"
    r"MENA|WAFA|SANA|SPA|WAM|QNA|KUNA|PETRA|Petra|NINA|INA|APS|TAP|MAP|"
    r"Azertac|AZERTAC|AZƏRTAC|Trend|Armenpress|ARMENPRESS|KazTAG|Kazinform|AKIpress|BNS|ELTA|LETA|Ukrinform|UNIAN|"
    r"Bloomberg|CNN|BBC(?: News)?|VOA|RFE/RL|DW|IRIN|ACN|ANF|Fides"
)
_CYRILLIC = (
    r"ТАСС|ИТАР-ТАСС|РИА(?: Новости)?|Интерфакс|ИНТЕРФАКС|Спутник|Sputnik Афганистан|Рейтер|Синьхуа|УНИАН|УНН|"
    r"Укринформ|БелТА|БЕЛТА|Казинформ|КАЗИНФОРМ|Росбалт|Регнум"
)
_ARABIC = (
    r"رويترز|أ ف ب|ا ف ب|فرانس برس|د ب أ|أ ب|أ ش أ|الأناضول|سبوتنيك|شينخوا|وكالات|واس|وام|قنا|كونا|وفا|سانا|بترا|واع|"
    r"رویترز|ایرنا|ایسنا|فارس|تسنیم|مهر|خامه پرس|پژواک|آوا"
)
SOUTH_ASIAN = (
    r"اے ایف پی|اے پی پی|اے پی|رائٹرز|آن لائن|این این آئی|آئی این پی|"
    r"भाषा|पीटीआई|आईएएनएस|एएनआई|वार्ता|एएफपी|रॉयटर्स|एपी"
)
"""Urdu and Hindi: their papers write the agency in brackets and nothing after it (for the `regex` module)."""
_EAST_ASIAN = (
    r"新华社|新華社|新华网|人民网|中新社|中新网|中央社|法新社|路透社?|"
    r"共同|時事|ロイター|연합뉴스|뉴시스|뉴스1"
)
_THAI = r"เอเอฟพี|รอยเตอร์ส?|เอพี|ซินหัว|บีบีซี|ดีพีเอ"
"""Written without a blank to the next word, but apart in bylines."""
AGENCY = rf"(?<!\w)(?:{_LATIN}|{_CYRILLIC}|{_ARABIC}|{SOUTH_ASIAN}|{_EAST_ASIAN}|{_THAI})(?!\w)"
"""Matches such a name as a whole (for the `regex` module). Upper case matters: "AP" signs, "ap" does not."""

OFFICE_OF_REPORTER = (
    r"(?:(?:notre|our|nuestr[oa]|unser|nosso|nossa) )?(?:correspondant\w*|correspondent|corresponsal|correspondente|"
    r"corrispondente|korrespondent\w*|envoyée? spéciale?|enviad[oa] especial|inviat[oa]|собкор|корреспондент)"
    r"(?: (?:régional|particulier|local|especial|special)\w{0,2})?"
    r"(?: (?:in|aus|à|au|en|em|a|da|из|в) \S+(?: \S+){0,2})?"
)
"""That somebody reports for the outlet, and from where: "correspondant à Mopti" (case ignored)."""

CITIES = frozenset(
    """ISLAMABAD|KARACHI|LAHORE|PESHAWAR|QUETTA|RAWALPINDI|MULTAN|FAISALABAD|SIALKOT|HYDERABAD|MUZAFFARABAD|GILGIT|SWAT|
KABUL|KANDAHAR|HERAT|JALALABAD|KUNDUZ|MAZAR-I-SHARIF|GHAZNI|NEW DELHI|MUMBAI|SRINAGAR|JAMMU|KOLKATA|CHENNAI|BENGALURU|
LUCKNOW|DHAKA|COLOMBO|KATHMANDU|DUBAI|ABU DHABI|RIYADH|JEDDAH|DOHA|KUWAIT|KUWAIT CITY|MANAMA|MUSCAT|SANAA|ADEN|BAGHDAD|
MOSUL|ERBIL|DAMASCUS|ALEPPO|IDLIB|BEIRUT|AMMAN|JERUSALEM|GAZA|GAZA CITY|RAMALLAH|TEL AVIV|CAIRO|TRIPOLI|BENGHAZI|TUNIS|
ALGIERS|RABAT|KHARTOUM|MOGADISHU|NAIROBI|ADDIS ABABA|KAMPALA|ABUJA|LAGOS|KANO|MAIDUGURI|NIAMEY|BAMAKO|OUAGADOUGOU|
NDJAMENA|DAKAR|ACCRA|JOHANNESBURG|CAPE TOWN|MAPUTO|TEHRAN|ANKARA|ISTANBUL|MOSCOW|KYIV|KIEV|MINSK|TASHKENT|DUSHANBE|
BISHKEK|LONDON|PARIS|BERLIN|BRUSSELS|GENEVA|VIENNA|ROME|MADRID|WASHINGTON|NEW YORK|UNITED NATIONS|OTTAWA|BEIJING|
HONG KONG|TOKYO|SEOUL|MANILA|JAKARTA|KUALA LUMPUR|SINGAPORE|BANGKOK|YANGON|SYDNEY|CANBERRA""".replace(
        "\n", ""
    ).split("|")
)
"""Places whose name in capitals before a colon or a hyphen is a dateline: anything else there may be who speaks."""
