"""Whether a name is a person's: Dr Hamas Qureshi, حماس سعیدی, Isis Dupont and Ahmed al-Houthi are no groups.

Asked for the aliases alone that the catalogue marks with `person: true`. A name is a person's where

* a title or a first name stands before it (Dr Hamas, أحمد الحوثي), or a title behind (Hizbullah Amca);
* a trade stands before it, or before a first name there, and a word with a capital behind (the novelist Isis Hamas);
* a word of a name stands behind it, then a comma, and a trade among the next words (Hamas Qureshi, a cardiologist);
* a word with a capital stands before it and a comma and a trade behind (Amira Houthi, a nurse);
* a common surname stands behind it (Hamas Yılmaz, Хамас Юсупов);
* the name's sons or brothers do, as of a firm (Hamas et Fils, Houthi & Sons);
* initials stand before it (R. D. Hamas);
* it is a father's name and where he comes from stands behind (Abu Sayyaf al-Hadrami), or a sheikh before, or that one
  man is known so;
* a handle holds it and a first name (@hamas_ali92), whatever alias it is: the account of a group bears no such.

A headline whose words all have capitals tells no names by them, nor does a script without capitals: there the word
beside it has to be a known name. A word for a group's office is none: "Лидер ХАМАС, врач по образованию".

That somebody is called so is told in `processors.groups.called`.
"""

import re
from functools import cache, lru_cache

from processors.groups.called import has_initials
from processors.groups.first_of_two import is_first_of_two
from processors.groups.fold import Folded, fold_text

_TITLES = """
    firma ditta familie famille familia famiglia família family dr
    mr mrs ms miss prof professor sir judge herr herrn
    frau monsieur madame mme mlle maître señor señora doña
    signor signora sig dott dottor dottoressa senhor senhora dona bay bayan pak bapak ibu господин госпожа
    доктор профессор
    haji hajji hadji hadschi hacı хаджи гаджи حاجی حاجي الحاج हाजी
    ustaz ustadz ustadzah cikgu encik puan datuk datin kiai ustazah
    الدكتور الدكتورة السيد السيدة الأستاذ داکتر دکتر آقای خانم ښاغلی ښاغلي ډاکټر ڈاکٹر جناب محترمہ مسٹر श्री
    श्रीमती डॉ डॉक्टर
"""
_MEMBERS = "mp mla senator councillor"
"""Titles that are nouns with an article, too: "the MP Hezbollah nominated" is whom the group did."""
_TITLES_BEHIND = """
    bey hanım amca teyze dayı abi abla dede hoca usta efendi ağa kaptan sahib saheb bhai
    साहब साहिब जी भाई चाचा بھائی چاچا
"""
"""What stands behind a first name: Hizbullah Amca."""
_FIRST_NAMES = """
    ahmed ahmad mohammed muhammad mohamed mohammad hassan hasan hussein khaled khalid yousef yusuf omar
    ibrahim
    abdullah mustafa mahmoud fatima aisha maryam richard robert cosima winifred siegfried katharina lea anna
    maria
    peter hans thomas michael karl sandra martin stefan andreas julia laura mehmet mustafa ayşe sara emma paul
    игорь рихард сергей александр дмитрий роберт أحمد محمد حسين حسن خالد يوسف عمر إبراهيم عبدالله مصطفى
    محمود فاطمة
    عائشة مريم صلاح ياسر طارق هشام نبيل سمير وليد فهد احمد مهدی سارا فاطمه
    يحيى عبدالرحمن عبدالكريم عبدالعزيز سليمان سعيد جمال كمال عادل ناصر ماجد سامي رامي كريم أنور زينب خديجة سمية ليلى
    هدى نور أمينة یحیی سعید زینب سمیه خدیجه لیلا نرگس مریم یوسف
    malek malik abdulmalik abdelmalek abdulmelik abdulmalek badreddin badruddin ali yahya karim samir nabil
    tariq salim jamal kamal adel nasser majid sami rami anwar zainab zeynep khadija layla
    leyla nour amina amira samira salma yasmin rania hind sarah lisa lena nina sophie clara elena lucia
    carmen jose juan
    carlos pedro marie claire sofia giulia marco luca paolo giuseppe ana joão lars erik anders johan тимур
    алина марина
    ольга елена наталья иван дмитро олена अहमद मोहम्मद सलीम रहीम फातिमा आयशा احمد محمد سلیم عائشہ فاطمہ
"""
_NAMES_WITH_TRADES = """
    غمدان قحطان بلقيس أروى سعدون فيصل تركي بندر طلال نايف زياد
    عماد هيثم أيمن أسامة حمزة بلال أنس عمار علاء بهاء ضياء
    مروان عدنان غسان حسان سلمان عثمان شعبان مازن باسل لؤي قصي عدي معاذ مصعب زكريا يونس إدريس إسماعيل إسحاق يعقوب
    هارون داود عيسى موسى نوح لقمان حاتم رائد فؤاد جواد رشيد منصور مسعود جاسم كاظم حيدر عباس علي سعد سعود عبدالرزاق
    عبدالسلام عبدالملك عبدالقادر عبدالحميد رباب سعاد سناء هناء منى ريم رنا دعاء أسماء حنان سلمى ندى لمياء نادية
    علی رضا حسین مهدی امیر بهرام پرویز داریوش فرهاد کوروش آرش سیاوش بهزاد مهران کامران شهرام جلال نادر اکبر اصغر
    مینا شیرین پروین مهناز فرزانه شهلا زهرا معصومه پروانه ژاله ستاره نسرین هما فرشته مژگان
    عمران کامران سلمان عدنان بلال حمزہ عثمان شاہد راشد وسیم اکرم وقار شعیب فیصل طارق جاوید ندیم اقبال انور اسلم
    ثنا صبا نادیہ سعدیہ رابعہ شازیہ ماریہ زہرا آمنہ
    इमरान सलमान कामरान राशिद वसीम अकरम शाहिद फैसल जावेद नदीम इकबाल अनवर रहमान नादिया शबनम रुखसाना
"""
"""First names of scripts without capitals that are surnames or words, too: a trade has to follow the name."""
_NAMES_ENDS = ("زاده", "پور", "نژاد")
_SERVANT = "عبد"
"""What makes the next word a part of a first name: عبد الرحمن."""
_OFFICES = """
    лидер глава представител* спикер* боевик* командир* член* сторонник* пресс руководител* основател* активист*
    чиновник* переговорщик* министр* политик* делегат* посланник* советник* сотрудник* начальник* главарь
    лідер речник* представник* бойовик* керівник* засновник* прихильник*
    pemimpin pejabat anggota jubir bicara komandan petinggi tokoh pendiri militan pejuang ketua kepala perwakilan
    wakil utusan negosiator juru anggotanya pendukung simpatisan pengikut eksekutif menteri
    leader chief commander official spokesman spokeswoman member fighter founder
"""
"""Words for a group's people that its bare name stands behind, with a capital where they begin a sentence."""
_SURNAMES = """
    Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Aslan Doğan Kılıç Çetin Koç Kurt
    Özkan Şimşek Polat Korkmaz Çakır Acar Aksoy Güneş Taş Rahman Qureshi Siddiqui Chaudhry Malik Khan Ortega
    Rodrigues Silva
    Santos Pereira Oliveira Nasution Lubis Siregar Harahap Hasibuan Pratama Santoso Wijaya Saputra Hidayat
    Nugroho
    خان قریشی صدیقی چوہدری بٹ رانا رحیمی
    احمدی محمدی کریمی رضایی حسینی نوری سعیدی قاسمی اکبری अंसारी खान कुरैशी सिद्दीकी
"""
_TRADES = """
    cardiologist* doctor* nurse* surgeon* dentist* poet* novelist* writer* author* teacher* professor*
    student* pupil*
    engineer* footballer* striker* midfielder* goalkeeper* swimmer* boxer* wrestler* runner* athlete*
    singer* actor*
    actress* dancer* painter* artist* chef baker* farmer* tailor* shopkeeper* barber* driver* pilot*
    programmer*
    mechanic* electrician* butcher* fisherman grocer* shepherd* welder* janitor* librarian*
    lawyer* accountant* architect* plumber* carpenter* pharmacist* biologist* chemist* physicist* gardener*
    waiter*
    Arzt Ärztin Lehrer* Schüler* Student* Ingenieur* Dichter* Autor* Sänger* Schauspieler* Bäcker* Fahrer*
    Koch Köchin
    Pfleger* Krankenschwester Fußballer* Stürmer* Boxer* Ringer* Anwalt Anwältin Architekt* Apotheker*
    Schneider* Maler* Buchhalter* Mechaniker* Elektriker* Metzger* Hausmeister*
    médecin* infirmi* professeur* enseignant* élève* étudiant* ingénieur* poète* romanci* écrivain* chanteu*
    acteur
    actrice boulang* chauffeur* cuisini* footballeu* attaquant* boxeu* avocat* architecte* pharmacien*
    coiffeu* peintre* comptable* mécanicien* électricien* bouch* pêcheu* épicier* maçon* berger*
    médico médica enfermer* profesor* maestr* estudiante* alumn* ingenier* poeta* novelista* escritor*
    cantante*
    actor actriz panader* conductor* cociner* futbolista* delanter* boxeador* abogad* arquitect*
    farmacéutic* peluquer* contador* mecánic* electricista* carnicer* pescador* tender* albañil* pastor*
    medico infermier* insegnante* professor* student* ingegner* romanzier* scrittor* cantant* attor* attric*
    fornai*
    contabile ragionier* meccanic* elettricista pescator* macellai* murator*
    autista cuoc* calciator* attaccant* pugil* avvocat* architett* farmacist* parrucchier* pittor* pintor*
    cardiologista* estudant* engenheir* cantor* ator atriz padeir* motorista* cozinheir* jogador* atacante*
    advogad* contabilista* mecânic* eletricista* açougueir* pedreir* feirant*
    doktor* hemşire* öğretmen* öğrenci* mühendis* şair* yazar* şarkıcı* oyuncu* fırıncı* şoför* aşçı*
    futbolcu* boksör*
    güreşçi* avukat* mimar* eczacı* berber* ressam* terzi*
    врач* учител* студент* школьни* инженер* поэт* писател* певец певиц* актер* актрис* пекар* водител* повар*
    футболист* нападающ* боксер* борец борца чемпион* адвокат* архитектор* художник* кардиолог* спортсмен*
    طبيب* معلم* مدرس طالب طالبة مهندس* شاعر* كاتب* روائي* مطرب* ممثل* خباز* سائق* طباخ* لاعب* ملاكم* محامي*
    محام صيدلي*
    بائع* تاجر نجار* مزارع* حلاق* رسام*
    پزشک* داکتر معلم* آموزگار* دانشجو* دانش‌آموز* مهندس* نویسنده* خواننده* بازیگر* نانوا* راننده* آشپز*
    بازیکن* فوتبالیست*
    بوکسور* وکیل داروساز* خیاط* دکاندار* نقاش* ډاکټر* ښوونکی* زده‌کوونکی* لیکوال* سندرغاړی* لوبغاړی* موټروان*
    ڈاکٹر* استاد* طالبعلم* انجینئر* ادیب* گلوکار* اداکار* ڈرائیور* کھلاڑی* وکیل* درزی* دکاندار*
    डॉक्टर* शिक्षक* छात्र* इंजीनियर* कवि* लेखक* गायक* अभिनेता* ड्राइवर* खिलाड़ी* वकील*
    dokter perawat guru dosen mahasiswa* siswa* insinyur penyair penulis penyanyi aktor sopir koki pemain
    pesepak petinju
    coach* trainer* entraîneu* entrenador* allenator* treinador* antrenör* тренер* مدرب* مربی* कोच* pelatih
    pediatr* Kinderarzt Kinderärztin cirujan* chirurg* cerrah* جراح* хирург* pengacara arsitek apoteker
    pedagang petani
    mpa mna mlc senator* councillor* alderman* lawmaker* legislator* anggota bupati walikota wali camat lurah
    milletvekili* muhtar* депутат* сенатор* député* sénat*
    diputad* senador* deputat* Abgeordnete* Stadtrat* wójt* poseł*
"""
"""Beginnings of words for what people do, none of which a group's spokesman or fighter is called by."""

_WORD = re.compile(r"[\w\u0300-\u036f\u0900-\u0963\u0966-\u0dff]+")
_BEHIND = re.compile(r"\s(?P<name>[^\W\d_][^\s,،、]*(?:\s[^\W\d_][^\s,،、]*)?)")
_FIRM = re.compile(
    r"\s(?:&\s?(?:fils|sons?|co|bros|brothers|söhne|sohn|figli|hijos|filhos|oğulları)|and (?:sons|brothers)|et fils|"
    r"und söhne|e figli|e hijos|y hijos|e filhos|ve oğulları|и сыновья|и братья|وأولاده|وأبناؤه|و پسران|و برادران)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"[,،、]\s?([^.,،。؛;!?]{1,40})")
_RELATIVES = """
    who qui der die que che quien quem welche* котор* який яка які وهو وهي که جو wie som
"""
"""Words that a clause about the name begins with: one tells a trade only at once, or behind a word of `_BEING`."""
_BEING = """
    is was works worked is been est était travaille es era trabaja è lavora é trabalha ist war arbeitet
    работает работал
    работала является був була працює is was werkt är var er
"""
_SAYS = frozenset(
    fold_text(
        "said says told adds added warns warned claims claimed sagt sagte erklärt erklärte dijo dice afirmó disse diz "
        "dit déclare сказал сказала заявил заявила сообщил сообщила kata ujar dedi diyor"
    ).text.split()
)
"""Words behind a trade that make it somebody who speaks: "Hamas Brigades, a doctor said"."""
_ENDINGS = tuple(fold_text("ов ев ова ева ову еву овым евым овой евой").text.split())
"""Ends of Russian surnames, folded."""
_NO_FIRST_NAMES = frozenset(
    fold_text(
        "the die der das den les los las il gli os as le la lo el "
        "según secondo segundo selon laut volgens menurut para contra gegen tegen contre contro"
    ).text.split()
)
"""Words that begin a sentence before a group's bare name: "Según Hamás, pescadores de Gaza"."""
_A_OR_THE = "a an the this that every each no its their which what"
_ARTICLES = frozenset(fold_text("al el аль эль").text.split())
_ARABIC_ARTICLE = "ال"
_REACH = 60
"""Characters to look at on each side."""
_LONGEST_BODY = 20
"""Characters of a word for those who are known so, with an article."""
_LONG = 4
"""Letters of a word that headlines of capitals write with one, too."""
_BEFORE = 3
"""Words behind a name's comma, among which a trade may stand."""

_FATHER = re.compile(r"(?:abu |abou |ebu |أبو |ابو |أبي )", re.IGNORECASE)  # many men bear such a name
_OF_A_TOWN = re.compile(
    r"[ -](?:[AaEe]l|[Aa][dnrstz])[ -](?!Harak|Islam|Qa|Shab|Nus)[^\W\d_a-z][^\W\d_]{2,}(?![^\W_])|"
    r" ال(?!فلبيني|إسلامي|اسلامي|إرهابي|ارهابي|جهادي|موالي|حالي|ماضي|متطرف|مسلح|داعشي)\w{2,}ي(?!\w)"
)
"""Behind a father's name: where he or his tribe comes from."""
_ONE_MAN = re.compile(
    r"(?:الشيخ|المدعو|الملقب|المكنى|(?P<known>nom de guerre|kunya|alias|a\.?k\.?a\.?|known as|known by the name|"
    r"bekannt als|connu sous le nom de|conocido como|conosciuto come|conhecido como|المعروف باسم|المعروف ب))"
    r"[ :]{0,2}[\"'“‘«„]?\Z",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"(?<!\w)(?:[وفبل]{0,2}(?:مدرسة|مسجد|جامع|شارع|حي|ميدان|مستشفى)|مدرسه|خیابان|rue|calle|rua|(?-i:Via|Jalan)|masjid|"
    r"sekolah|lycée|escuela|école) [\"'“‘«„]?\Z",
    re.IGNORECASE,
)
"""Before a father's name: a house or a street that is called for him; a ransom is paid "via Abu Sayyaf"."""
_BODY = re.compile(
    r"(?:group|harakat|movement|gang|network|organi[sz]ation|faction|outfit|militants|rebels|gunmen|insurgents|terrorists|band|militia|kidnap|abduct|captor|pirate|extremist|guerrilla|jihadi|becom|became|"
    r"gruppe|miliz|groupe|grupo|gruppo|banda|جماعة|تنظيم|حركة)",
    re.IGNORECASE,
)
"""Words for those who are known so together."""


HANDLE = 40
"""Characters of a handle before a name."""
_HANDLE_BEFORE = re.compile(r"[@＠][\w.]*\Z")
_HANDLE_BEHIND = re.compile(r"[\w.]{0,40}")
_PART_OF_HANDLE = re.compile(r"[^\W\d_](?:[^\W\d_A-ZÀ-ÖØ-Þ]+|[A-ZÀ-ÖØ-Þ]*(?![^\W\d_A-ZÀ-ÖØ-Þ]))")
"""A word of a handle, which an underscore, a digit or a capital begins anew."""


def is_persons_handle(source: str, span: tuple[int, int]) -> bool:
    """Tell whether the name at `span` of a text is a part of somebody's handle, by a first name in another part."""
    first, last = span
    before = _HANDLE_BEFORE.search(source, max(0, first - HANDLE), first)
    if before is None:
        return False
    behind = _HANDLE_BEHIND.match(source, last)
    others = f"{before[0]} {behind[0] if behind else ''}"
    return any(_is_in(fold_text(part).text, _FIRST_NAMES) for part in _PART_OF_HANDLE.findall(others))


def is_person(folded: Folded, span: tuple[int, int]) -> bool:
    """Tell whether the name at `span` of a folded text's source is a person's."""
    source, (first, last) = folded.source, span
    if source.endswith(_ARABIC_ARTICLE, 0, first):
        first -= len(_ARABIC_ARTICLE)
    before = _WORD.findall(source[max(0, first - _REACH) : first]) if _is_beside(source, first) else []
    if (
        _FIRM.match(source, last)
        or has_initials(source, span[0])
        or (_FATHER.match(source, span[0]) and _is_one_father(source, span))
        or is_first_of_two(source, *span)
    ):
        return True
    behind = _BEHIND.match(source, last, last + _REACH)
    words = [_folded(word) for word in before[-_BEFORE:]]
    if words and words[-1] in _ARTICLES:
        words.pop()
    if _has_title(words):
        return True
    name = behind["name"] if behind else ""
    if name and not (name[0].isupper() or _is_caseless(name[0])):
        return False
    told = _TOLD.match(source, behind.end() if behind else last)
    # Where capitals do not tell a surname from a verb, the trade has to follow at once.
    reach = 1 if name and _is_caseless(name[0]) else _BEFORE
    has_trade = _tells_trade(_WORD.findall(fold_text(told[1]).text) if told else [], reach)
    if not name:
        return has_trade and bool(before) and _is_first_name(before[-1], words, source[first:last])
    if _is_surname(name):
        return True
    if _is_caseless(name[0]):
        return has_trade and " " not in name and _is_known_name(fold_text(name).text)
    beside = words[-2:] if before and before[-1][0].isupper() else words[-1:]
    if not (has_trade or any(_is_in(word, _TRADES) for word in beside)):
        return False
    return _tells_names_by_capitals(source[max(0, first - _REACH) : last + _REACH])


def _is_one_father(source: str, span: tuple[int, int]) -> bool:
    """Tell whether a father's name at `span` (Abu ...) is one man's by what stands beside it."""
    first, last = span
    if _OF_A_TOWN.match(source, last) and not _BODY.search(source, max(0, first - _LONGEST_BODY), first):
        return True
    if _HOUSE.search(source, max(0, first - _LONGEST_BODY), first):
        return True
    before = _ONE_MAN.search(source, max(0, first - _REACH), first)
    if before is None or not before["known"]:
        return before is not None
    return not _BODY.search(source, max(0, first - 2 * _REACH), before.start())


def _has_title(words: list[str]) -> bool:
    """Tell whether the last of the words before a name is a title or a first name."""
    if not words:
        return False
    if _is_in(words[-1], _MEMBERS):
        return not any(_is_in(word, _A_OR_THE) for word in words[:-1])
    return _is_in(words[-1], _TITLES) or _is_in(words[-1], _FIRST_NAMES)


def _tells_trade(words: list[str], reach: int) -> bool:
    """Tell whether words behind a comma tell a trade: "a nurse", "who is a nurse", but not "who shot the nurse"."""
    if words and _is_in(words[0], _RELATIVES):
        words = words[1:]
        if _is_in(words[0] if words else "", _BEING):
            words = words[1:]
        elif words and not _is_caseless(words[0][0]):
            return False
        else:
            reach = 1
    return any(
        _is_in(word, _TRADES) and _SAYS.isdisjoint(words[at + 1 : at + 2])
        for at, word in enumerate(words[:reach])
    )


def _is_first_name(word: str, words: list[str], name: str) -> bool:
    """Tell whether the word before a name may be a first name: it has a capital, and is no article nor office.

    In a script without capitals it has to be known, and capitals throughout the name alone are a group's.
    """
    if _is_caseless(word[0]):
        return bool(words) and (_is_known_name(words[-1]) or words[-2:-1] == [_SERVANT])
    if not word[0].isupper() or not words or words[-1] in _NO_FIRST_NAMES or _is_in(words[-1], _OFFICES):
        return False
    return word.isupper() or not name.isupper()


def _is_known_name(word: str) -> bool:
    """Tell whether a word of a script without capitals, folded, is a name that a trade may be told of."""
    return _is_in(word, _FIRST_NAMES) or _is_in(word, _NAMES_WITH_TRADES) or word.endswith(_known_ends())


def _tells_names_by_capitals(text: str) -> bool:
    """Tell whether some longer word of a text has no capital, so that it is no headline of capitals."""
    return any(len(word) >= _LONG and word.islower() for word in _WORD.findall(text))


@cache
def _known_ends() -> tuple[str, ...]:
    return tuple(fold_text(end).text for end in _NAMES_ENDS)


def _is_surname(name: str) -> bool:
    """Tell whether words behind a name begin with a surname, or with a title that stands behind one."""
    first = _first(name)
    if _is_in(first, _TITLES_BEHIND):
        return True
    is_known = _is_in(first, _SURNAMES) or (name[0].isupper() and first.endswith(_ENDINGS))
    return is_known and not fold_text(name).text.endswith(_PLACES)


_PLACES = tuple(fold_text(place).text for place in ("Yunis", "Younis", "Younes", "Yunus", "یونس", "يونس"))
"""What makes a surname a town: Khan Yunis."""


def _is_beside(source: str, at: int) -> bool:
    """Tell whether nothing but blanks, a dot or an article's hyphen parts the word before from the place."""
    if at == 0 or not (source[at - 1].isspace() or source[at - 1] == "-"):
        return False
    return source[max(0, at - _BEFORE) : at].rstrip()[-1:] not in (":", ";", ",", "!", "?", "،", "؛")


def _is_caseless(char: str) -> bool:
    return char.isalpha() and char.upper() == char.lower()


def _first(name: str) -> str:
    found = _WORD.match(name)
    return _folded(found[0]) if found else ""


@cache
def _pattern(words: str) -> re.Pattern[str]:
    forms = [
        re.escape(fold_text(word.removesuffix("*")).text) + (r"\S*" if word.endswith("*") else "")
        for word in words.split()
    ]
    return re.compile("|".join(sorted(forms, key=len, reverse=True)))


@lru_cache(1024)
def _folded(word: str) -> str:
    return fold_text(word).text  # of words beside names, which are few


@lru_cache(8192)
def _is_in(word: str, words: str) -> bool:
    return _pattern(words).fullmatch(word) is not None
