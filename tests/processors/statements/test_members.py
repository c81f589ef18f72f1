"""Who is said to belong to a group, and what looks like it: foes and victims of a group, and what nobody proved."""

import pytest

from tests.processors.statements.test_statements import told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Officials said the man worked for Hamas' rival, the Palestinian Authority.", "en"),
        ("Police said the brothers belonged to al-Shabaab's victims' association.", "en"),
        ("The lawyer said the detainees were members of families displaced by Islamic State.", "en"),
        ("Experts see a connection between poverty and joining al-Shabaab.", "en"),
        ("Der Gouverneur sagte, der Mann gehöre einer von Boko Haram verfolgten Familie an.", "de"),
        ("El ministro dijo que los detenidos eran miembros de una milicia contra los talibanes.", "es"),
        ("El ministro dijo que los detenidos pertenecían a una tribu enfrentada con Boko Haram.", "es"),
        ("Il ministro ha detto che i due erano membri di una milizia contro Hamas.", "it"),
        ("Министр сказал, что задержанные были участниками ополчения против «Талибана».", "ru"),
        ("قال الوزير إن الرجل مرتبط بعملية ضد حزب الله.", "ar"),
        ("پلیس گفت متهم عضو گروهی مخالف طالبان بود.", "fa"),
        ("پولیس نے کہا کہ ملزم کا تعلق طالبان مخالف گروہ سے ہے۔", "ur"),
        ("پولیس نے کہا کہ حملہ آور کا تعلق طالبان سے لڑنے والے قبیلے سے ہے۔", "ur"),
        ("Bakan, şüphelilerin Taliban karşıtı grup üyesi olduğunu söyledi.", "tr"),
        ("Menteri mengatakan tersangka adalah anggota milisi yang melawan Boko Haram.", "id"),
        ("पुलिस ने कहा कि आरोपियों ने तालिबान से जुड़ी खबर देखी थी।", "hi"),
        ("पुलिस ने कहा कि आतंकवादी हमले में तालिबान से जुड़े लोग मारे गए।", "hi"),
        ("Taliban yönetimindeki bölgede kış için yardım istendi.", "tr"),
        ("Hamas'tan kaçan gençlerin korunması istendi.", "tr"),
        ("FETÖ ve PKK sanıklarına ağır hapis cezası istendi.", "tr"),
        ("Polisi membubarkan demonstrasi pendukung Hamas.", "id"),
    ],
)
def test_foes_victims_and_mere_neighbours_of_a_group_are_no_members(text: str, language: str) -> None:
    """Who fights a group, or fled it, is not said to belong to it; nor does a plea in its land ask it for anything."""
    assert told(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "group"),
    [
        ("The court found no proof that the company was linked to Hezbollah.", "en", "hezbollah"),
        ("Il n'y a aucune preuve que les suspects soient membres du Hamas, a dit le juge.", "fr", "hamas"),
        (
            "Der Richter sagte, es gebe keine Beweise, dass die Verdächtigen zur Hisbollah gehören.",
            "de",
            "hezbollah",
        ),
        ("El juez dijo que no hay pruebas de que los detenidos sean miembros de Hamás.", "es", "hamas"),
        ("Il giudice ha detto che non ci sono prove che i due siano membri di Hamas.", "it", "hamas"),
        ("O juiz disse que não há provas de que os suspeitos sejam membros do Hamas.", "pt", "hamas"),
        ("Адвокат заявил, что нет доказательств, что задержанные состояли в ХАМАС.", "ru", "hamas"),
        ("Bakan, zanlıların PKK üyesi olduğunu gösteren hiçbir kanıt bulunmadığını söyledi.", "tr", "pkk"),
    ],
)
def test_ties_of_suspects_that_nobody_proved_are_negated(text: str, language: str, group: str) -> None:
    """That there is no proof of a suspect's ties is said of the group, and never as if he had them."""
    assert told(text, language) == [("link", "other", (group,), True)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Police said the suspect belonged to Hamas.", "en", ("link", "other", ("hamas",), False)),
        ("警方表示，嫌疑人是真主党成员。", "zh", ("link", "other", ("hezbollah",), False)),
        ("Der Bundestag sprach über das Verbot; das Ministerium hat die Hisbollah verboten.", "de",
         ("designate", "other", ("hezbollah",), False)),
        ("Nach langer Debatte über ein Verbot verbot Österreich die Hisbollah.", "de",
         ("designate", "other", ("hezbollah",), False)),
        ("Hamas'tan rehineleri bırakması istendi.", "tr", ("demand", "unknown", ("hamas",), False)),
        ("专家说,哈马斯发动袭击后两国关系恶化。", "zh", None),
    ],
)  # fmt: skip
def test_what_is_told_beside_is_still_read(
    text: str, language: str, expected: tuple[str, str, tuple[str, ...], bool] | None
) -> None:
    """A plain tie, a ban that follows the word for it, and a demand are read; an attack as a date is no blame."""
    found = told(text, language)
    assert expected in found if expected else not any(one[0] == "blame" for one in found)
