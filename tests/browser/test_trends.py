"""The trends: reported points, their labels, and the words behind each of them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from geo.shapes.load import load_county_places, load_inset
from look.palette import palette
from tests.browser import spots
from tests.browser.atlas import MapView, open_map, open_view, wait_in_frame, wait_painted

pytestmark = pytest.mark.again

PANEL = ".st-key-panel"
NINGDE = "o-nd-phr"

# The reported poverty rates of the seed documents: two ends of two periods, two single values.
POINTS = ["o-xj-phr-start", "o-xj-phr-end", "o-nj4-phr-start", "o-nj4-phr-end", "o-nd-phr", "o-gs-phr"]


def open_trends(page: Page, url: str, **query: str) -> Locator:
    """Open the view of all points and return its main chart, drawn."""
    open_view(page, url, "trends", **{"show": "rates"} | query)
    chart = page.locator(".st-key-trend")
    chart.locator("path.point").first.wait_for()
    return chart


def marks(chart: Locator) -> dict[str, list[float]]:
    """Return the record of every mark of a chart, with the mark's middle in the window."""
    found: dict[str, list[float]] = chart.evaluate(
        """chart => Object.fromEntries([...chart.querySelectorAll("path.point")].filter(p => p.__data__?.data).map(p => {
            const box = p.getBoundingClientRect();
            return [p.__data__.data, [box.x + box.width / 2, box.y + box.height / 2]];
        }))"""
    )
    return found


def height_of(chart: Locator, record: str) -> float:
    return marks(chart)[record][1]


def open_key_points(page: Page, url: str, **query: str) -> Locator:
    """Open the page as it opens and return its panels, drawn."""
    open_view(page, url, "trends", **query)
    chart = page.locator(".st-key-key-points")
    chart.locator("path.point").first.wait_for()
    return chart


def test_it_opens_with_the_finding_and_its_figures_large(page, atlas_url):
    chart = open_key_points(page, atlas_url)

    finding = page.locator(".page-head .answer")
    for value in ("32% → 15%", "46.8% → 22.7%", "0.028%", "9.6%"):
        expect(finding).to_contain_text(value)
    for label in ("32%", "15%", "46.8%", "22.7%", "0.028%", "9.6%"):
        figure = chart.locator(".textpoint text", has_text=re.compile(f"^{re.escape(label)}$")).first
        size = figure.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
        assert size >= 24, (label, size)
    drawn = marks(chart)
    assert [record for record in POINTS if record not in drawn] == []
    # One scale for all panels: what is more stands higher, whichever panel it is in.
    heights = [drawn[record][1] for record in ("o-nj4-phr-start", "o-xj-phr-start", "o-nj4-phr-end", "o-gs-phr", "o-nd-phr")]
    assert heights == sorted(heights)


def test_a_chosen_point_is_ringed_and_escape_leads_back(page, atlas_url):
    chart = open_key_points(page, atlas_url)

    x, y = marks(chart)[NINGDE]
    page.mouse.click(x, y)

    expect(page).to_have_url(re.compile(rf"record={NINGDE}"))
    expect(page.locator(f"{PANEL} mark").first).to_have_text("0.028%")
    ringed = """id => [...document.querySelectorAll(".st-key-key-points path.point")]
        .filter(p => p.__data__?.data === id).length === 2"""
    wait_in_frame(lambda: page.main_frame, ringed, NINGDE)

    page.keyboard.press("Escape")

    expect(page).not_to_have_url(re.compile("record="))
    expect(page.locator(PANEL)).to_have_count(0)


@pytest.mark.parametrize(("width", "height", "least"), [(1366, 768, 12), (1920, 1080, 15), (390, 844, 12)])
def test_a_chart_is_laid_out_for_the_window_it_is_opened_in(page, atlas_url, width, height, least):
    page.set_viewport_size({"width": width, "height": height})
    chart = open_key_points(page, atlas_url)

    sizes = chart.evaluate(
        "chart => [...chart.querySelectorAll('.xtick text')].map(node => parseFloat(getComputedStyle(node).fontSize))"
    )
    assert sizes and min(sizes) >= least
    # No panel beyond the window, no word beyond the chart.
    inside = chart.evaluate(
        """chart => [...chart.querySelectorAll("text")].every(node => {
            const box = node.getBoundingClientRect();
            return !box.width || (box.left >= 0 && box.right <= innerWidth + 1);
        })"""
    )
    assert inside


def test_a_window_made_narrower_has_its_chart_laid_out_anew(page, atlas_url):
    chart = open_key_points(page, atlas_url)
    (one, _), (other, _) = (marks(chart)[record] for record in ("o-xj-phr-start", "o-nj4-phr-start"))
    assert other > one + 100, "two panels side by side"

    page.set_viewport_size({"width": 390, "height": 844})

    # In one column the first values of two places stand one above the other.
    wait_in_frame(
        lambda: page.main_frame,
        """([a, b]) => {
            const at = id => [...document.querySelectorAll(".st-key-key-points path.point")]
                .find(p => p.__data__?.data === id)?.getBoundingClientRect();
            return at(a) && at(b) && Math.abs(at(a).x - at(b).x) < 2 && at(b).y > at(a).y + 100;
        }""",
        ["o-xj-phr-start", "o-nj4-phr-start"],
    )


def test_every_reported_rate_is_a_point_with_its_value_beside_it(page, atlas_url):
    chart = open_trends(page, atlas_url)

    drawn = marks(chart)
    assert [record for record in POINTS if record not in drawn] == []
    for label in ("46.8%", "22.7%", "32%", "15%", "9.6%", "0.028%"):
        expect(chart.locator(".textpoint", has_text=label).first).to_be_visible()
    expect(chart.locator(".legend")).to_contain_text("报道的期初与期末")
    # Higher on the screen is more: the order of the values, by hand.
    heights = [drawn[record][1] for record in ("o-nj4-phr-start", "o-xj-phr-start", "o-nj4-phr-end", "o-gs-phr", "o-nd-phr")]
    assert heights == sorted(heights)


def test_in_english_the_legend_says_reported_end_points(page, atlas_url):
    chart = open_trends(page, atlas_url, lang="en")

    expect(chart.locator(".legend")).to_contain_text(re.compile("reported end points", re.IGNORECASE))


def test_a_click_on_a_point_shows_the_words_it_came_from(page, atlas_url):
    chart = open_trends(page, atlas_url)

    x, y = marks(chart)[NINGDE]
    page.mouse.click(x, y)

    expect(page).to_have_url(re.compile(rf"record={NINGDE}"))
    panel = page.locator(PANEL)
    expect(panel.locator(".fact-figure").first).to_have_text("0.028%")
    expect(panel.locator("blockquote").first).to_be_visible()
    expect(panel.locator("mark").first).to_have_text("0.028%")


def test_a_link_to_a_record_opens_its_words(page, atlas_url):
    open_trends(page, atlas_url, record="o-nj4-phr-start")

    expect(page.locator(f"{PANEL} mark").first).to_have_text("46.8%")


def test_the_axis_switch_moves_the_points_and_goes_into_the_url(page, atlas_url):
    chart = open_trends(page, atlas_url)
    even = height_of(chart, "o-gs-phr") - height_of(chart, NINGDE)

    page.locator(".st-key-w_axis").get_by_role("radio", name="对数", exact=True).click()

    expect(page).to_have_url(re.compile("axis=log"))
    # On an even scale to 46.8 the distance of 9.6 and 0.028 is a fifth of the axis; on the logarithmic one, over a half.
    wait_in_frame(
        lambda: page.main_frame,
        """([start, end, before]) => {
            const at = id => [...document.querySelectorAll(".st-key-trend path.point")]
                .find(p => p.__data__?.data === id)?.getBoundingClientRect().y;
            return Math.abs(at(end) - at(start)) > 1.7 * before;
        }""",
        ["o-gs-phr", NINGDE, abs(even)],
    )


def test_events_are_noted_and_the_table_says_the_same(page, atlas_url):
    open_trends(page, atlas_url)
    expect(page.locator(PANEL)).not_to_contain_text("新疆维吾尔自治区党委召开扶贫开发工作会议")

    page.locator(".st-key-w_events label").first.click()

    expect(page).to_have_url(re.compile("events=1"))
    expect(page.locator(PANEL)).to_contain_text("新疆维吾尔自治区党委召开扶贫开发工作会议")
    chart = page.locator(".st-key-trend")
    wait_in_frame(
        lambda: page.main_frame,
        """id => [...document.querySelectorAll(".st-key-trend path.point")].some(p => p.__data__?.data === id)""",
        "ev-20160107-xinjiang",
    )
    assert "ev-20160107-xinjiang" in marks(chart)
    page.locator(".st-key-table summary").click()
    rows = page.locator(".st-key-table tbody tr")
    expect(rows).to_have_count(len(POINTS))
    expect(rows.filter(has_text="0.028%")).to_have_count(1)


@pytest.mark.parametrize("regions", ["350900", "350900,nowhere"])
def test_the_link_says_which_places_are_drawn(page, atlas_url, regions):
    chart = open_trends(page, atlas_url, regions=regions)

    assert [record for record in POINTS if record in marks(chart)] == [NINGDE]
    expect(page.locator(".notice")).to_have_count(1 if "nowhere" in regions else 0)


#: Dongxiang, of the last batch: approved on 21 November 2020.
DONGXIANG = "622926"
QIONGZHONG = "469030"


# A step on; what the map shows and how often it has told the page, before anything else can happen.
STEP = """() => {
    const tell = window.Streamlit.setComponentValue;
    let told = 0;
    window.Streamlit.setComponentValue = () => (told += 1);
    document.querySelectorAll(".atlas-time button")[2].click();
    window.Streamlit.setComponentValue = tell;
    return [atlas.state.year, atlas.state.known, told];
}"""


def left(view: MapView) -> str:
    return str(view.frame.locator(".atlas-time output").inner_text())


def color_of(view: MapView, county: str) -> str:
    at = load_county_places()[county]["label"]
    ((r, g, b, _),) = spots.sheet_colors(view, spots.BACK, [(at[0], at[1])])
    return f"#{r:02x}{g:02x}{b:02x}"


INSET_COLOR = """([x, y, frame]) => {
  const canvas = document.querySelector(".atlas-inset canvas"), s = canvas.width / (frame[2] - frame[0]);
  return [...canvas.getContext("2d").getImageData((x - frame[0]) * s, (frame[3] - y) * s, 1, 1).data.slice(0, 3)];
}"""


def color_in_inset(view: MapView, county: str) -> str:
    r, g, b = view.frame.evaluate(INSET_COLOR, [*load_county_places()[county]["label"], list(load_inset()["frame"])])
    return f"#{r:02x}{g:02x}{b:02x}"


def test_the_inset_has_the_colours_of_the_map_and_changes_with_the_year(page, whole_url):
    """Hainan was white in it, and stepping the year left the inset as it was."""
    page.set_viewport_size({"width": 1920, "height": 1080})
    view = open_map(page, whole_url, "trends", show="delisted", lang="zh", when="2017", **{"as": "map"})
    view.wait_for("state.counties === 2875")
    look = palette("light")
    assert color_in_inset(view, QIONGZHONG) == color_of(view, QIONGZHONG) == look.ahead

    view.frame.evaluate(STEP)
    assert color_in_inset(view, QIONGZHONG) == color_of(view, QIONGZHONG) == look.batches(5)[2]


def test_the_counties_leave_batch_by_batch_and_one_leads_to_its_words(page, whole_url):
    view = open_map(page, whole_url, "trends", show="delisted", lang="zh", when="2017", **{"as": "map"})
    view.wait_for("state.counties === 2875")
    expect(page.locator(".page-head .answer")).to_contain_text(re.compile(r"^832"))
    look = palette("light")
    assert "2017" in left(view) and f"{28 + 125} " in left(view)
    assert color_of(view, DONGXIANG) == look.ahead

    stepped = view.frame.evaluate(STEP)
    assert stepped == [2018, 28 + 125 + 283, 0], "shown at once, and nothing asked of the server"
    assert f"{28 + 125 + 283} " in left(view)

    view.frame.locator(".atlas-time button").nth(1).click()
    view.wait_for("state.year === 2020")
    assert "832 " in left(view) and color_of(view, DONGXIANG) == look.batches(5)[-1]
    assert view.state["mounts"] == 1

    page.reload()
    view = wait_painted(page)
    view.wait_for("state.counties === 2875")
    spots.click_at(view, tuple(load_county_places()[DONGXIANG]["label"]))

    expect(page).to_have_url(re.compile(f"place={DONGXIANG}"))
    panel = page.locator(PANEL)
    expect(panel.locator("h3")).to_have_text("东乡族自治县")
    expect(panel.locator(".fact-figure").first).to_have_text("2020年批次")
    expect(panel.locator(".fact-when").first).to_contain_text("2020年11月21日")
    expect(panel.locator("blockquote").first).to_contain_text("东乡族自治县")
    assert panel.locator("blockquote").first.is_visible()

    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile("place="))


def test_a_step_is_told_to_the_page_once_it_rests_and_the_link_shows_the_same(page, whole_url):
    view = open_map(page, whole_url, "trends", show="delisted", lang="zh", **{"as": "map"})
    view.wait_for("state.counties === 2875")

    view.frame.locator(".atlas-time button").first.click()

    expect(page).to_have_url(re.compile("when=2019"))
    expect(page.locator(f"{PANEL} .panel-said")).to_contain_text("780")
    assert view.state["mounts"] == 1 and view.state["year"] == 2019
