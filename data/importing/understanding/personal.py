"""Registers of persons, which are refused whole, and telephone numbers outside a table, which are left out."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from data.importing.reading.sheet import Cell, Sheet

#: Heads of columns that speak of single persons.
_HEAD: Final = re.compile(
    r"(?:户主|本人|学生|家长|负责人|联系人|成员|贫困户|帮扶人?|帮扶干部|责任人|申请人|法人|人员|教师|医生|干部|姓名)?姓\s*名"
    r"|(?:居民)?(?:身份证件?|公民身份|证件|社会保障|社保卡)(?:号码?|编号|证号)?|(?:联系|办公|家庭|移动|固定)?(?:电话|手机)(?:号码?)?|联系方式|固话|手机号"
    r"|银行卡?(?:账|帐)?号|(?:账|帐)号|卡号|一卡通号?|家庭(?:详细)?住址|详细(?:住址|地址)|门牌号|出生(?:日期|年月)|户主|联系人|负责人|微信号?|邮箱|e-?mail"
    r"|id\s*(?:card|number|no\.?)|full\s*name|phone|mobile|telephone",
    re.IGNORECASE,
)
_ID: Final = re.compile(r"(?<!\d)\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])")
_PHONE: Final = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-—\s]?\d{7,8})(?!\d)")
_PHONE_WORD: Final = re.compile(r"(?:电话|手机|热线|传真|联系方式|tel|phone)", re.IGNORECASE)


def is_personal_head(text: str) -> bool:
    """Say whether a column's head names something of a single person.

    Examples
    --------
    >>> [is_personal_head(head) for head in ("户主姓名", "联系电话", "地区名称", "电话普及率(%)")]
    [True, True, False, False]
    """
    bare = re.sub(r"[\s:：*]|[(（][^)）]*[)）]", "", unicodedata.normalize("NFKC", text))
    return _HEAD.fullmatch(bare) is not None


def has_phone(text: str) -> bool:
    """Say whether a text holds a telephone number."""
    plain = unicodedata.normalize("NFKC", text)
    return bool(_PHONE.search(plain)) or (bool(_PHONE_WORD.search(plain)) and bool(re.search(r"\d{5,}", plain)))


def has_identity(text: str) -> bool:
    """Say whether a text holds a resident's identity number: seventeen digits with a day of birth, and a last sign."""
    return bool(_ID.search(unicodedata.normalize("NFKC", text)))


def register_cells(sheet: Sheet, heads: tuple[int, ...], body: tuple[int, ...]) -> list[Cell]:
    """Return the cells that make a sheet a register of persons.

    Parameters
    ----------
    heads, body : tuple of int
        Rows of its heads, and of the rows under them.

    Returns
    -------
    list of Cell
        Heads first, then cells in the order of the sheet; empty for a lawful table. An identity number counts wherever it
        stands, a telephone number only in the body.
    """
    matching = [cell for row in heads for cell in sheet.rows.get(row, ()) if is_personal_head(cell.text)]
    inside = set(body)
    for row, cells in sheet.rows.items():
        matching += [cell for cell in cells if has_identity(cell.text) or (row in inside and _is_phone(cell))]
    return matching


def _is_phone(cell: Cell) -> bool:
    # A number that is stored as one is a figure, however many digits it has.
    return cell.value is None and bool(_PHONE.search(unicodedata.normalize("NFKC", cell.text)))
