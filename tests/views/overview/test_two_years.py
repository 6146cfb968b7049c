"""Two years of one basis side by side: what moved between the classes is counted, and only where both are known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.pages import app
from views import loaders
from views.overview.two_years import reported_years, two_years, two_years_finding, two_years_qualifier
from views.reader import Reader
from views.slides.make import slide

RATE, BANDS = "poverty_headcount_ratio~survey_2010", "poverty_rate_band~survey_2010"
#: Region, year, value, upper end of a band, bound. Five of 2016 and 2018, one of 2016 alone, one of 2018 alone.
RATES = {
    "620000": {2016: (14.0, None, "="), 2018: (5.6, None, "=")},
    "530000": {2016: (4.0, None, "="), 2018: (6.0, None, "=")},
    "640000": {2016: (3.9, None, "="), 2018: (3.1, None, "=")},
    "450000": {2016: (7.9, None, "=")},
    "610000": {2018: (3.18, None, "=")},
}
BAND_VALUES = {
    "650000": {2016: (10.0, None, ">="), 2018: (6.0, None, "<")},
    "140000": {2016: (5.0, 10.0, "="), 2018: (6.0, None, "<")},
    "130000": {2016: (3.0, 5.0, "="), 2018: (3.0, None, "<=")},
    "220000": {2016: (3.0, 5.0, "="), 2018: (3.0, 5.0, "=")},
}


def recorded(series: str, values: dict[str, dict[int, tuple[float, float | None, str]]]):
    """The facts with these observations alone."""
    facts = loaders.facts()
    indicator, _, basis = series.partition("~")
    some = facts.observations[facts.observations["indicator_id"] == indicator].iloc[0].to_dict()
    rows = [
        some
        | {"observation_id": f"o-{region}-{year}", "region_id": region, "basis_id": basis, "status": "reported"}
        | {"period_start": str(year), "period_end": str(year), "point": "at", "value": value, "bound": bound}
        | {"value_high": float("nan") if high is None else high}
        for region, years in values.items()
        for year, (value, high, bound) in years.items()
    ]
    frame = type(facts.observations)(rows)[facts.observations.columns].astype(facts.observations.dtypes.to_dict())
    return replace(facts, observations=frame, version=f"two-years-{series}-{sorted(values)}")


def shown(series, values, lang="zh"):
    facts = recorded(series, values)
    book = loaders.book(facts, Reader(lang))
    found = two_years(facts, loaders.shapes(), series, (2018, 2016), book)
    assert found is not None
    return facts, found, book


def test_rates_that_fell_rose_and_stayed_are_counted_each_among_provinces_known_twice():
    facts, found, book = shown(RATE, RATES)
    # Gansu 10–20 → 5–10 fell, Yunnan 3–5 → 5–10 rose, Ningxia stayed in 3–5; Guangxi and Shaanxi are known once.
    assert (found.lower, found.higher, found.same, found.overlap, found.differ, found.once) == (1, 1, 1, 0, 0, 2)
    assert two_years_finding(found, book) == "2016年 → 2018年，可比的 3 个省（区、市）中：1个降低、1个升高、1个不变"
    assert two_years_qualifier(found, book) == "只有其中一年有报道的2个"
    assert reported_years(facts, RATE) == ["2016", "2018"]


def test_bands_that_overlap_tell_a_change_and_no_direction():
    _, found, book = shown(BANDS, BAND_VALUES, "en")
    # From 10 % or more to below 6 %, from 3–5 % to at most 3 %: lower. From 5–10 % to below 6 %: nobody knows.
    assert (found.lower, found.higher, found.same, found.overlap, found.once) == (2, 0, 1, 1, 0)
    assert two_years_finding(found, book) == (
        "2016 → 2018: of 4 provinces reported in both, 2 lower, 1 with overlapping bands, 1 unchanged"
    )
    assert two_years_qualifier(found, book) == ""


def test_the_earlier_year_stands_first_and_both_have_one_scale():
    _, found, _ = shown(RATE, RATES)
    first, last = (panel.scene for panel in found.panels)
    assert [panel.title for panel in found.panels] == ["2016年：4 处有报道", "2018年：4 处有报道"]
    assert first.fill.classes == last.fill.classes and first.legend == last.legend
    assert (first.fill.provinces["620000"], last.fill.provinces["620000"]) == (4, 3)
    # Known of the other year alone: hatched, the colour of no class.
    assert "450000" not in last.fill.provinces and last.fill.rest == 6 and last.fill.classes[6].hatch
    assert "610000" not in first.fill.provinces


def test_where_no_province_is_known_twice_it_says_so():
    facts, found, book = shown(RATE, {"450000": RATES["450000"], "610000": RATES["610000"]})
    assert two_years_finding(found, book) == "没有一个省（区、市）在2016年和2018年都有报道"
    assert two_years_qualifier(found, book) == "只有其中一年有报道的2个"
    assert two_years(facts, loaders.shapes(), RATE, (2016, 2016), book) is None
    assert two_years(facts, loaders.shapes(), RATE, (2016, 2030), book) is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_page_and_slide_say_the_same(app_test, lang):
    query = {"fill": "rate", "series": BANDS, "when": "2018~0", "compare": "2016", "lang": lang}
    at = app_test("pages/overview.py", query=query)
    made = slide(f"overview?fill=rate&series={BANDS}&when=2018~0&compare=2016", lang)
    shown = app.html(at)
    assert not at.exception and len(made.panels) == 2 and made.scene is None
    answer, qualifier = made.sentence.split("。" if lang == "zh" else ". ")
    assert made.title in shown and f">{answer}</p>" in shown and f">{qualifier}</p>" in shown
    assert all(panel.title in shown for panel in made.panels)
    assert shown.count('class="panel-picture"') == 2 and shown.count('class="panel-legend"') == 1
    assert not at.get("component_instance"), "two stills, no map that moves"


def test_of_one_year_alone_the_page_offers_no_other(app_test):
    at = app_test("pages/overview.py", query={"fill": "rate", "series": "poverty_headcount_ratio~older_standard_1978"})
    assert not at.exception and "只有1978年有报道" in app.html(at)
    assert [box.label for box in at.selectbox] == ["指标与口径"]


def test_a_year_beside_itself_is_one_map_that_says_so(app_test):
    query = {"fill": "rate", "series": BANDS, "when": "2018~0", "lang": "zh"}
    same = app_test("pages/overview.py", query=query | {"compare": "2018"})
    alone = app_test("pages/overview.py", query=query)
    said = "要并列的就是图上这一年（2018年），所以只有一幅图。"
    assert not same.exception and same.get("component_instance")
    assert said in app.html(same) and said not in app.html(alone)
