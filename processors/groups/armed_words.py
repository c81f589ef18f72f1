"""Words of reports about armed groups in languages of which the catalogue has few, most of them not in Latin letters.

A Latin abbreviation in such a text ("TTP के आतंकियों ने", 極端組織IS) is a foreign name, and the words that the
catalogue wants near it are mostly Latin. One of these is as good there.
"""

ARMED = """
    боевик* террор* теракт* нападени* напал* атак* взрыв* взорвал* подорвал* джихад* исламист* экстремист* вооружен*
    группировк* ополчен* смертник* заложник* повстанц* курдск*
    مسلح* إرهاب* هجوم* هاجم* تفجير* فجر* مقاتل* متشدد* متطرف* جهاد* انتحاري* عبوة ميليشي* مليشي* خلية قسد فصائل
    تروریست* حمله* انفجار* شبه‌نظام* شبه جنگجو* انتحاری افراط* پیکارجو* ستیزه* داعش
    ترهګر* وسله* برید* چاودن* جنګیال* ځانمرګ*
    دہشت* کالعدم حمل* دھماک* عسکریت* جنگجو* شدت خودکش* خوارج علیحدگی*
    आतंक* हमल* धमाक* विस्फोट* लड़ाक* उग्रवाद* चरमपंथ* जिहाद* विद्रोह* आत्मघाती प्रतिबंधित संगठन
    恐怖 武装 武裝 袭击 襲擊 爆炸 炸弹 炸彈 极端 極端 分离 圣战 聖戰 头目 头领 民兵
    人质 人質 绑架 綁架 空袭 空襲 斩首 斬首 击毙 擊斃
    бойовик* терор* напад* вибух* вибухів* джихад* теракт* угрупован* вербувал* відповідальн*
    테러* 무장* 폭탄* 공격* 배후* 자폭* 극단주의* 지하디* 인질* 납치* 공습* 참수* 소년병* 조직원* 대원*
    טרור* פיגוע* מחבל* לחימה מתקפ* ארגון
    জঙ্গি* হামলা* সন্ত্রাস* বিস্ফোরণ*
    τρομοκρ* επίθεσ* τζιχαντ*
    shambulio mashambulizi kigaidi magaidi wanamgambo mlipuko bomu lilidai ilidai
    weerar* qarax* argagixis* maleeshiyaad* ta'addanci fashewa
    pengganas letupan pagsabog terorista
    テロ 武装 攻撃 爆発 過激 戦闘員 襲撃 自爆 犯行声明 民兵 武闘 少年兵 人質 捕虜 空爆 掃討 司令官 斬首 聖戦 元兵士
"""
"""Beginnings of words, and words."""
