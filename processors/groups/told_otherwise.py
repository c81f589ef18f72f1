"""Whether a text tells that an abbreviation is its own word for something of daily life.

    l'EI comme disent leurs collègues; IS, wie Lehrer den Schwerpunkt nennen    those who call it so are no fighters
    known as TLP on the highway                                                 it is known so where they work
    o sistema antigo, de sigla ISIS; das Programm, kurz ISIS genannt            it is a program
    PKK, the family welfare movement; PKK, fabricant de palettes                it is a body of daily life, or a firm

Who lives where a group is calls it by its name, too, and so do its members. Residents, officials and members prove
nothing, nor does "as it is called here". "Joined ISIS as students" tells who joined: a verb for calling has to follow.
"""

import re
from functools import cache

_CALLERS = """
    volunteers tenants nurses doctors teachers pupils students patients parents parishioners colleagues commuters
    drivers passengers customers employees engineers technicians players farmers growers anglers accountants
    bénévoles locataires collègues élèves étudiants enseignants professeurs infirmières infirmiers médecins patients
    parents usagers salariés techniciens ingénieurs agriculteurs joueurs clients cheminots
    Mieter Lehrer Lehrkräfte Schüler Eltern Kollegen Studierende Studenten Ehrenamtliche Pflegekräfte Techniker
    Ingenieure Patienten Kunden Fahrer Mitarbeiter Beschäftigte
    alumnos profesores maestros técnicos colegas pacientes padres clientes empleados inquilinos enfermeras
    voluntarios ingenieros médicos
    alunos professores pais funcionários voluntários enfermeiros engenheiros contadores
    alunni docenti insegnanti colleghi tecnici pazienti genitori clienti dipendenti volontari studenti infermieri
    leraren parochie parochianen collega's huurders leerlingen studenten ouders patiënten klanten medewerkers
    vrijwilligers verpleegkundigen
    студенты преподаватели учителя коллеги врачи пациенты родители инженеры водители
    студенти викладачі вчителі колеги лікарі пацієнти батьки інженери
    uczniowie nauczyciele studenci koledzy lekarze pacjenci rodzice inżynierowie pracownicy
"""
"""Those who have a word of their own for what they learn, treat, build or drive."""
_ON_THE_ROAD = "drivers passengers commuters customers parents farmers growers anglers"
"""Those among them who meet groups, too: "ISWAP, as farmers call it" is no word for what they grow."""
_CALLING_IT = r"(?:call|know|dub|nickname|abbreviate)"
_CALLING = """
    nennen nennt abkürzen noemt noemen afkorten называют зовут сокращают називають
    звуть скорочують nazywają
"""
"""What they do with it, behind them, and in Romance languages before."""
_CALLING_BEFORE = """
    disent l'appellent le_nomment la_nomment le_surnomment la_surnomment
    dicen le_dicen llaman le_llaman lo_llaman la_llaman conocen lo_conocen
    dizem chamam lhe_chamam o_chamam a_chamam conhecem
    dicono chiamano lo_chiamano la_chiamano conoscono
    называют зовут його_називають називають
"""
_THE = (
    "les leurs ses nos los las sus al a os as seus suas ao gli i le la lo el the its their our die unsere die"
)
_WORKPLACES = """
    highway staff_room staff_rooms staffroom wards factory shop_floor classroom playground depot canteen timetable
    invoice payslip
"""
_PROGRAMS = """
    system program programme app application platform portal software
    système logiciel programme application appli plateforme portail
    Programm App Anwendung Plattform Portal Software
    sistema programa aplicación aplicativo plataforma portal software
    applicazione piattaforma portale programma
    systeem programma applicatie platform
    система программа приложение портал платформа програма застосунок
    program aplikacja sistem uygulama yazılım aplikasi
"""
_SO_CALLED = """
    known_as called named dubbed nicknamed appelé appelée nommé nommée baptisé baptisée namens genannt
    llamado llamada denominado denominada chamado chamada batizado batizada chiamato chiamata denominato denominata
    genaamd genoemd под_названием під_назвою zwany zwana o_nazwie adlı bernama
"""
_SO_ABBREVIATED = """
    abbreviated abbreviated_to abbreviated_as de_sigle dont_le_sigle_est abrégé_en kurz abgekürzt
    de_sigla de_siglas cuyas_siglas_son cuja_sigla_é la_cui_sigla_è afgekort сокращенно сокращённо скорочено w_skrócie
    disingkat
"""
_SHORT_FOR = """
    short_for skrót_od acronyme_de sigle_de acronimo_di sigla_di sigla_de siglas_de acrónimo_de acrônimo_de
    Abkürzung_für kurz_für afkorting_van сокращение_от скорочення_від kısaltması singkatan_dari
"""
_TOOLS = """
    logiciel appli application Software App aplicativo aplicación app applicazione
"""
"""Programs that bear a name directly behind the word, where a group's would have a preposition: "la app ISIS"."""
_OF_SOMEBODY = """
    of by from for that which who and de del du des d da do di dei von van der des dem от из для группы групи
"""
"""Words that do not stand between a program and what it is called: "the system of the group called"."""
_GROUPS = (
    "group|grup|organi[sz]a|mou?v|mili[cz]|gu[eé]r|terr|propag|part(?:ei|ij|y|i[dt]|ii)|rebel|kelompok|örgüt|gerakan|kurd|kürt|"
    "islam|syr|[ck]h?alif|фронт|групп|организац|організац|парт[иі]|курд|терр?ор|[эе]кстрем|запрещ|заборон"
)
"""Beginnings of what has a program that is not its name."""
_OF_DAILY_LIFE = """
    family village housewives housewives' parents parents' parish alumni welfare housing consumer consumers' gardening
    literacy nutrition temperance
"""
_OF_A_TRADE = """
    teachers teachers' nurses nurses' farmers farmers' tenants tenants' drivers drivers' growers growers' bakers bakers'
"""
"""Who has unions and leagues, and movements that took up arms."""
_BODIES = "union|association|league|programme|program|club|federation|cooperative|society|scheme"
_MAKERS = """
    gerakan_kesejahteraan gerakan_pemberdayaan gerakan_keluarga
    institut_kajian institut_penyelidikan fabricant_de fabricant_d' fabricante_de Hersteller_von
    fabrikant_van producent producenta produttore_di produttrice_di maker_of makers_of
"""
"""What a body of daily life or a firm is called without an article."""
_CONTRABAND = (
    r" ?(?:[dl]['’])?(?:\w+ )?(?:hero|narc|nark|drug|drog|[ck]aptag|[ck]oca|opi|bom|explo|arm|waff|wap|dron|ra[ck]et|"
    r"rock|missil|misil|propag|video|vidéo)"
)
"""What armed groups make."""
_ACTIVE = frozenset({"called", "named", "dubbed", "nicknamed"})
"""English participles that are pasts, too: behind what is called so is a mark, a verb or a preposition."""
_ENDS = re.compile(
    r"[\"”’»]*(?:[^\w\s\"”’»]|\Z|\n| (?:is|was|has|had|will|can|could|that|which|to|for|in|at|on|and|from|with|by|"
    r"after|when|while|because|before)\b)"
)
_HYPHENS = ("-", "\u2010", "\u2011", "\u2013")
_OPENING = " \"'“«„"
_REACH = 90
"""Characters to look at on each side."""


def is_told_otherwise(source: str, first: int, last: int) -> bool:
    """Tell whether the words beside an abbreviation at [first:last] of a text tell that it is of daily life."""
    before, behind = source[max(0, first - _REACH) : first], source[last : last + _REACH]
    word = before.rstrip(_OPENING).rpartition(" ")[2].lower()
    return (
        (
            word in _last_words()
            and not _goes_on(word, behind)
            and any(told.search(before) for told in _told_before())
        )
        or any(told.match(behind) for told in _told_behind())
        or (word == "as" and before.endswith("known as ") and _at_work().match(behind) is not None)
        or (_short_for().match(behind) is not None and _program().search(before) is not None)
    )


def _goes_on(word: str, behind: str) -> bool:
    """Tell whether an abbreviation is a part of more, or called names: "the platform called ISIS a cult"."""
    return behind[:1] in _HYPHENS or (word in _ACTIVE and _ENDS.match(behind) is None)


def _one_of(words: str) -> str:
    forms = sorted({re.escape(word.replace("_", " ")) for word in words.split()}, key=len, reverse=True)
    return rf"(?:{'|'.join(forms).replace(chr(39), '[’' + chr(39) + ']')})(?!\w)"


@cache
def _last_words() -> frozenset[str]:
    """Return what one of `_told_before` ends with: most abbreviations stand behind other words, and are done with."""
    forms = f"{_SO_CALLED} {_SO_ABBREVIATED} {_TOOLS} as call kısaca".lower().split()
    return frozenset(form.rpartition("_")[2] for form in forms)


@cache
def _told_before() -> tuple[re.Pattern[str], ...]:
    """Return what stands before an abbreviation that is told to be a program's, or is known so to some."""
    of_what = rf"(?: (?:de |di |d['’])(?!{_GROUPS}|las? |l[eo]s? |el |il |gli |un)[^\W\d_]\w+)?"
    no_group = rf"(?!\w*(?:{_GROUPS}))"
    between = rf"{of_what}(?: (?!{_one_of(_OF_SOMEBODY)}){no_group}[^\W\d_][\w'’-]*){{0,3}}?"
    return (
        re.compile(
            rf"(?<!\w){_one_of(_PROGRAMS)}{between},? (?:(?:is|was|est|ist|è|é|es|wird|wordt) )?"
            rf"{_one_of(_SO_CALLED)} [\"'“«„]?\Z",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?<!\w){_one_of(_PROGRAMS)}(?: {no_group}[\w'’-]+){{0,5}}?,? {_one_of(_SO_ABBREVIATED)} [\"'“«„]?\Z",
            re.IGNORECASE,
        ),
        re.compile(r"(?<!\w)(?:program|sistem|uygulama|yazılım), kısaca \Z", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:la|le|el|il|das|o|het) {_one_of(_TOOLS)} \Z", re.IGNORECASE),
        re.compile(
            rf"\b(?:which|that|what) (?:its |the |their )?(?!{_one_of(_ON_THE_ROAD)}){_one_of(_CALLERS)} "
            r"(?:know as|call) \Z"
        ),
    )


@cache
def _told_behind() -> tuple[re.Pattern[str], ...]:
    """Return what stands behind an abbreviation that those call so who are no fighters, or that is explained."""
    callers, few = _one_of(_CALLERS), r"(?:[\w'’-]+ ){0,3}?"
    called = rf"{callers} (?:[\w'’-]+ ){{0,5}}?{_CALLING_IT}"
    indoors = rf"(?!{_one_of(_ON_THE_ROAD)})"
    return (
        re.compile(
            rf",? (?:wie|zoals|как|як|jak) {few}{callers} (?:(?!\w*(?:{_GROUPS}))[\w'’-]+ ){{0,5}}?{_one_of(_CALLING)}"
            rf"(?! \w*(?:{_GROUPS}))",
            re.IGNORECASE,
        ),
        re.compile(rf",? as {few}{indoors}{called}(?: it| them)?(?=[.,;:)—–-]|\Z| (?:in|at|on|here)\b)"),
        re.compile(rf",? as {few}{called} (?:the|their|this) [A-Z]"),
        re.compile(
            rf",? (?:comme|como|come|как|як) {_one_of(_CALLING_BEFORE)} (?:{_one_of(_THE)} )?{indoors}{callers}",
            re.IGNORECASE,
        ),
        re.compile(r",? comme on (?:dit|appelle) ici (?:pour )?(?:l['’]|l[ae] |les )"),
        re.compile(
            rf", (?:как|як) (?:здесь|тут|у нас) (?:называют|називають) (?!{_GROUPS})\w+у[юй]? (?!{_GROUPS}|угрупов)"
        ),
        re.compile(
            rf", (?:the|an?) {few}(?:{_one_of(_OF_DAILY_LIFE)} (?:[\w'’-]+ )?(?:movement|{_BODIES})|"
            rf"{_one_of(_OF_A_TRADE)} (?:[\w'’-]+ )?(?:{_BODIES}))(?=[.,;:)]|\Z| (?:in|at|of|for) )"
        ),
        re.compile(rf"(?: [^\W\d_a-zà-ÿ]\w+)?, (?i:{_one_of(_MAKERS)}(?!{_CONTRABAND}))"),
    )


@cache
def _program() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_one_of(_PROGRAMS)} \Z", re.IGNORECASE)


@cache
def _short_for() -> re.Pattern[str]:
    return re.compile(rf", (?:(?:an?|the) )?{_one_of(_SHORT_FOR)}", re.IGNORECASE)


@cache
def _at_work() -> re.Pattern[str]:
    return re.compile(rf" (?:on|in|at|around) the {_one_of(_WORKPLACES)}")
