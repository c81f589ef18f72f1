"""Where Arabic حماس is the common noun: "with enthusiasm", "the enthusiasm of the teachers"; and طالبان is a dual.

Behind the preposition ب it is an adverb, but for what one may have with a movement: contact, ties, talks. Before those
who may be enthusiastic it is theirs, but behind a verb of which the movement, a feminine, is the subject: "أسرت حماس
اللاعبين".

Two students have a pronoun of the dual behind them: "طالبان، لكنهما". Where "and" is joined to the name it may stand
for both that are named: "باكستان وطالبان، وهما". Behind a preposition or another noun two students are طالبين: the
pronoun is that of others there, "عضوين في طالبان، وهما".
"""

import re
from functools import cache

from processors.groups.fold import Folded, fold_text

_NAME = fold_text("حماس").text
_STUDENTS = fold_text("طالبان").text
_BOTH = re.compile(
    rf"[،,] (?:{'|'.join(fold_text('و ف لكن ولكن كلا').text.split())})?{fold_text('هما').text}(?!\w)|"
    rf" (?:{'|'.join(fold_text('اللذان اللذين').text.split())})(?!\w)"
)
"""Behind two students: a pronoun of the dual, in a clause of its own."""
_GOVERNING = frozenset(
    fold_text(
        """
        من في مع عن إلى على ضد بين لدى عند حول تجاه نحو عبر لدن داخل خارج قبل بعد أمام وراء باسم بحق
        حركة جماعة قيادة قادة قائد زعيم زعماء قيادي مقاتلي مسلحي عناصر عنصر عنصري عضو عضوي أعضاء حكومة سلطات نظام
        وفد وفود ممثلي ممثل وزير وزراء وزيري مسؤولي متحدث سفير مبعوث سجون أسرى قوات شرطة جنود هجوم هجمات
        """
    ).text.split()
)
"""Behind one of these two students are طالبين."""
_WITH = "ب"
_HAVING_TO_DO = """
    يتعلق تتعلق المتعلق* متعلق* خاص* الخاص* يؤمن تؤمن يتمسك تتمسك تعترف نعترف
    علاق* صلة صلت* صلات ارتباط* مرتبط* المرتبط* ترتبط يرتبط
    ربط* اتصال* الاتصال التقى التقت يلتقي تلتقي اجتمع* يجتمع لقاء*
    الاعتراف اعترف* يعترف الإطاحة أطاح* الإضرار ألحق* الثقة يثق
    متأثر* تأثر* مدعوم* الاستعانة استعان* التنديد ندد* يندد تندد
    التشهير تمسك* متمسك* إلحاق ألحقت خسائر الخسائر الهزيمة هزيمة هزائم اتهم* تتهم المتهم*
    التحق* التحاق* للالتحاق الالتحاق انضم* مقارنة* أسوة نكل* التنكيل المساس إشاد* أشاد* الإشادة الاتصالات
"""
"""Beginnings of words, and words, of what is done or had with a movement, and stands up to three words before."""
_ENTHUSIASTS = """
    المعلمين المعلمات المدرسين المدرسات الطلاب الطلبة الطالبات
    التلاميذ التلميذات الصغار الأطفال الكبار الشباب الشبان
    الجماهير الجمهور المشجعين المشجعات المتطوعين المتطوعات العمال
    العاملين الموظفين الناس الحضور الحاضرين الفريق اللاعبين
    اللاعبات المدرب المدربين الناخبين المستثمرين الزوار السكان
    الأهالي النساء الرجال البنات الأولاد الباحثين العلماء الكتاب
    الفنانين المتسابقين المشاركين المشاركات المتدربين الرياضيين
    القراء المتفرجين المشاهدين الحجاج الفتيات الآباء الأمهات
    المنتخب الأنصار المحبين العشاق المبدعين الهواة السياح
    الضيوف التجار المزارعين الصيادين المهندسين الأطباء الممرضات
"""
"""Those of whom enthusiasm is told, with the article."""
_DOING = """
    منع قمع قتل خطف اختطاف اعتقال احتجاز إجبار إرغام حرمان تجنيد استخدام استغلال تعذيب ترهيب إعدام دعوة حث مطالبة
    تحريض استهداف تهديد نهب ابتزاز إذلال حكم
"""
"""What a movement does to people, as nouns: "منع حماس السكان من النزوح" is its deed."""
_FEMININE = re.compile(r"(?:\w{2,}ت|[تس]\w{3,})\Z")
"""A verb of which a feminine may be the subject, as the last word of a text."""
_REACH = 40
"""Characters to look at before the name."""
_WORDS = 3


def is_common_noun(folded: Folded, start: int, end: int) -> bool:
    """Tell whether the name at [start:end] of a folded Arabic text is a common noun there."""
    name = folded.text[start:end]
    if name == _STUDENTS:
        return _are_two_students(folded.text, start, end)
    return name == _NAME and _is_enthusiasm(folded, start, end)


def _are_two_students(plain: str, start: int, end: int) -> bool:
    """Tell whether طالبان at [start:end] of a folded Arabic text is the dual of a student."""
    if plain[max(0, start - 1) : start] not in ("", " ") or _BOTH.match(plain, end) is None:
        return False
    word = plain[max(0, start - _REACH) : start].rstrip().rpartition(" ")[2]
    return word not in _GOVERNING and word.removeprefix("و") not in _GOVERNING


def _is_enthusiasm(folded: Folded, start: int, end: int) -> bool:
    """Tell whether حماس at [start:end] of a folded Arabic text is the common noun there."""
    plain = folded.text
    before = plain[max(0, start - _REACH) : start]
    if before.endswith(_WITH) and before[-2:-1] in ("", " ", "و", "\n"):
        words = before[:-1].removesuffix("و").split()[-_WORDS:]
        return not any(_having_to_do().fullmatch(word) for word in words)
    if _enthusiasts().match(plain, end) is None:
        return False
    return _FEMININE.search(before.rstrip()) is None and _doing().isdisjoint(before.split()[-1:])


@cache
def _having_to_do() -> re.Pattern[str]:
    forms = [
        re.escape(fold_text(word.rstrip("*")).text) + (r"\w*" if word.endswith("*") else "")
        for word in _HAVING_TO_DO.split()
    ]
    return re.compile(rf"(?:و|ف|ب|ل|ال|وال|لل)?(?:{'|'.join(forms)})")


@cache
def _doing() -> frozenset[str]:
    return frozenset(fold_text(_DOING).text.split())


@cache
def _enthusiasts() -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(fold_text(_ENTHUSIASTS).text.split())})(?!\w)")
