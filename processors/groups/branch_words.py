"""Words of descriptions of branches: what a branch is called, and what may stand between it, its region and its parent.

All languages of the catalogue stand together: no word of one is wrong in another, but for those of `GLUE_OF`.
`*` stands for all that begin so.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from processors.groups.fold import fold_text
from processors.groups.spelling import without_particles

IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""Letters of scripts whose words end where no blank is: Chinese and Japanese, and Korean before a particle."""


BRANCH = """
    branch* affiliate* wing wings offshoot* chapter* franchise* arm subsidiary faction factions province
    branche* filiale* antenne aile affilié* émanation
    Ableger* Regionalableger* Zweig* Zweiges Filiale Provinz Ast
    rama ramas filial filiales brazo facción franquicia provincia afiliad*
    ramo branca braccio costola affiliat* filiali ala
    braço facção província afiliad*
    kolu kolunu kolunun koluna kolunda kolundan koluyla kolunca kolları uzantısı* yapılanması*
    kanadı kanadını kanadının kanadına kanadında kanadından kanadıyla kanadınca şubesi* vilayeti*
    филиал* ветв* отделени* крыло крыла крылу крылом ответвлени* подразделени* провинци* вилаят*
    فرع فروع جناح ولاية ذراع شاخه شاخۀ شاخهٔ شاخه‌ی ولایت بازوی شاخ
    ونگ دھڑا دھڑے څانګه څانګې څانګۍ ښاخ
    शाखा शाखाओं इकाई विंग गुट শাখা*
    філі* відділен* гілк* гілці відгалужен* провінці* filia filii filię filią gałąź gałęzi odłam* odnog*
    odnodze skrzydł* skrzydle prowincj*
    odnož* pobočk* větev větve větvi větví křídl* tak afdeling* filiaal vleugel provincie tawi matawi gren grenen
    avdelning*
    provins* haara* siipi siive* 지부 분파 סניף* הסניף זרוע* שלוחת השלוחה κλάδο* παράρτημα
    cabang cawangan sayap afiliasi sekutu provinsi nhánh chi 分支 支部 分部 分派 省 州
    крило крила крилу крилом підрозділ* філіал* клон клона клонове клонът огранак огранка огранку огранком філіял*
    ogranak ogranka ogranku ogrankom krilo krila podružnic* veja veje vejo krídl* vetv* ramię ramienia
    filial* ramur* aripa aripii sucursal* succursale szárny* ág ága ágának ágát ágával ágához ágától
    fiók* tagozat* παρακλάδι* πτέρυγα
    σκέλος βραχίονας
    haru tiib haruks atšak* padalin* sparn* atzar* nodaļ* spārn* dega degë degën krah*
    qanot* bo'lim* tarmog* tarmoq* qolu qolunun qoluna qolunu qolunda qolundan qanad* қанат* тармағ* тармақ* бөлім*
    канат* бутаг* тармаг* шохаи бозуи
    reshe reshen laanta garabka 지회 הזרוע ענף הענף கிளை* శాఖ* शाखे* શાખા* ფრთ* შტო* განშტოებ* ճյուղ* թև
    bras flügel* شعبه شعبة شعبې وزر
"""
"""Kinds of branches."""

GLUE = """
    the a an of in for from at s its based group groups network organization organisation militant jihadist
    terror terrorist
    regional local own so called self styled main official most active deadly deadliest powerful
    de du des la le les l d en au aux dans groupe organisation réseau terroriste jihadiste djihadiste régionale locale
    der die das des dem den im von für aus terrororganisation terrormiliz miliz terrorgruppe dschihadistenmiliz gruppe
    sözde sözümona cosiddetta cosiddetto llamada llamado chamado chamada dite dit soi disant zogenaamde
    так называемой называемого називаної نام نہاد
    ansässige ansässiger ansässigen regionaler regionale regionalen lokaler lokale lokalen sogenannten sogenannte
    del el los las grupo organización red terrorista yihadista regional local
    il lo gli un una di dello della dell dei in nel nello nella nell gruppo organizzazione terroristico
    terroristica locale regionale
    do da dos das em no na o rede organização
    in ın un ün nin nın nun nün daki deki taki teki da ta te örgütünün terör
    в на из группировки группировка группировку организации террористической движения движение
    تنظيم في جماعة حركة من ل التابع التابعة لتنظيم الإرهابي در گروه سازمان ی کی کا کے میں گروپ تنظیم والا
    так званої званого угруповання організації з у tak zwanego tzw organizacji van het een av den groep gruppen
    의 של ארגון এর nchini kundi
    του της τη το την στο στη στην στον οι των във у huko kundi ƙungiyar kungiyar kumpulan guruhi guruhining
    qruplaşmasının
    proclaimed autodenominado autodenominada denominado denominada autoproclamado autoproclamada autoproclamé dénommé
    prétendu sedicente autoproclamato sog selbsternannten selbsternannte zogeheten zgn zelfverklaarde så kallade
    kallad kaldte kalte såkaldte såkalte tzv takzvaného takzvaný takzvané takozvane takozvana такозване zwaną zwana
    úgynevezett așa numitul numită autointitulat sanottu sanotun kutsutun niinimetatud vadinamosios dēvētās
    званай т н нар самопровъзгласилата λεγόμενο λεγόμενου αυτοαποκαλούμενου αυτοαποκαλούμενο qondarma ashtuquajtur
    ما يسمى المسمى المزعوم المزعومة موسوم باصطلاح तथाकथित তথাকথিত המכונה 所谓的 所谓 所謂的 所謂 いわゆる 自称 소위
    이른바 자칭 linalojiita د په کې ډلې ډله की का के में से संगठन इन ऑफ di dari kelompok organisasi 的 在 の 组织 組織
"""
"""Articles, prepositions, endings, and what a group is called."""


def _without(*words: str) -> str:
    return " ".join(word for word in GLUE.split() if word not in words)


GLUE_OF = {
    **dict.fromkeys(("sv", "da", "no", "nb", "nn"), f"{GLUE} i på det"),
    "nl": f"{GLUE} op",
    **dict.fromkeys(("pl", "cs", "sk", "sl"), f"{_without('a', 'na')} w we z ze v ve"),
    **dict.fromkeys(("hr", "sr", "bs"), f"{_without('a')} u iz"),
    **dict.fromkeys(("es", "it"), _without("o")),
    "hu": f"{GLUE} az ezt",
    "ro": f"{GLUE} din lui ale al grupării organizației",
    "vi": f"{GLUE} của tại ở tổ chức nhóm",
    "sw": f"{GLUE} la ya wa cha katika",
    "ha": f"{GLUE} ta na reshen",
    "so": f"{GLUE} ee oo u ka ururka kooxda",
}
"""By language: the same with its words for "in" and "from", which mean "and" or are letters elsewhere.

Those that mean "and" or "or" in the language are left out: "a" is no article in Czech.
"""

PREPOSITIONS = """
    in from at across inside en dans au aus im desde nel em no na в на из في من در په di dari
"""
"""Behind one of these a region says where something happened, and nothing of the name that follows."""

POSTPOSITIONS = "में मधील मा میں کې की के का ਵਿੱਚ లో daki deki taki teki の 의"
"""Between a region and the name of its parent in languages that say "the Maghreb in": मगरेब में अल-कायदा."""

LOCATIVES = frozenset(fold_text("েয়ত").text)
"""Last letters of a Bengali word that tells where: উপমহাদেশে."""

COPULAS = """
    which qui que che który która które který která которая которое который який яка яке care
    is was are est était ist war es era è é foi – هو هي است ہے है 是 adalah
"""
"""Between a name and its explanation: "AQAP is the Yemeni branch of al-Qaeda"."""


class _Vocabulary(NamedTuple):
    exact: frozenset[str]
    stems: tuple[str, ...]


@cache
def _all(words: str) -> _Vocabulary:
    folded = [(fold_text(word.removesuffix("*")).text.strip(), word.endswith("*")) for word in words.split()]
    return _Vocabulary(
        frozenset(word for word, is_open in folded if word and not is_open),
        tuple(sorted({word for word, is_open in folded if is_open})),
    )


@cache
def ideographic_branch() -> re.Pattern[str]:
    """Return what finds a word for a branch in a run of ideographs, with a small word before it."""
    glue, branch = ("|".join(filter(IDEOGRAPHS.match, _all(words).exact)) for words in (GLUE, BRANCH))
    return re.compile(f"(?:{glue})?(?:{branch})")


@cache
def ideographic_words() -> re.Pattern[str]:
    """Return what finds the known words in a run of ideographs."""
    words = [word for known in (BRANCH, GLUE) for word in _all(known).exact if IDEOGRAPHS.match(word)]
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


@lru_cache(8192)
def is_word(word: str, *vocabularies: str) -> bool:
    """Tell whether a folded word of a text, with what is written together with it or without, is in one of these."""
    ways = without_particles(word)
    return any(
        way in known.exact or (known.stems and way.startswith(known.stems))
        for known in map(_all, vocabularies)
        for way in ways
    )
