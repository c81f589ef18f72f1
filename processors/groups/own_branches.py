"""What stands between a parent's name and a branch of its own: "Islamic State and its", "EI et sa", "IŞİD ve"."""

import re

from processors.groups.fold import fold_text

_AND = (
    "and|y|e|et|und|en|och|og|i|oraz|и|та|і|ve|și|és|ja|dan|sowie|as well as|ou|or|oder|o|или|veya|y de|et de"
)
_ITS = """
    its their su sus sa son ses sein seine seinem seinen seiner ihr ihre ihrem ihren ihrer il_suo la_sua della_sua
    o_seu a_sua seu sua zijn haar sin sitt sina jego swoja swoją его ее своя свое своего своей його її свою
"""
_WITHOUT = "ve|veya|dan|atau|و|اور|या|और"
"""Words for "and" in languages that bend the branch itself, and need no word for "its"."""
OWN_BRANCH = "فرعه فرعها جناحه جناحها ذراعه ذراعها"
"""Arabic words for a branch with "its" as an ending."""


def begins_own_branch(plain: str, end: int) -> int | None:
    """Return where the description of a parent's own branch would begin behind its name in a folded text, or None."""
    found = _OWN.match(plain, end)
    return found.end() if found else None


_OWN = re.compile(
    rf"(?:['’][^\W\d_]{{1,3}})?,? (?:(?:{fold_text(_AND).text}) "
    rf"(?:{'|'.join(fold_text(one.replace('_', ' ')).text for one in _ITS.split())}) "
    rf"|(?:{fold_text(_WITHOUT).text}) |و(?=(?:{fold_text(OWN_BRANCH.replace(' ', '|')).text}) ))"
)
