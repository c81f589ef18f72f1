"""The reporters in a byline of Korea or China, whose title stands beside the name among outlet, place and links.

한빛뉴스 박서연 기자 다른기사 보기   [한빛뉴스=박서연 기자]
都會早報／ 記者 林沛蓉 ／基隆即時報導   来源：北江网 | 记者：王晓明
"""

import re

_TITLE = r"(?:선임|수석|객원|인턴|수습|전문)?\s?(?:기자|특파원|논설위원|앵커|아나운서)"
_NO_KOREAN = (
    r"(?!(?:취재|사진|영상|시민|객원|인턴|전문|수습|"
    r"본지|본보|담당|선임|수석|작가|여행|현지|현장|외부|각)(?:\s|$))"
)
_KOREAN = re.compile(
    rf"(?<![가-힣]){_NO_KOREAN}"
    rf"(?P<names>[가-힣]{{2,4}}(?:\s?[·,/]\s?[가-힣]{{2,4}}){{0,3}})\s?{_TITLE}(?![가-힣]*(?:회|상)\b)"
)
_LINKS = re.compile(
    r"(?:기자명|글쓴이|작성자|의|다른|기사|다른기사|기사보기|보기|더보기|더|목록|구독|구독하기|입력|수정)?|\S+@\S+|[\d.:]+"
)
"""Words of links and labels beside such a name."""
_HAN = r"[\u3400-\u9fff]"
_CHINESE = re.compile(
    rf"(?:^|[／/｜|\s]|(?:[报報网網社台刊]))(?:记者|記者)\s*[:：]?\s*(?P<names>{_HAN}{{2,4}}(?:[、，,]\s?{_HAN}{{2,4}}){{0,4}})\s*"
    rf"(?:$|[／/｜|]|\s(?:摄影|攝影|文|图|圖|通讯员|通訊員|编辑|編輯|{_HAN}{{2,8}}(?:报道|报导|報導)$))"
)
_NOBODY = re.compile(r"报道|報導|报导|观察|手记|综合|綜合|编辑|編輯|本报|本報|通讯")


def reporters_beside_title(line: str) -> list[str]:
    """Return whom a byline calls a reporter, where the title says so beside the name; nobody elsewhere."""
    if "기자" in line or "특파원" in line:
        return _koreans(line)
    if "记者" not in line and "記者" not in line:
        return []
    found = _CHINESE.search(line) if len(line) <= MAX_LINE else None
    names = re.split(r"[、，,]\s?", found["names"]) if found else []
    return [] if any(_NOBODY.search(name) for name in names) else names


MAX_LINE = 80
"""Characters of such a byline: what is longer is a sentence."""


def _koreans(line: str) -> list[str]:
    if len(line) > MAX_LINE:
        return []
    names = [name for found in _KOREAN.finditer(line) for name in re.split(r"\s?[·,/]\s?", found["names"])]
    rest = _KOREAN.sub(" ", line)
    others = [word for word in re.split(r"[\s=|\[\]()+:]+", rest) if not _LINKS.fullmatch(word)]
    is_list = any(mark in rest for mark in "/,·")  # of others without the title
    return [] if is_list or len(others) > MAX_OTHERS else list(dict.fromkeys(names))


MAX_OTHERS = 2
"""Words beside such a name, an outlet's or a place's: more are a sentence that speaks of reporters."""
