from __future__ import annotations

import json
from html.parser import HTMLParser

import pandas as pd
import pytest

from charts.base import ChartOptions
from charts.sankey.bands import chosen_pairing, sankey_height, sankey_option
from charts.sankey.graph import COLUMNS
from look.palette import palette
from tests.charts.toy import EN, HOSTILE, LOOK

# One pairing of two provinces, one with a prefecture of a third, one with an area of no province.
ROWS = [
    ("p1", "35", "Fujian", "64", "Ningxia", "64", "Ningxia"),
    ("p2", "3205", "Suzhou", "52", "Guizhou", "5206", "Tongren"),
    ("p3", "35", "Fujian", "", "", "A-x", "Borderland"),
]


def links(*rows):
    return pd.DataFrame(list(rows), columns=list(COLUMNS), dtype="str")


def draw(frame, options=None):
    return sankey_option(frame, LOOK, EN, options or ChartOptions())


def picked(data_type, index):
    """What the chart keeps under its key after one click, as Streamlit documents it."""
    group = {
        "series_index": 0,
        "series_id": "pairings",
        "series_name": None,
        "data_type": data_type,
        "data_indices": [index],
    }
    return {"selection": {"selected": [group], "areas": []}}


def test_a_pairing_is_one_band_or_two_of_width_one():
    series = draw(links(*ROWS))["series"][0]

    assert [(one["id"], one["source"], one["target"], one["value"]) for one in series["links"]] == [
        ("p1", "0:35", "1:64", 1),
        ("p2", "0:3205", "1:52", 1),
        ("p2", "1:52", "2:5206", 1),
        ("p3", "0:35", "2:A-x", 1),
    ]


def test_a_province_that_is_helped_ends_in_the_middle_column():
    nodes = {one["name"]: one["depth"] for one in draw(links(*ROWS))["series"][0]["data"]}

    assert nodes == {"0:3205": 0, "0:35": 0, "1:52": 1, "1:64": 1, "2:5206": 2, "2:A-x": 2}


def test_two_regions_of_one_name_are_two_nodes():
    frame = links(("p1", "1", "A", "2", "West", "21", "Same"), ("p2", "1", "A", "3", "South", "31", "Same"))

    nodes = draw(frame)["series"][0]["data"]

    same = [one["name"] for one in nodes if one["label"]["formatter"] == "Same"]
    assert same == ["2:21", "2:31"]


def test_the_subtitle_says_what_width_means():
    assert draw(links(*ROWS))["title"][0]["subtext"].startswith("Width counts pairings, not amounts")


def test_roles_have_the_colours_of_the_palette():
    dark = palette("dark")
    nodes = sankey_option(links(*ROWS), dark, EN, ChartOptions())["series"][0]["data"]

    assert {(one["depth"], one["itemStyle"]["color"]) for one in nodes} == {
        (0, dark.helper_strong),
        (1, dark.recipient_strong),
        (2, dark.recipient_strong),
    }


def test_the_option_is_plain_json_and_calls_nothing_up():
    text = json.dumps(draw(links(*ROWS)), allow_nan=False)

    assert "http" not in text
    assert "image://" not in text


@pytest.mark.parametrize(("index", "pairing"), [(0, "p1"), (1, "p2"), (2, "p2"), (3, "p3")])
def test_a_band_leads_to_its_pairing(index, pairing):
    assert chosen_pairing(picked("edge", index), links(*ROWS)) == pairing


@pytest.mark.parametrize("index", [0, 1, 2, 5])
def test_a_node_leads_to_no_pairing(index):
    assert chosen_pairing(picked("node", index), links(*ROWS)) is None


@pytest.mark.parametrize(
    "state",
    [None, {}, {"selection": {"selected": [], "areas": []}}, picked("edge", 4), picked("main", 0), picked("edge", "0")],
)
def test_nothing_or_something_stale_chooses_nothing(state):
    assert chosen_pairing(state, links(*ROWS)) is None


def test_the_chart_is_as_high_as_its_bands_need():
    def height(count):
        rows = [(f"p{i}", "1", "A", "2", "West", f"2{i}", f"Part {i}") for i in range(count)]
        return sankey_height(links(*rows), EN, ChartOptions(height_px=300))

    assert height(1) < 150
    assert height(10) == 300
    assert height(60) > 60 * 14


def test_an_empty_frame_says_that_nothing_is_recorded():
    option = draw(links())

    assert option["series"] == []
    assert option["title"]["text"] == "No data recorded"


class Tags(HTMLParser):
    """Which tags a browser would see, and what it would show."""

    def __init__(self):
        super().__init__()
        self.tags: list[str] = []
        self.shown = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.shown += data


@pytest.mark.parametrize("text", [*HOSTILE, "{a} {b} {c} {@[0]}"])
def test_hostile_text_is_shown_as_text(text):
    frame = links(("p1", "1", text, "2", text, "21", text)).assign(detail=text)

    series = draw(frame)["series"][0]

    for one in (*series["data"], *series["links"]):
        seen = Tags()
        seen.feed(one["tooltip"]["formatter"])
        assert set(seen.tags) <= {"b", "br"}
        assert text in seen.shown
        assert "{" not in one["tooltip"]["formatter"]
    for one in series["data"]:
        assert one["label"]["formatter"].replace("\u2060", "") == text
        assert not any(field in one["label"]["formatter"] for field in ("{a}", "{b}", "{c}", "{@"))
