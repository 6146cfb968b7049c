"""Does a text name a place? By its names, by one character among others, by its members, or as 'our province'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Final

from data.evidence.compared import form, simplified
from data.evidence.groups import PHRASES
from data.load import Facts
from data.places.areas import NATION
from data.places.names import short_name
from data.rows import records

#: Words for the whole country; no other list has 832 counties.
_NATION: Final = (
    *("全国", "我国", "中国", "国家", "农村贫困", "832个"),
    *("china", "national", "the country", "nationwide", "chinese"),
)
#: What a name ends with that sources leave out, the longest first.
_KINDS: Final = re.compile(
    r"(?:土家族苗族|布依族苗族|苗族侗族|藏族羌族|哈尼族彝族|壮族苗族|傣族景颇族|蒙古族藏族|柯尔克孜|哈萨克|[一-龥]{1,3}族)*"
    r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|自治旗|林区|地区|新区|省|市|县|区|盟|旗|州)$"
)
_KINDS_EN: Final = re.compile(r" (?:City|County|District|Banner|Town)$")
#: 京津两市, 陕甘青宁四省区: how many characters name places.
_COUNTED: Final = re.compile(r"([一-龥]{2,7})([两二三四五六七])(?:省|市|地|区)")
_COUNTS: Final = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7}
#: How a paper speaks of its own place, by the place's level.
_OURS: Final = {"province": "[我全][省市区]", "prefecture": "[我全][市州盟]|全地区", "county": "[我全][县区旗市]"}
#: Provinces, regions and municipalities over which the rates of a year are given.
_PROVINCES: Final = 31
_OTHER_PLACES: Final = re.compile(r"其他(\d+)(?:省|个省)")
#: Hong Kong, Macao and Taiwan have no such rates.
_APART: Final = ("710000", "810000", "820000")


class Naming:
    """The names under which sources speak of places.

    Parameters
    ----------
    facts : Facts
        Regions, their aliases and the members of areas.
    """

    def __init__(self, facts: Facts) -> None:
        self._names: dict[str, set[str]] = {}
        self._levels: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._zh: dict[str, str] = {}
        for row in records(facts.regions):
            region_id, zh, english = row["region_id"], row["name_zh"], row["name_en"]
            self._levels[region_id], self._parents[region_id] = row["level"], row["parent_id"]
            bare = _KINDS.sub("", zh)
            brief = short_name(english)
            named = (zh, row["short_zh"], bare if len(bare) > 1 else zh, english, brief, _KINDS_EN.sub("", brief))
            self._names[region_id] = {form(name) for name in named if form(name)}
            self._zh[region_id] = zh
        self._names[NATION] |= {word.replace(" ", "") for word in _NATION}
        # One character says nothing alone: 青 is in 青年. Two together do, or one with 援 before it.
        self._characters: dict[str, set[str]] = {}
        for row in records(facts.table("aliases")):
            forms = self._characters if row["kind"] == "one_character" else self._names
            for region_id in row["region_ids"].split(";"):
                forms.setdefault(region_id, set()).add(form(row["alias"]))
        for area, phrases in PHRASES.items():
            self._names.setdefault(area, set()).update(form(phrase) for phrase in phrases)
        self._known_characters = set().union(*self._characters.values()) if self._characters else set()
        self._members: dict[str, list[str]] = {}
        for row in records(facts.area_members):
            self._members.setdefault(row["area_id"], []).append(row["region_id"])

    def all_named(self, places: list[str], text: str, publisher: str) -> bool:
        """Say whether a text names each of several places, two of them perhaps by one character each (苏陕).

        Parameters
        ----------
        text : str
            As :func:`data.evidence.compared.comparable` writes it.
        publisher : str
            Whose place 'our province' is.
        """
        return all(
            self.stands_in(place, text)
            or self._is_ours(place, text, publisher)
            or any(self._paired(place, other, text) for other in places if other != place)
            for place in places
        )

    def any_named(self, places: list[str], text: str) -> bool:
        """Say whether a text names one of several places, or two of them by one character each."""
        return any(self.stands_in(place, text) for place in places) or any(
            self._paired(first_id, other, text) for first_id, other in product(places, places) if first_id != other
        )

    def stands_in(self, region_id: str, text: str) -> bool:
        """Say whether a text names a place, or every member of an area that has several."""
        if any(name and name in text for name in self._names.get(region_id, ())):
            return True
        if self._by_character(region_id, text):
            return True
        members = self._members.get(region_id, [])
        if len(members) > 1 and all(self.stands_in(member, text) for member in members):
            return True
        # 六盘山片区陕西部分: the area and the province.
        parent, name = self._parents.get(region_id, ""), self._zh.get(region_id, "")
        if self._levels.get(parent) != "area" or not name.startswith(self._zh[parent]):
            return False
        inside = name.removeprefix(self._zh[parent]).removesuffix("部分")
        return bool(inside) and inside in text and self.stands_in(parent, text)

    def is_among_the_others(self, region_id: str, text: str) -> bool:
        """Say whether a text names all provinces but some 'other 10', of which a place then is one."""
        match = _OTHER_PLACES.search(text)
        if match is None or self._levels.get(region_id) != "province" or self.stands_in(region_id, text):
            return False
        provinces = [
            region_id for region_id, level in self._levels.items() if level == "province" and region_id not in _APART
        ]
        left = [province for province in provinces if not self.stands_in(province, text)]
        return len(provinces) == _PROVINCES and len(left) == int(match[1])

    def _by_character(self, region_id: str, text: str) -> bool:
        characters = self._characters.get(region_id, set())
        if any(f"援{char}" in text or f"入{char}挂职" in text for char in characters):
            return True
        for match in _COUNTED.finditer(text):
            places = match[1][-_COUNTS[match[2]] :]
            if len(places) == _COUNTS[match[2]] and set(places) <= self._known_characters and characters & set(places):
                return True
        return False

    def _paired(self, place: str, other: str, text: str) -> bool:
        """苏陕 names Jiangsu beside Shaanxi, and beside any county of Shaanxi."""
        return any(
            char + two in text or two + char in text
            for above in self._and_above(other)
            for char, two in product(self._characters.get(place, ()), self._characters.get(above, ()))
        )

    def _and_above(self, place: str) -> Iterator[str]:
        while place and place != NATION:
            yield place
            place = self._parents.get(place, "")

    def _is_ours(self, place: str, text: str, publisher: str) -> bool:
        ours = _OURS.get(self._levels.get(place, ""))
        if ours is None or not publisher or re.search(ours, text) is None:
            return False
        return any(name and name in simplified(publisher) for name in self._names.get(place, ()))
