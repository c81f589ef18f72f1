"""What stands between a parent's name and a branch of its own: "Islamic State and its", "EI et sa", "IŞİD ve"."""

import re

from processors.groups.fold import fold_text

_AND = "and|y|e|et|und|en|och|og|i|oraz|и|та|і|ve|și|és|ja|dan|sowie|as well as|ou|or|oder|o|или|veya|y de|et de|a|και"
_ITS = """
    its their su sus sa son ses sein seine seinem seinen seiner ihr ihre ihrem ihren ihrer il_suo la_sua della_sua
    o_seu a_sua seu sua zijn haar sin sitt sina dess dens dets sen selle jego jej ich swoja swoją jeho její jejich
    его ее их своя свое своего своей свою його її їхня їхнє njegov njezin njegova њен његов उसकी उसका इसकी اس_کی اس_کا
"""
_WITHOUT = "ve|veya|dan|és|atau|و|اور|या|और"
"""Words for "and" in languages that bend the branch itself, and need no word for "its"."""
OWN_BRANCH = "فرعه فرعها جناحه جناحها ذراعه ذراعها cabangnya sayapnya"
"""Arabic and Indonesian words for a branch with "its" as an ending."""


def begins_own_branch(plain: str, end: int) -> int | None:
    """Return where the description of a parent's own branch would begin behind its name in a folded text, or None."""
    found = _OWN.match(plain, end)
    return found.end() if found else None


_OWN = re.compile(
    rf"(?:['’][^\W\d_]{{1,3}})?(?:[\"”»]? ?(?:及其|和其|與其|与其)|,? (?:(?:{fold_text(_AND).text}) "
    rf"(?:{'|'.join(fold_text(one.replace('_', ' ')).text for one in _ITS.split())}) "
    rf"|(?:{fold_text(_WITHOUT).text}) |و(?=(?:{fold_text(OWN_BRANCH.replace(' ', '|')).text}) )))"
)
