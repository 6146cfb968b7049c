"""The published site is told from the facts: every page of the navigation, no link to a page that is not there; each page
stands on a key that changes with what it shows, and seldom with anything else.
"""

from __future__ import annotations

import json
import random
import shutil
import signal
from dataclasses import fields, is_dataclass, replace
from itertools import islice

import pandas as pd
import pytest

from data.load import load_facts
from data.schema.model import FACTS_DIR
from export.static_site.reach import Reach
from export.trouble import PageFailed
from text.catalogue import LANGUAGES, Catalogue
from ui import publish
from ui.published import pages as published
from ui.published.keys import Keys
from ui.published.search import places_script, search_script, search_style
from views import loaders
from views.reader import Reader
from views.slides import make
from views.unverified import facts_of

HEAD = len(published.NAVIGATION) + len(published.FURTHER)


@pytest.fixture(params=LANGUAGES)
def book(request):
    return loaders.book(loaders.facts(), Reader(request.param))


def keys(langs=LANGUAGES) -> Keys:
    return Keys(loaders.shapes(), True, langs)


def known(facts) -> set[str]:
    pages = {path for _, path, _ in published.NAVIGATION} | {path for path, _, _ in published.FURTHER}
    pages |= {f"regions/{i}.html" for i in facts.regions["region_id"]}
    pages |= {f"pairs/{key}.html" for key in loaders.pairs(facts)}
    return pages | {f"sources/{i}.html" for i in facts.sources["source_id"]}


def test_the_first_pages_are_those_of_the_navigation_and_what_they_lead_to(book):
    facts = loaders.facts()
    pages = list(islice(published.pages(facts, book, keys()), HEAD + 3))
    assert [page.path for page in pages[:HEAD]] == [
        *(path for _, path, _ in published.NAVIGATION),
        *(path for path, _, _ in published.FURTHER),
    ]
    shown = [page.make() for page in pages]
    assert all(one.slide.title and one.slide.footnotes for one in shown[: len(published.NAVIGATION)])
    there = known(facts)
    links = {path for one in shown for _, listed in one.lists for _, path in listed}
    assert links and links <= there
    assert {path for one in shown for path in one.flows.values()} <= there


def test_a_pair_of_an_area_is_named_by_both_ends(book):
    key = next(key for key in loaders.pairs(loaders.facts()) if key.startswith("A-"))
    name = published.pair_name(key, book)
    assert "→" in name and "A-" not in name
    helper, recipient = published.ends_of(key, book)
    assert f"{helper}-{recipient}" == key


def test_a_key_of_nobody_is_its_own_name(book):
    assert published.pair_name("x-y-z", book) == "x-y-z" and published.ends_of("x-y-z", book) == ()


def test_who_stops_it_is_told_what_stands(tmp_path, capsys, monkeypatch):
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(publish, "publish", lambda *_, **__: signal.raise_signal(signal.SIGTERM))
    assert publish.main(["--out", str(tmp_path)]) == 130
    assert "stands as it was" in capsys.readouterr().err and signal.getsignal(signal.SIGTERM) == before


def test_a_folder_with_something_else_is_refused_in_words(tmp_path, capsys):
    (tmp_path / "diary.txt").write_text("mine")
    assert publish.main(["--out", str(tmp_path), "--lang", "zh"]) == 2
    told = capsys.readouterr().err
    assert str(tmp_path) in told and "--out" in told
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


def test_records_that_changed_meanwhile_are_told_and_nothing_is_replaced(monkeypatch, tmp_path, capsys):
    def changed_meanwhile(*told, **named):
        raise publish.RecordsChanged

    monkeypatch.setattr(publish, "publish", changed_meanwhile)
    assert publish.main(["--out", str(tmp_path)]) == 1
    assert "Run it again" in capsys.readouterr().err


def test_a_page_that_could_not_be_made_is_told_without_a_traceback(monkeypatch, tmp_path, capsys):
    def failed(*told, **named):
        trouble = PageFailed(reason="no room for the axes")
        trouble.add_note("zh/pairs/a.html")
        raise trouble

    monkeypatch.setattr(publish, "publish", failed)
    assert publish.main(["--out", str(tmp_path)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "zh/pairs/a.html: The page to be exported was not drawn: no room for the axes.",
        "The site that was there stands as it was",
    ]


# --- what a page stands on


def plain(value):
    """A slide as lists of text, with every cell of its tables."""
    if isinstance(value, pd.DataFrame):
        return value.to_csv(index=False)
    if is_dataclass(value):
        return [plain(getattr(value, field.name)) for field in fields(value) if field.compare]
    if isinstance(value, dict):
        return [[str(key), plain(inner)] for key, inner in value.items()]
    if isinstance(value, tuple | list):
        return [plain(inner) for inner in value]
    return sorted(map(str, value)) if isinstance(value, set | frozenset) else repr(value)


def some_views(n: int) -> list[str]:
    facts, chance = loaders.facts(), random.Random(20161207)
    regions = sorted(facts.regions.loc[facts.regions["region_id"].isin(published.with_pages(facts)), "region_id"])
    kinds = {
        "region?region": regions,
        "region?pair": sorted(loaders.pairs(facts)),
        "sources?source": list(facts.sources["source_id"]),
    }
    always = ["region?region=520000", "region?pair=350000-640000"]
    return always + [f"{kind}={i}" for kind, ids in kinds.items() for i in chance.sample(ids, n)]


def reached(view: str):
    """The facts that a view is made from, and the rows that its page is said to stand on."""
    kind, _, i = view.partition("=")
    facts = facts_of({"source": i}) if kind == "sources?source" else loaders.facts()
    if kind == "sources?source":
        return facts, Reach(facts).of_source(i)
    ends = published.ends_of(i, loaders.book(facts, Reader("zh"))) if kind == "region?pair" else (i,)
    return facts, Reach(facts).of_places(*ends)


@pytest.mark.parametrize("view", some_views(4))
def test_a_page_shows_nothing_but_what_its_key_stands_on(view, monkeypatch):
    whole = plain(make.slide(view, "zh"))
    facts, rows = reached(view)
    few = replace(facts, **{table: facts.table(table).iloc[at] for table, at in rows.items()}, version=f"few of {view}")
    assert sum(map(len, rows.values())) < 0.6 * sum(len(facts.table(table)) for table in rows)
    monkeypatch.setattr(make, "facts_of", lambda values: few)
    assert plain(make.slide(view, "zh")) == whole


def changed(monkeypatch, folder, table: str, row: int, column: str, value: str) -> set[str]:
    """The pages whose key is another one once a cell of the facts is."""
    facts = loaders.facts()
    book = loaders.book(facts, Reader("zh"))
    before = {page.path: page.key for page in published.pages(facts, book, keys())}
    shutil.copytree(FACTS_DIR, folder)
    frame = pd.read_csv(folder / f"{table}.csv", dtype=str, keep_default_na=False)
    frame.loc[row, column] = value
    frame.to_csv(folder / f"{table}.csv", index=False)
    assert load_facts(folder).faults == ()
    monkeypatch.setenv("ATLAS_FACTS", str(folder))
    facts = loaders.facts()
    after = {page.path: page.key for page in published.pages(facts, loaders.book(facts, Reader("zh")), keys())}
    assert after.keys() == before.keys()
    return {path for path in before if before[path] != after[path]}


def test_one_changed_figure_changes_the_pages_that_show_it_and_few_others(monkeypatch, tmp_path):
    observations = loaders.facts().observations.reset_index(drop=True)
    row = int(observations.index[(observations["region_id"] == "653200") & (observations["status"] == "reported")][0])
    figure = observations.iloc[row]
    at = int(loaders.facts().observations.index[row]) - 2
    pages = changed(monkeypatch, tmp_path / "facts", "observations", at, "note", "读后另记")
    assert {"index.html", "trends.html", "regions/653200.html", "regions/650000.html"} <= pages
    assert f"sources/{figure['source_id']}.html" in pages
    assert not pages & {"regions/520000.html", "regions/310000.html", "pairs/350000-640000.html"}
    assert len(pages) < 150


def test_a_changed_title_of_a_document_changes_the_pages_that_cite_it(monkeypatch, tmp_path):
    sources = loaders.facts(unverified=True).sources.reset_index(drop=True)
    facts = loaders.facts()
    cited = str(facts.observations.loc[facts.observations["region_id"] == "653200", "source_id"].iloc[0])
    at = int(sources.index[sources["source_id"] == cited][0])
    pages = changed(monkeypatch, tmp_path / "facts", "sources", at, "title", "另一个题名")
    assert {"index.html", "regions/653200.html", f"sources/{cited}.html"} <= pages


def test_the_same_facts_and_program_give_the_same_keys():
    facts = loaders.facts()
    once, again = (
        [page.key for page in published.pages(facts, loaders.book(facts, Reader("en")), keys())] for _ in range(2)
    )
    assert once == again and len(set(once)) == len(once)


def test_keys_change_with_what_all_pages_share():
    facts, shapes = loaders.facts(), loaders.shapes()
    variants = (
        Keys(shapes, True, ("zh", "en")),
        Keys(shapes, False, ("zh", "en")),
        Keys(shapes, True, ("zh",)),
        Keys(loaders.shapes("审图号GS(2026)1号"), True, ("zh", "en")),
        Keys(shapes, True, ("zh", "en"), salt="afresh"),
    )
    assert len({one.of_places("zh", "region?region=520000", ("520000",), facts) for one in variants}) == len(variants)


# --- search


def test_old_names_and_short_forms_lead_to_a_page_of_the_site():
    facts = loaders.facts()
    script = places_script(facts, Catalogue.load("zh")).decode()
    listed = json.loads(script[script.index("(") + 1 : script.rindex(")")])
    pages = published.with_pages(facts)
    opens = {place[0]: place[6] for place in listed["places"]}
    assert set(opens.values()) <= pages
    assert opens["520000"] == "520000"
    # A county of which nothing is recorded has no page: what it lies in has.
    without = next(i for i in opens if i not in pages)
    assert opens[without] in pages and opens[without][:2] == without[:2]
    others = {name: place[0] for place in listed["places"] for _, name in place[5]}
    assert any("思茅" in name for name in others) and any("恩施州" in name for name in others)


def test_the_box_is_the_atlas_own_without_modules_and_without_the_frame_of_streamlit():
    script, style = search_script().decode(), search_style().decode()
    assert "export " not in script and "window.placeSearch = function (component)" in script
    assert ".place-search-list" in style and ".stApp" not in style
