"""Places as tables name them: short, old or misspelt names, codes, 全区, a county behind its prefecture."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Final

from data.load import Facts
from data.places.aliases import Moved, fold, index, moves
from data.places.areas import NATION
from data.places.lineage import Hierarchy
from data.places.names import stem
from data.places.variants import VARIANTS

_WHOLE: Final = frozenset(("全区", "全省", "全市", "全州", "全县", "全盟", "全境", "全域", "本级", "全部"))
_NATION: Final = frozenset(("全国", "全国合计", "全国总计", "全国平均", "全國"))
_KIND: Final = re.compile(r"(?:[省市县区州盟旗]|地区|自治[区州县旗])$")
_WIDER_KIND: Final = re.compile(r"(?:自治州|地区|州|盟|市|省|特别行政区|自治区)$")
#: Signs that are no other form of one in a name but another word: a misprint.
_MISPRINTS: Final = frozenset("彊")
_CODE: Final = re.compile(r"(\d{6})(?:\.0+|000000)?")
#: Names that are offered for one that is unknown, and how like it they must be.
_NEAR, _LIKE = 4, 0.6
#: Characters of what may be a name, with that of what it lies in: a longer text is cut at each of them in vain.
_LONGEST: Final = 80


@dataclass(frozen=True)
class Match:
    """What a name, with a code where there is one, leads to.

    Attributes
    ----------
    region_id : str
        The place; "" where there is none, or more than one.
    reason : str
        How it was found, or why not: ``""`` by its name, ``old`` (a name or code of an older list), ``spelling`` (one that
        is written otherwise), ``remembered``; ``near``, ``several``, ``unknown``, ``dissolved``, ``disagree``.
    choices : tuple of str
        Places that it may be.
    moved : Moved or None
        What became of the place, for an old name or code.
    """

    region_id: str = ""
    reason: str = ""
    choices: tuple[str, ...] = ()
    moved: Moved | None = None


@dataclass(frozen=True)
class Places:
    """The names and codes of all places.

    Attributes
    ----------
    named : mapping of str to tuple of str
        Folded name or code to the regions that bear it.
    bare : mapping of str to tuple of str
        Folded name without its kind to the regions whose name begins so.
    remembered : mapping of str to str
        Folded name to the region that a keeper once chose for it.
    """

    named: Mapping[str, tuple[str, ...]]
    bare: Mapping[str, tuple[str, ...]]
    moved: Mapping[str, Moved]
    levels: Mapping[str, str]
    names: Mapping[str, str]
    hierarchy: Hierarchy
    remembered: Mapping[str, str] = field(default_factory=dict)
    # What was asked before: a table of years names each place once a year. Another one for every table.
    _matches: dict[tuple[str, str, str, str], Match] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, facts: Facts) -> Places:
        """Gather them, once for the facts that were asked for last."""
        if facts.identity not in _GATHERED:
            gathered = cls._gather(facts)
            _GATHERED.clear()
            _GATHERED[facts.identity] = gathered
        return _GATHERED[facts.identity]

    def remembering(self, chosen: Mapping[str, str]) -> Places:
        """Return the same with the regions that keepers have chosen for names; unknown regions are left out."""
        return replace(self, remembered={fold(name): i for name, i in chosen.items() if i in self.levels})

    @classmethod
    def _gather(cls, facts: Facts) -> Places:
        ids, names = facts.regions["region_id"], facts.regions["name_zh"]
        bare: dict[str, list[str]] = {}
        for region_id, name, short in zip(ids, names, facts.regions["short_zh"], strict=True):
            for spelling in {stem(name), _WIDER_KIND.sub("", name), _WIDER_KIND.sub("", short)}:
                if len(spelling) > 1:
                    bare.setdefault(fold(spelling), []).append(region_id)
        named = dict(index(facts.regions, facts.aliases))
        for area, code in zip(facts.outlines["area_id"], facts.outlines["code"], strict=True):
            if code:
                named.setdefault(fold(code), (area,))
        return cls(
            named,
            {name: tuple(ids) for name, ids in bare.items()},
            moves(facts.aliases),
            dict(zip(ids, facts.regions["level"], strict=True)),
            dict(zip(ids, names, strict=True)),
            facts.hierarchy,
        )

    def is_place(self, text: str) -> bool:
        """Say whether a text names some place by itself."""
        return bool(self.candidates(squeeze(text)))

    def candidates(self, name: str, within: str = "") -> tuple[str, ...]:
        """Return the regions that a name may mean, those inside a region where there are such.

        Parameters
        ----------
        within : str
            Region in which the place should lie; "" for anywhere.
        """
        if name in _NATION:
            return (NATION,)
        if within and name in _WHOLE:
            return (within,)
        folded = fold(name) if len(name) <= _LONGEST else ""
        if not folded:
            return ()
        ids = self.named.get(folded, ())
        if not _KIND.search(name):
            ids = tuple(dict.fromkeys([*ids, *self.bare.get(folded, ())]))
        elif not ids:
            kinds = (stem(name), _WIDER_KIND.sub("", name))
            ids = tuple(
                dict.fromkeys(i for spelling in kinds if len(spelling) > 1 for i in self.bare.get(fold(spelling), ()))
            )
            ids = tuple(i for i in ids if self.names[i][-1] == name[-1])
        inside = tuple(i for i in ids if within in self.hierarchy.ancestors(i)) if within else ids
        return inside or ids or self._compound(name, within)

    def _compound(self, name: str, within: str) -> tuple[str, ...]:
        """A place behind the one it lies in: 赤峰市敖汉旗."""
        for cut in range(len(name) - 2, 1, -1):
            for whole in self.named.get(fold(name[:cut]), ()):
                inner = name[cut:]
                inside = [i for i in (*self.named.get(fold(inner), ()), *self.bare.get(fold(inner), ())) if i != whole]
                ids = tuple(dict.fromkeys(i for i in inside if whole in self.hierarchy.ancestors(i)))
                if ids and (not within or within in self.hierarchy.ancestors(whole)):
                    return ids
        return ()

    def match(self, text: str, code: str = "", within: str = "", level: str = "") -> Match:
        """Find the place of a cell.

        Parameters
        ----------
        text : str
            Its name; "" where there is a code only.
        code : str
            Of this or an older list, also as ``530000.0`` and with twelve digits.
        within : str
            Region in which it lies, from another cell of the row.
        level : str
            Of :data:`data.schema.model.LEVELS`: what is meant by a name that several levels share.
        """
        query = (text, code, within, level)
        if query not in self._matches:
            self._matches[query] = self._match(*query)
        return self._matches[query]

    def _match(self, text: str, code: str, within: str, level: str) -> Match:
        name = squeeze(text)
        candidates = self.candidates(name, within)
        digits = _CODE.fullmatch(code.strip().lstrip("'‘’"))
        if digits is not None:
            return self._by_code(digits[1], name, candidates)
        if not name and code:
            name = squeeze(code)  # a code of one's own is another name
            candidates = self.candidates(name, within)
        match, chosen = self._by_name(name, candidates, within, level), self.remembered.get(fold(name), "")
        # What the rest of the row settles is not what was chosen where nothing did.
        inside = not within or within in self.hierarchy.ancestors(chosen) or chosen in match.choices
        if chosen and inside and not match.region_id and match.reason != "dissolved":
            return Match(chosen, "remembered", tuple(dict.fromkeys((chosen, *match.choices))))
        return match

    def _by_code(self, code: str, name: str, candidates: tuple[str, ...]) -> Match:
        moved = self.moved.get(code)
        if moved is not None and (moved.note or not moved.successor) and code not in self.levels:
            return Match(reason="dissolved", moved=moved)
        region = moved.successor if moved is not None and code not in self.levels else code
        if region not in self.levels:
            return self._by_name(name, candidates, "", "") if name else Match(reason="unknown")
        if not name or region in candidates:
            old = moved if moved is not None and code not in self.levels else self.moved.get(name)
            reason = "old" if old is not None else "" if not name or not self._varies(name) else "spelling"
            return Match(region, reason, moved=old)
        near = self.near(name)
        if not candidates and region in near:
            return Match(region, "spelling")
        return Match(reason="disagree", choices=(region, *candidates) if candidates else (region, *near))

    def _by_name(self, name: str, candidates: tuple[str, ...], within: str, level: str) -> Match:
        moved = self.moved.get(name)
        if moved is not None and moved.note and name not in self.names.values():
            return Match(reason="dissolved", moved=moved)
        if not candidates:
            near = self.near(name, within)
            return Match(reason="near" if near else "unknown", choices=near)
        of_level = tuple(i for i in candidates if self.levels.get(i) == level) if level else ()
        choices = of_level or candidates
        if len(choices) > 1:
            return Match(reason="several", choices=choices)
        if within and within not in self.hierarchy.ancestors(choices[0]):
            return Match(reason="elsewhere", choices=choices)
        if moved is not None and moved.successor == choices[0] and name != self.names[choices[0]]:
            return Match(choices[0], "old", moved=moved)
        if set(name) & _MISPRINTS:
            return Match(reason="near", choices=choices)
        return Match(choices[0], "spelling" if self._varies(name) else "", choices)

    def near(self, name: str, within: str = "") -> tuple[str, ...]:
        """Return places with names like an unknown one, the nearest first; those inside a region where there are such."""
        # What a bracket adds is looked past: 广东省（不含深圳）.
        bare = fold(re.sub(r"[(（].*?[)）]", "", name))
        names = [*self.named.get(bare, ()), *self.bare.get(bare, ())]
        if not names and 1 < len(bare) <= 30:
            pool = [
                spelling for spelling in (*self.named, *self.bare) if not spelling.isascii() and set(spelling) & set(bare)
            ]
            names = [
                i
                for spelling in get_close_matches(bare, pool, _NEAR, _LIKE)
                for i in (*self.named.get(spelling, ()), *self.bare.get(spelling, ()))
            ]
        inside = [i for i in names if not within or within in self.hierarchy.ancestors(i)] or names
        return tuple(dict.fromkeys(inside))[:_NEAR]

    def _varies(self, name: str) -> bool:
        """Say whether a name was understood only as another spelling of characters."""
        return any(sign in VARIANTS for sign in unicodedata.normalize("NFKC", name))


def squeeze(text: str) -> str:
    """Return the name in a cell: without spaces inside and around, numbers of a list, and signs of footnotes.

    Examples
    --------
    >>> squeeze("全　国"), squeeze("北  京"), squeeze("1. 固原市*"), squeeze("其中：西吉县")
    ('全国', '北京', '固原市', '西吉县')
    """
    flat = unicodedata.normalize("NFKC", text)
    latin = re.search("[A-Za-z]{2}", flat)
    bare = flat.strip() if latin else re.sub(r"\s+", "", flat)
    bare = re.sub(r"^(?:\d{1,3}[.、)]|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|其中[:：]|#)", "", bare)
    return re.sub(r"[*※#①②③④⑤]+$", "", bare)


def alike(level_of: Mapping[str, str], region_ids: Iterable[str]) -> str:
    """Return the level that settles names shared by several: ``province`` where all that is certain are provinces.

    Parameters
    ----------
    level_of : mapping of str to str
        Region id to its level.
    region_ids : iterable of str
        The regions of a column that are certain.
    """
    levels = {level_of.get(region_id, "") for region_id in region_ids} - {"nation"}
    return "province" if levels == {"province"} else ""


_GATHERED: dict[object, Places] = {}
