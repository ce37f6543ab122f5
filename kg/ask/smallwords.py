"""The small words of English that tell what kind of question it is; none is about anatomy."""

from __future__ import annotations

__all__ = [
    "ABOUT",
    "AGAINST",
    "ANYONE",
    "APART",
    "ARTICLES",
    "ASKING",
    "AUXILIARIES",
    "BE",
    "BOTH",
    "CLAIMS",
    "COMMON",
    "DECISIVE",
    "EVERY",
    "FILLERS",
    "FOR",
    "HEARSAY",
    "LIGHT",
    "LINKED",
    "LINKERS",
    "LINKING",
    "LINKS",
    "NOT",
    "PREPOSITIONS",
    "SAYING",
    "SMALL",
    "SURE",
    "THAT",
    "THINGS",
    "UNREAD",
    "UNTRUE",
    "USING",
    "WH",
]


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


LIGHT = _set("take takes have has find finds make makes get gets show shows give gives receive receives")
USING = _set("do use try perform choose take make have practise train")
ANYONE = _set("who anyone anybody someone somebody source sources people disagreements")
ARTICLES = _set("a an the my your our its their his her this these")
BE = _set("is are was were be been being am")
AUXILIARIES = _set("do does did can could may might will would should must has have had")
NOT = _set("not never without")
PREPOSITIONS = _set(
    "about across against among at between by for from in into of on onto over through to toward under "
    "via with within"
)
LINKERS = _set("and or but nor")
THAT = _set("that which who")
THINGS = _set("thing things structure structures what anything something")
WH = _set("what which who whom where whose")
# Words that may stand in a question without changing it.
FILLERS = _set(
    "again too still simply please i'd i'm exactly actually really also ever then so just there me us "
    "you i we some any kindly ok hi hello thanks hey now well various able want know here"
)
# Words that would change it, and that no claim can answer: a question with one of them is read without it,
# and that is told before anything else.
UNREAD = _set(
    "mainly main usually typically normally often generally especially directly possibly possible "
    "potential supposedly own merely purely quite always commonly primarily mostly chiefly principal "
    "primary"
)
# Words that change the question so much that without them it would be another: it is not read.
DECISIVE = _set(
    "only same other else different like more less most least fewer alone sole solely exclusively "
    "except unless besides one two three four five six seven eight nine ten first second third last"
)
EVERY = _set("all every each")
# "is thought to cause" is asked as "causes": who thinks so is in every answer.
HEARSAY = _set("thought said believed supposed claimed considered meant known")
ASKING = _set("tell show give list name find display explain describe define enumerate")
ABOUT = _set("about on regarding concerning of over")
SAYING = _set(
    "say says claim claims state states think thinks believe believes report reports find finds found "
    "write writes assert asserts tell tells hold holds mention mentions said claimed reported stated "
    "show shows showed argue argues teach teaches suggest suggests"
)
FOR = _set("support supports agree agrees confirm confirms back backs supporting confirmed supported")
AGAINST = _set(
    "disagree disagrees dispute disputes contradict contradicts deny denies object objects challenge "
    "challenges contest contests refute refutes contradicted disputed doubt doubts reject rejects "
    "question questions disputing contradicting"
)
CLAIMS = _set("claim claims statement statements fact facts evidence everything anything")
LINKS = _set("path paths chain chains link links connection connections route routes")
LINKED = _set("related linked connected joined tied")
LINKING = _set("links link connects connect joins join")
COMMON = _set("share common similar alike similarities similarity resemble resembles")
APART = _set(
    "differ differs difference differences different distinguishes distinguish compare comparison "
    "compared versus vs apart"
)
BOTH = _set("compare comparison compared versus vs")
SURE = _set("sure certain true right correct reliable known case")
UNTRUE = _set("false wrong untrue incorrect mistaken")
SMALL = frozenset().union(
    ANYONE, DECISIVE, EVERY, UNREAD, LIGHT, USING, ARTICLES, BE, AUXILIARIES, NOT, PREPOSITIONS, LINKERS,
    THAT, THINGS, WH, FILLERS, HEARSAY, ASKING, ABOUT, SAYING, FOR, AGAINST, CLAIMS, LINKS, LINKED, LINKING,
    COMMON, APART, SURE, UNTRUE,
    _set("how many why number count mean as 's it whether if according well another of to both either way"),
)  # fmt: skip
