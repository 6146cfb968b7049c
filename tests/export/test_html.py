"""The one-file page: whole, inert, the same every time, small enough to hand over."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pandas as pd
import pytest

from charts.base import ChartOptions
from charts.spec import message
from export.html.page import smallest_type, write_html
from geo.still.draw import Geometry
from geo.still.draw import load_geometry as read_geometry
from look.palette import palette
from tests.export import deck
from tests.hostile import HOSTILE
from text.catalogue import Catalogue
from views.slide import Build, Chart, Figure, Footnote, Show

MOST_BYTES = 4_000_000
VOID = {"meta", "br", "link", "img", "input"}
LOADING = {"src", "srcset", "action", "formaction", "poster", "data", "background"}


class Page(HTMLParser):
    """Tags in order, whether each closes, the scripts by id, and the words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag.lower(), f"</{tag}> closes another"

    def handle_data(self, data):
        if self.open and self.open[-1] in {"script", "style"}:
            tag, attrs = next(one for one in reversed(self.tags) if one[0] == self.open[-1])
            key = attrs.get("id") or tag
            self.texts[str(key)] = self.texts.get(str(key), "") + data
        elif data.strip():
            self.words.append(data)


@cache
def load_geometry() -> Geometry:
    return read_geometry()


@cache
def written() -> str:
    return write_html(deck.show(), load_geometry(), Catalogue.load("zh"), palette("light"))


@cache
def page() -> Page:
    return Page(written())


def small(**parts: object) -> Show:
    """A deck of one slide without map or chart."""
    slide = replace(deck.slide_of(1, "en", "light", names={}), **parts)  # type: ignore[arg-type]
    return Show("One", "en", "light", (slide,), "boundaries", "v1", "2026-11-22")


def write(show: Show, **options: object) -> str:
    return write_html(show, load_geometry(), Catalogue.load("en"), palette("light"), **options)  # type: ignore[arg-type]


def sha(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy_of(text: str) -> dict[str, list[str]]:
    (content,) = [a["content"] for tag, a in Page(text).tags if tag == "meta" and a.get("http-equiv")]
    return {name: values for name, *values in (part.split() for part in str(content).split(";"))}


def test_every_tag_closes_and_every_id_is_one():
    assert page().open == []
    ids = [str(a["id"]) for _, a in page().tags if "id" in a]
    assert sorted(ids) == sorted(set(ids))
    named = {str(a["href"])[1:] for tag, a in page().tags if tag == "use"}
    assert named <= set(ids)


def test_the_policy_lets_nothing_in_but_what_the_file_holds():
    policy, texts = policy_of(written()), page().texts
    library = gzip.decompress(base64.b64decode(texts["plotly"])).decode()

    assert policy["default-src"] == policy["connect-src"] == policy["base-uri"] == policy["form-action"] == ["'none'"]
    assert policy["script-src"] == [sha(texts["script"]), sha(library)]
    assert policy["style-src"] == [sha(texts["style"]), sha("")]
    assert policy["img-src"] == ["data:"]
    assert "unsafe" not in str(policy)


def test_nothing_is_fetched_and_nothing_styles_or_runs_inline():
    for tag, attributes in page().tags:
        assert tag not in {"link", "iframe", "object", "embed", "base", "form", "img", "image"}
        assert not LOADING & attributes.keys()
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert str(attributes.get("href") or "#").startswith("#")
    style = page().texts["style"]
    assert "url(" not in style and "@import" not in style


def test_without_a_chart_the_library_stays_away():
    text = write(small())

    assert "octet-stream" not in text and len(text) < 100_000
    assert len(policy_of(text)["script-src"]) == len(policy_of(text)["style-src"]) == 1


def test_a_deck_of_eleven_slides_is_within_four_megabytes():
    size = len(written().encode())
    print(f"{size / 1e6:.2f} MB")  # noqa: T201

    assert len(deck.show().slides) == 11
    assert size <= MOST_BYTES


def test_the_same_deck_is_the_same_file():
    again = write_html(deck.show(), load_geometry(), Catalogue.load("zh"), palette("light"))

    assert again == written()


def test_a_slide_says_what_it_shows_where_it_is_from_and_of_when():
    words = "".join(page().words)

    for said in (
        "32% → 15%",
        "0.028%",
        "2014–2015",
        "facts-1a2b3c",
        "2026年11月22日",
        "口径未说明",
        "1 / 11",
        "五份依据文件之一",
    ):
        assert said in words
    assert "https://example.org/guideline" in words
    data = json.loads(page().texts["deck"])
    assert [len(slide["builds"]) for slide in data["slides"]] == [0, 0, 9, *[0] * 8]
    assert data["slides"][0]["notes"] == "notes of 1" and data["slides"][1]["map"] is None
    assert len(data["slides"][0]["map"]["flows"]) == 32


def test_at_the_foot_stand_the_sources_of_what_is_seen_and_the_others_are_counted():
    """Of four sources the map stands on one, a figure and a point on two; the fourth is of the notes alone."""
    notes = tuple(Footnote(n, f"s{n}", f"source {n}", drawn=n == 1) for n in range(1, 5))
    show = small(footnotes=notes, figures=(Figure("32", "pairs", "", (2,)),), points=("a point [3]",))
    text = write(show)
    (foot,) = re.findall(r'<ol class="cited"[^>]*>.*?</ol>', text)

    assert re.findall(r"</b>(source \d)", foot) == ["source 1", "source 2", "source 3"]
    assert 'data-further="1"' in foot and "4 sources in all" in foot
    # On paper stand those of what is printed; their pages come after the slides: no slide is the last of so many there.
    assert "sources: 3, listed at the end" in foot
    assert '<span class="of">1 / 1</span><span class="on-paper">1</span>' in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text):
    spec = message(text, palette("light"), ChartOptions())
    table = pd.DataFrame({text: [text]})
    show = small(
        title=text,
        sentence=text,
        notes=text,
        period=text,
        basis=text,
        points=(text,),
        table=table,
        facts=table,
        figures=(Figure(text, text, text, (1,)),),
        builds=(Build(text, (text,)),),
        charts=(Chart(spec, text, table),),
        footnotes=(Footnote(1, text, text, text, (text,), text),),
    )
    written = write(replace(show, title=text, boundaries=text, data_version=text, created=text))
    plain = Page(write(small(charts=(Chart(spec, "", pd.DataFrame()),), figures=(Figure("", "", "", (1,)),))))
    hostile = Page(written)

    assert hostile.open == []
    assert {tag for tag, _ in hostile.tags} <= {tag for tag, _ in plain.tags} | {
        "td",
        "tr",
        "th",
        "blockquote",
        "table",
    } | TABLE
    assert not [name for _, attributes in hostile.tags for name in attributes if name.startswith("on")]
    data = json.loads(hostile.texts["deck"])["slides"][0]
    assert (data["title"], data["notes"], data["builds"][0]["text"]) == (text, text, text)
    assert "</" not in hostile.texts["deck"] and "<!--" not in hostile.texts["deck"]


TABLE = {"caption", "thead", "tbody", "ul", "li", "p", "span"}


@pytest.mark.parametrize("back", ["javascript:alert(1)", "data:text/html,x", "file:///etc"])
def test_the_way_back_is_a_page(back):
    with pytest.raises(ValueError, match="no address of a page"):
        write(small(), back=back)


def test_the_way_back_is_written_where_there_is_one():
    assert 'href="../overview?a=1&amp;b=2"' in write(small(), back="../overview?a=1&b=2")
    assert json.loads(Page(write(small())).texts["deck"])["back"] == ""


def test_progress_is_told_and_can_end_the_writing():
    told = []
    write(small(), progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(small(), progress=stop)


def test_a_deck_without_slides_says_its_title():
    text = write(Show("Empty", "en", "dark", (), "b", "v", "2026-11-22"))

    assert "<title>Empty</title>" in text and Page(text).open == []


@pytest.mark.parametrize(
    ("spec", "size"),
    [
        ({}, 12.0),
        ({"layout": {"font": {"size": 16}, "xaxis": {"tickfont": {"size": 14}}}}, 14.0),
        ({"data": [{"textfont": {"size": 21.3}}], "layout": {"annotations": [{"font": {"size": 18}}]}}, 18.0),
        ({"data": [{"marker": {"size": 3}}], "layout": {"font": {"size": 16}}}, 16.0),
    ],
)
def test_the_smallest_type_of_a_figure(spec, size):
    assert smallest_type(spec) == size


def test_no_style_falls_below_the_smallest_size_by_itself():
    """Sizes are the layout's own, or at least its smallest, but for the speaker's window and the messages."""
    css = page().texts["style"].split("/* Alive")[0]
    for size in re.findall(r"font-size:([^;}]+)", css):
        assert "px" not in size.replace("var(", ""), size
