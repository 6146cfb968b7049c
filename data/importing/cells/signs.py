"""Cells that hold no figure: blank, missing, as above, and signs that only the table's keeper can explain."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: As the cell above says.
ABOVE: Final = frozenset(("〃", "″", "“", "”", "''", '"', "同上", "同前", "ditto"))
#: Words that say that there is no figure.
_MISSING: Final = frozenset(
    (
        "缺失",
        "缺",
        "不详",
        "未知",
        "未统计",
        "暂无",
        "暂缺",
        "无数据",
        "空",
        "--",
        "---",
        "n/a",
        "na",
        "null",
        "none",
        "nan",
        "#n/a",
    )
)
#: Signs that are nought in Chinese numerals, and are drawn as rings for what is not there.
NOUGHTS: Final = frozenset(("〇", "○"))
#: Signs that stand for nothing, for zero, or for 'does not apply', as each table has it.
_UNSAID: Final = frozenset(("—", "——", "–", "-", "…", "……", "...", "无", "〇", "○", "/", "\\", "*", "·", "×", "x", "╱"))
_EXPLAINED: Final = re.compile(
    r"[“\"'「]?\s*(—{1,2}|–|-|…{1,2}|\.\.\.|无|〇|○|/|\*|×)\s*[”\"'」]?\s*(?:表示|为|指|代表|系|是)\s*([^。；;，,]*)"
)


def kind_of(text: str) -> str:
    """Tell what a cell without a figure is.

    Returns
    -------
    {"", "blank", "above", "missing", "unsaid"}
        "" for a cell that says something.

    Examples
    --------
    >>> [kind_of(text) for text in ("", "〃", "缺失", "—", "0")]
    ['blank', 'above', 'missing', 'unsaid', '']
    """
    stripped = text.strip()
    if not stripped:
        return "blank"
    folded = unicodedata.normalize("NFKC", stripped).lower()
    if stripped in ABOVE or folded in ABOVE:
        return "above"
    if folded in _MISSING:
        return "missing"
    return "unsaid" if stripped in _UNSAID or folded in _UNSAID else ""


def explained(notes: list[str]) -> dict[str, str]:
    """Return what a table's own notes say of its signs.

    Returns
    -------
    dict of str to str
        Sign to ``"missing"`` or ``"zero"``; signs whose explanation is neither are left out.

    Examples
    --------
    >>> explained(["注：“—”表示无此项数据；“…”表示数据不足本表最小单位。", "0为零"])
    {'—': 'missing'}
    """
    meanings = {}
    for note in notes:
        for sign, meaning in _EXPLAINED.findall(note):
            if re.search("缺|未统计|无.{0,4}数据|无此|不详|没有|不适用|无资料", meaning):
                meanings[sign] = "missing"
            elif re.fullmatch("零|0|数值为零|为零|数据为零", meaning.strip()):
                meanings[sign] = "zero"
    return meanings
