"""What else is called like a group, by the words that stand around it: a firm, a school, a laboratory's notebook.

An alias that names such a kind under `also` is in doubt near one of its words. There only words of armed groups and
their deeds keep it, or a mention elsewhere in the article: "die Wagner-Gruppe, ein Hersteller von Farbsprühgeräten".
"""

from typing import Literal

Kind = Literal["campus", "club", "course", "firm", "house", "laboratory", "opera", "school"]

WORDS: dict[Kind, str] = {
    "campus": """
        école* facultad* universidad* faculdade* universidade* infantil ingenier* engenhari*
    """,
    "club": """
        kulüb* Suudi futbol* lig ligi ligde ligin maçı maçın maçta maçında FC club Saudi football soccer
        midfielder striker coach goal league Al-Hilal Al-Nassr Al-Ittihad Roshn Riyadh Dubai match hat-trick
        sezon* futbol teknik Carrasco Banega saoudien* attaquant* entraîneur* joueur* saudí* fútbol entrenador*
        jugador* saudita* futebol clube técnico* treinador* jogador* calcio allenatore Fußball* Trainer Stürmer
        Verein pelatih klub pemain sepak_bola forvet* oyuncu* voetbal* teknik_adam* golo golos avançado*
        fotboll* tränare piłkar* trener* jalkapallo* fodbold* fotball* klabu timu kombe mabao mikwaju 축구 프로축구 감독
        리그
        kubadda kubbadda horyaalka gool goolal tababare tababaraha macallinka ciyaaryahan* Sacuudiga
        Al-Ittixaad Al-Hilaal
        ƙwallon kwallon kulob ƙungiyar_ƙwallon gasar_lig mpira ligi_kuu mchezaji kocha pertandingan liga kompetisi
        piala gawang striker kuyundu futbolçu* goalkeeper kickoff 足球 联赛 球隊 球队 主教练
        サッカー リーグ 監督 ποδόσφαιρ* προπονητ* כדורגל מאמן ফুটবল* কোচ* फुटबॉल* कोच क्लब تیم_فوتبال فوتبال* فٹبال* کلب
        футбол* клуб* тренер* матч* голы чемпионат* Riade torneio seleção selecção empatou
    """,
    "course": """
        Kursraum Vorlesung* Folien Übungsblatt Übungsblätter Hausaufgabe* Klausur* Moodle
        Lernplattform Rechenzentrum Immatrikul* Einschreibe* coursework syllabus
        timetable students_log log_in login_page campus_portal
        amphi en_salle plateforme_pédagogique emploi_du_temps cours_ISIS
        aula_virtual campus_virtual matrícula* fora_do_ar
        dispense appello_d'esame
        föreläsning* inlämning* wykład* ćwiczenia přednáš* cvičení kurssi* luento*
    """,
    "firm": """
        Group_of_Companies roofing plumbing haulage GmbH LLC Ltd
        Pvt Trading creditors supplier* Immobilien Immobilier* Brauerei* brewery brasserie
        Familie_Wagner famille_Wagner familia_Wagner famiglia_Wagner família_Wagner Wagner_family
        specialist maker_of makers_of supplier wholesaler* retailer* dealership* installer* provider_of
        fournisseur* spécialiste* entreprise_de especialista* empresa_de distribuidor* proveedor* specialista azienda_di
        fornitore fornecedor* distribuidora Zulieferer Anbieter Spezialist Großhändler* Firma_aus
        leverancier* specialist_in
        family-owned family_business manufacturer* shareholder* workforce turnover insolvenc* bankruptcy
        Umsatz* Beschäftigte* Belegschaft* Arbeitsplätze Stellenabbau Stellen_ab Insolvenz* Hersteller* Mittelständler*
        Familienunternehmen Betriebsrat* Fensterbau* Werkshalle* Montage Gesellschafter* Handwerker*
        SARL SASU EURL SNC PME fabricant* usine* salarié* licenciement* chiffre_d'affaires équipementier* actionnaire*
        entrepreneur* micro-entrepr* auto-entrepr* microentrepr* autoentrepr* artisans impôt impôts comptab*
        expert-comptable*
        capital_social patrimoine_personnel cotis* URSSAF greffe statut_juridique
        fabricante* fábrica* plantilla facturación facturó accionista* quiebra autónom* contable*
        produttore* stabilimento stabilimenti fatturato assunzioni azionist* fallimento
        faturamento faturação acionista* falência fabrikant* omzet faillissement familiebedrijf
    """,
    "house": """
        hospital* clinic clinics school* mosque* madrasa* orphanage* university college cemetery library
        kindergarten bakery
        hôpital clinique école mosquée orphelinat université lycée krankenhaus klinik schule moschee waisenhaus
        universität hospital clínica escuela colegio mezquita orfanato universidad ospedale clinica scuola moschea
        orfanotrofio università escola mesquita orfanato faculdade ziekenhuis school moskee
        hastanesi okulu camii vakfı üniversitesi больниц* школ* мечет* госпитал* университет*
        مستشفى مدرسة مسجد جامع جامعة دار مستوصف بیمارستان مدرسه دانشگاه ہسپتال اسکول مسجد
        masjid pesantren sekolah rumah_sakit yayasan hospitali shule msikiti
    """,
    "laboratory": """
        notebook* laborator* lab labs experiment* chemist* chemistry biolog* preprint peer-reviewed postdoc*
        PhD Laborbuch Laborjournal Doktorand* Papierbuch Chemiker*
        laboratoire* cahier* doctorant* libreta* cuaderno* ensayo* experimento* protocolo*
        quaderno quaderni esperiment* protocoll* caderno* laboratório* ensaio*
        labjournaal proef proeven laboratori*
    """,
    "opera": """
        operas operatic opera_house opera_society opera_singer* la_opera de_opera l'opera Opern* Oper
        choir choral chorale orchestra* orchestre* Orchester* orquesta concerts concert_hall Konzert* concierto*
        concerto concerti singer* Sänger* cantant* soprano tenor* Dirigent* symphon* Sinfon* sinfon* sinfónic*
        Festspiel* Bayreuth Parsifal Tristan Lohengrin Tannhäuser Rheingold Walküre Siegfried Götterdämmerung
        Nibelung* Valkyrie Walkyrie rehears* aficionad*
    """,
    "school": """
        scolastic* istituto preside docenti supplente supplenti alunno alunni alunne liceo liceale liceali
        iscrizioni maturità diplomati diplomate open_day collegio agrario alberghiero geometri bidell*
    """,
}
"""By kind: words of all languages in which a group's name is that kind's, too; a low line stands for a blank.

No word for composers or musicians: the Wagner Group is named after one, and calls its men so.
"""

_ONLY_IN: dict[Kind, frozenset[str]] = {"school": frozenset(("it",))}
"""Kinds that one language alone has, whose words mean other things elsewhere: Spanish preside, Czech diplomati."""

ARMED = """
    attack* kill* bomb* terror* jihad* militan* fighter* fighting fought gunm* gunfire shoot* shot insurgen*
    guerri* rebel* mercenar* troop* soldier* army armed weapon* hostage* kidnap* abduct* ambush* beheading*
    massacre* warlord* junta junte sanction* extremis* islamist* caliphate allegiance ceasefire truce rocket*
    missile* drone* airstrike* strike strikes raid raids clash* front frontline militia* paramilitar* Kremlin
    trolls Prigozhin* Putin Russian* Moscow Moskau Moscou Moscú Moskou mercenary gold_mine*
    Syria Iraq Africa* Afrika* Afrique* África* Sahel* Mali Libya Libye* Libyen Libia
    Ukrain* Ucrania Ucraina Sudan Soudan Centrafri* Zentralafrika Afghan* Khorasan* Mozambi* Somalia Sinai
    Bangui Bamako sa_base its_base their_base military_base leur_base su_base bases al-Qaeda Taliban smuggl*
    commander* propaganda detain* arrested custody suspect* Angriff* Anschlag* Anschläge Kämpfe* kämpf* getötet*
    tötet* Söldner* Soldat* Truppen* Miliz* Bewaffnet* bewaffnet* Krieg* Waffen* Geisel* Dschihad* Extremist*
    Islamist* Putsch* Sanktion* Rebell* Armee Prigoschin* Russland russisch* russische Syrien Irak Festnahme*
    festgenommen* Haft Überläufer* Menschenrecht* attaqu* attentat* tué tués tuée tuées tuer mort morts
    combattant* djihad* soldat* armé armée armées armes guerre* otage* lutte enlèvement* mercenaire* rebelle*
    putsch* milice* paramilitaire* revendiqu* bombe* explosion* offensive* Prigojine russe russes Russie Syrie
    califat allégeance arrêté* détenu* prison frappe* détrui* massacr* exécut* radicalis* extrémis* ataque*
    atentado* mató matan mataron muert* asesin* combatient* yihad* soldado* militar* ejército armad* armas
    guerra* rehén* rehenes secuestr* mercenari* disiden* explosiv* bomba* masacr* tregua cese_al_fuego
    alto_el_fuego cocaína coca narcotráfico diálogo* negocia* frente comandante* guerriller* emboscad* Rusia
    Siria attacc* uccis* uccid* morti strage combattent* miliz* esercito armat* armi guerra ostagg* rapit*
    rivendic* radicalizz* foreign_fighter* arrestat* jihadist* terrorist* cellula reclutator* Russia russo russi
    russa matou mortos combatente* exército armado* refén* sequestr* mercenári* emboscada aanval* aanslag*
    gedood strijder* leger wapens oorlog gijzel* huurling* Syrië zamach* zabit* bojowni* wojn* najemni* saldırı*
    öldür* savaş* asker* silah* örgüt* paralı rehin* operasyon* terör* войн* убит* убил* солдат* военн* арми*
    оруж* наемник* наёмник* бойц* боец фронт* Пригожин* قتل* مقتل* حرب* جيش* سلاح* جندي* جنود قوات غارة غارات
    اشتباك* خطف* اغتي* تنظيم عناصر الحكومة جنگ* کشته* ارتش سرباز* فوج* ہلاک* सेना* मारे* युद्ध* serang* tewas
    tentara senjata perang militan ditangkap aliua waliua jeshi wapiganaji wameua walishambulia
"""
"""Beginnings of words, and words, of reports about armed groups, in all languages of the aliases that are in doubt."""

ARMED_AT_A_MATCH = """
    bomb bombs bombing* bomber* suicide kill kills killed killing* dead wounded militan* jihad* terror*
    insurgen* islamist* extremis* gunm* soldier* troops hostage* explosi* blast* grenade* mortar* massacre*
    behead* militia* amisom tué tués tuée tuées tuer attentat* bombe* djihad* kamikaze* otage* soldat* mató
    mataron muert* atentado* bomba* yihad* uccis* strage ostagg* soldati matou mortos soldados getötet* tötet*
    tötete* Anschlag* Selbstmord* Miliz* Dschihad* öldür* bombalı intihar terör* gedood aanslag* zabit* zamach*
    magaidi kigaidi ugaidi kwenda_Somalia kuelekea_Somalia akielekea_Somalia wakielekea_Somalia nchini_Somalia
    nyara watekaji in_Somalia out_of_Somalia southern_Somalia sud_della_Somalia
    en_Somalie na_Somália Somali_army Somali_forces Somali_government Somali_clan* Mogadishu
    Mogadisc* Mogadiszu* Mogadíscio Mogadişu Kismayo Kismaayo Kismaju Jubaland Puntland Baidoa Jilib
    amisom atmis aussom African_Union Union_africaine Afrikanische_Union Unión_Africana 소말리아* 모가디슈*
    tewas bom magaidi kigaidi wanamgambo bomu mlipuko waliuawa waliwaua 테러 폭탄 무장
"""
"""The same for names of clubs, whose reports attack, shoot, strike and clash; with places that have none of them."""


def words_of(kinds: tuple[Kind, ...]) -> tuple[str, ...]:
    """Return the words of some kinds, with blanks in phrases."""
    return _parted(" ".join(WORDS[kind] for kind in kinds))


def languages_of(kind: Kind) -> frozenset[str]:
    """Return the languages in whose texts alone words of a kind put a name in doubt: none for all."""
    return _ONLY_IN.get(kind, frozenset())


def armed_words(*, is_club: bool) -> tuple[str, ...]:
    """Return the words that keep an alias in doubt, a club's or any other, with blanks in phrases."""
    return _parted(ARMED_AT_A_MATCH if is_club else ARMED)


def _parted(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.replace("_", " ") for word in words.split()))
