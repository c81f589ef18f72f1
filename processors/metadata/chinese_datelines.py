"""The reporters whom a Chinese text names in brackets before its first sentence, or behind its last.

南江网讯（记者 周启明）记者17日从南江海关缉私局获悉 ...
〔記者王郁婷／基隆報導〕   （中央社記者王小明台北27日電）   本报讯（记者 李红 通讯员 张伟）
"""

import re
from itertools import islice

from lxml.html import HtmlElement

from processors.metadata.around_headline import is_in_margin

MAX_ELEMENTS = 400
"""Elements of a page that are looked at."""
MAX_BEFORE = 60
"""Characters of a text in which its dateline ends, or those of its end in which a signature stands."""
_HAN = r"[\u3400-\u9fff·]"
_NAMES = rf"(?P<names>{_HAN}{{2,4}}(?:[、，,\s]+(?!通[讯訊])(?:{_HAN}{{2,4}})){{0,5}})"
_REPORTED = (
    re.compile(
        rf"[（(〔【\[][^（()〔【\[）]{{0,12}}?(?:记者|記者)[\s:：]*{_NAMES}\s*"
        r"(?:[）)〕】\]／/]|[，、\s]*(?:通讯员|通訊員|摄影|攝影))"
    ),
    re.compile(rf"^\s*(?:记者|記者)\s*{_NAMES}\s*[／/]\s*[^。／/]{{2,12}}(?:报道|報導)"),
    re.compile(rf"^\s*(?:本[报网台]|特约)?记者\s*[:：]?\s*{_NAMES}\s*$"),
    re.compile(rf"[（(〔][^（()）]{{0,6}}記者(?P<names>{_HAN}{{3}}){_HAN}{{2,4}}\d{{1,2}}日[電电]"),
)
"""In brackets; before a stroke and the place; alone in a line; with place and day behind a name of three letters."""
_NOBODY = re.compile(r"观察|觀察|手记|手記|调查|調查|获悉|獲悉|之家|提问|提問|节|節|证|證|会|會|协会|們|们")
_TAGS = ("p", "div", "span", "section", "td", "h4", "em", "strong", "font")


def reporters_in_dateline(root: HtmlElement, heading: HtmlElement | None) -> list[str]:
    """Return the reporters in the first such dateline or signature; none where the headline is not Chinese."""
    if heading is None or not _ANY_HAN.search(heading.text_content()[:200]):
        return []
    for element in islice(root.iter(*_TAGS), MAX_ELEMENTS):
        text = element.text or ""
        for part in (text[:MAX_BEFORE], text[-MAX_BEFORE:] if len(text) > MAX_BEFORE else ""):
            if (names := reporters_in(part)) and not is_in_margin(element, heading):
                return names
    return []


def reporters_in(line: str) -> list[str]:
    """Return the reporters whom such a dateline in a line names, or nobody."""
    if "记者" not in line and "記者" not in line:
        return []
    found = next((match for shape in _REPORTED if (match := shape.search(line))), None)
    if found is None or _NOBODY.search(found["names"]):
        return []
    names: list[str] = []
    is_sure = _WHOLE.search(line) is not None
    for word in _COMMAS.split(found["names"].strip()):
        name = _WORK.sub("", word)
        is_place = bool(names) and word.endswith(("报道", "报导", "報導"))
        if len(name) < 2 or (name[0] not in _FAMILIES and not is_sure) or is_place:
            break  # an office, and another's name behind it, from where they report, or what they did
        names.append(name)
    return names


_WHOLE = re.compile(
    rf"[日讯訊][电電讯訊]?\s?[（(](?:记者|記者)[\s:：]*{_HAN}{{2,6}}(?:、{_HAN}{{2,6}}){{0,3}}[）)]"
)
"""A dateline in which nothing but names stands in brackets: those of Tibet and others have no such first letter."""
_COMMAS = re.compile(r"[、，,\s]+")
_WORK = re.compile(r"(?:摄影?|攝影?|报道|报导|報導|文|图|圖)$")
"""What a reporter did, written right behind the name."""
_FAMILIES = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭肖程曹袁邓鄧许許傅沈曾彭吕呂"
    "苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范範方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱丘秦江史顾顧侯邵孟龙龍万萬"
    "段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文庞龐樊兰蘭殷施陶洪翟安颜顏倪严嚴牛温溫芦季俞章鲁魯葛伍韦韋申尤毕畢聂聶焦向柳邢岳"
    "齐齊沿梅莫庄莊辛管祝左涂谷祁舒耿牟卜路詹关關苗凌费費纪紀靳盛童欧歐甄项項曲成游阳陽裴席卫衛查屈鲍鮑位覃霍翁隋植甘景薄"
    "单單包司柏宁寧柯阮桂闵解强柴华華车車冉房边邊辜吉饶饒刁瞿戚丛古米池滕晋晉苑邬臧畅宫嵺苟褚廉简簡娄盖符奚木穆党燕郎邸冀"
    "谈姬屠连連郜晏栾郁商蒙计計喻揭窦迟宇敖糜鄢卓仇艾蓝藍巩稽井练仲乐樂虞卞封竺冼原衣楚佟栗匡宗台巫鞠僧桑荆谌银扬"
    "沙薄伏岑习習胥蔺"
)
"""The first letters of family names: with none of them, a word is no Chinese person's name."""


_ANY_HAN = re.compile(r"[\u3400-\u9fff]")
