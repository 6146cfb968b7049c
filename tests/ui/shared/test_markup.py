"""Facts are never markup: whatever a text says, it is shown as it is."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile import HONEST, HOSTILE, MARKED
from text.markup import on_one_line, outside
from views.parts.markup import Markup, as_plain, element, join, marked

texts = st.text() | st.sampled_from(HOSTILE) | st.text(alphabet="<>&\"'`=/ ax")


class HtmlReader(HTMLParser):
    """Reads as a browser would: which elements there are, and which words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[dict[str, str | None]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        self.words += data


@given(texts, texts)
def test_text_is_escaped_in_children_and_attributes(text, value):
    read = HtmlReader(element("p", text, title=value))
    assert read.tags == ["p"] and read.words == text
    assert read.attributes == [{"title": value} if value else {}]


@given(texts)
def test_no_raw_bracket_comes_from_text(text):
    assert element("p", text).count("<") == 2 and join(text).count("<") == 0


def test_what_was_made_here_is_taken_as_it_is_and_only_that():
    inner = element("b", "a & b")
    assert element("p", inner, "<i>") == "<p><b>a &amp; b</b>&lt;i&gt;</p>"
    assert element("p", str(inner) + "!") == "<p>&lt;b&gt;a &amp;amp; b&lt;/b&gt;!</p>"  # put together elsewhere: text
    assert isinstance(inner, Markup) and isinstance(join(inner, "x"), Markup)
    assert not isinstance(inner + "x", Markup)


def test_attributes_by_hand():
    assert (
        element("a", "x", cls="c d", aria_label='say "so"', id="") == '<a class="c d" aria-label="say &quot;so&quot;">x</a>'
    )


def test_join_escapes_and_keeps_order():
    assert join("<", Markup("<hr>"), "") == "&lt;<hr>"
    assert join() == ""


@pytest.mark.parametrize(
    ("quote", "figures", "expected"),
    [
        ("由15%降到5%。", [(6, 8)], "由15%降到<mark>5%</mark>。"),
        ("由15%降到5%。", [(6, 8), (1, 4), (6, 8)], "由<mark>15%</mark>降到<mark>5%</mark>。"),
        ("a<b>1</b>", [(4, 5)], "a&lt;b&gt;<mark>1</mark>&lt;/b&gt;"),
        ("123", [(0, 2), (1, 3)], "<mark>12</mark>3"),  # of two that overlap the first
        ("123", [(2, 2)], "123"),
        ("123", [], "123"),
        ("", [], ""),
    ],
)
def test_highlights_by_hand(quote, figures, expected):
    assert marked(quote, figures) == expected


@given(texts, st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
def test_a_highlight_changes_no_word(quote, figures):
    html = marked(quote, [(a, b) for a, b in figures if a <= b <= len(quote)])
    assert unescape(re.sub("</?mark>", "", html)) == unescape(re.sub("</?mark>", "", marked(quote, [])))
    assert set(HtmlReader(html).tags) <= {"mark"} and HtmlReader(html).words == quote


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![p](x)", r"\!\[p\]\(x\)"),
        ("*a* _b_ `c` $d$ :red[e]", r"\*a\* \_b\_ \`c\` \$d\$ \:red\[e\]"),
        ("关于“东西部”的意见", "关于“东西部”的意见"),
        (r"a\b", r"a\\b"),
        ("", ""),
    ],
)
def test_markdown_is_made_harmless(text, expected):
    assert as_plain(text) == expected


@given(texts | st.sampled_from((*MARKED, *HONEST)))
def test_every_mark_that_means_something_is_preceded_by_a_backslash(text):
    plain = as_plain(text)
    shown = re.sub(r"\\(.)", r"\1", plain, flags=re.DOTALL)
    assert shown.replace("\u2060", "") == on_one_line(text).strip(" ").replace("\u2060", "")
    assert not re.search(r"[!-/:-@\[-`{-~]", re.sub(r"\\.", "", plain, flags=re.DOTALL))


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("https://a.b", "https:|//a.b"),
        ("WWW.a.b", "WWW|.a.b"),
        ("to a.b@c.d", "to a.b|@c.d"),
        (":material_home:", ":|material_home:"),
        (":streamlit:", ":|streamlit:"),
        ("a -> b <- c", "a -|> b <|- c"),
        ("a->b 1:2 x-y", "a->b 1:2 x-y"),
        ("a\nb\u202ec ", "a b c"),
    ],
)
def test_what_streamlit_looks_for_later_is_parted(text, parted):
    assert re.sub(r"\\(.)", r"\1", as_plain(text)).replace("\u2060", "|") == parted


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", "www.gov.cn", "data:text/html,x", "//gov.cn", "https://a@b.cn/"]
)
def test_only_an_address_of_a_page_is_followed(address):
    assert outside("<b>", address) == "&lt;b&gt;"


def test_a_link_to_elsewhere_tells_it_nothing():
    html = outside("a", "https://gov.cn/?a=1&b='2'")
    assert HtmlReader(html).tags == ["a"] and 'rel="noopener noreferrer"' in html
