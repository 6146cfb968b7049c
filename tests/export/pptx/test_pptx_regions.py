"""Regions of a map that need no shape of their own."""

from __future__ import annotations

from export.pptx.maps.regions import counties_together, without_doubles
from geo.still.picture import Patch
from text.catalogue import Catalogue

ZH = Catalogue.load("zh")
SQUARE = (((0.0, 0.0), (1.0, 0.0), (1.0, 1.0)),)


def patch(code: str, level: str, fill: str = "#fff", unit: str = "", hatch: str = "") -> Patch:
    return Patch(code, f"n{code}", level, SQUARE, fill, hatch, unit=unit or code)


def test_a_prefecture_that_its_province_speaks_for_is_drawn_with_it():
    province = patch("530000", "province", "#abc")
    like = patch("530100", "prefecture", "#abc", "530000")
    own = patch("530200", "prefecture", "#abc")
    hatched = patch("530300", "prefecture", "#abc", "530000", hatch="#000")
    area = patch("530400", "prefecture", "#abc", "area-1")

    assert without_doubles([province, like, own, hatched, area]) == [province, own, hatched, area]


def test_a_prefecture_without_a_province_on_the_map_stays():
    alone = patch("530100", "prefecture", "#abc", "530000")
    assert without_doubles([alone]) == [alone]


def test_many_counties_are_one_shape_for_each_province_and_colour():
    provinces = [patch("520000", "province"), patch("530000", "province")]
    counties = [patch(f"52{n:04}", "county", "#111") for n in range(1, 121)]
    counties += [patch(f"53{n:04}", "county", "#111" if n <= 70 else "#222") for n in range(1, 101)]

    *kept, first, second, third = counties_together([*provinces, *counties], ZH)

    assert kept == provinces
    assert [(one.name, one.fill, len(one.rings)) for one in (first, second, third)] == [
        ("n520000：120 个县", "#111", 120),
        ("n530000：70 个县", "#111", 70),
        ("n530000：30 个县", "#222", 30),
    ]
    assert third.tip[0] == "n530071" and len(third.tip) == 30


def test_few_counties_stay_shapes_of_their_own():
    counties = [patch(f"52{n:04}", "county") for n in range(1, 101)]
    assert counties_together(counties, ZH) == counties
