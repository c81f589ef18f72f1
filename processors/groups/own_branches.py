"""What stands between a parent's name and a branch of its own: "Islamic State and its", "EI et sa", "IŞİD ve"."""

import re
from collections.abc import Sequence

from processors.groups.fold import fold_text
from processors.groups.overlaps import FoundAlias

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

_FIRST = frozenset(word.split()[0] for word in fold_text(f"{_AND}|{_WITHOUT}").text.split("|")) | {
    *fold_text(f"و{OWN_BRANCH.replace(' ', ' و')}").text.split(),
    *("及其", "和其", "與其", "与其"),
}
"""What may stand behind a blank there."""
BEGINNINGS = frozenset(f"{mark} {word} "[:3] for word in _FIRST for mark in ("", ","))
"""The first three characters of these, with the blank. Behind most names stands neither of them nor a mark."""
MARKS = frozenset("'’\"”»及和與与و")
"""What else it may begin with."""


def begins_own_branch(plain: str, end: int) -> int | None:
    """Return where the description of a parent's own branch would begin behind its name in a folded text, or None."""
    found = _OWN.match(plain, end)
    return found.end() if found else None


_OWN = re.compile(
    rf"(?:['’][^\W\d_]{{1,3}})?(?:[\"”»]? ?(?:及其|和其|與其|与其)|,? (?:(?:{fold_text(_AND).text}) "
    rf"(?:{'|'.join(fold_text(one.replace('_', ' ')).text for one in _ITS.split())}) "
    rf"|(?:{fold_text(_WITHOUT).text}) |و(?=(?:{fold_text(OWN_BRANCH.replace(' ', '|')).text}) )))"
)


def names_it(plain: str, end: int, following: Sequence[FoundAlias], branch: str) -> bool:
    """Tell whether a branch's own name stands right behind a description of it: "its Sahel affiliate, JNIM"."""
    return any(n.alias.group == branch and not plain[end : n.start].strip(' ,("«') for n in following)
