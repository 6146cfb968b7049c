"""What a headline names, and what is chosen, has its name on the map beside it, on laptops and on phones."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from geo.scene import CHOSEN_RANK, FOREMOST, NAMED_RANK
from tests.browser.atlas import open_map
from tests.browser.maps.lying import judged, read

pytestmark = pytest.mark.again

SIZES = ((390, 844), (1366, 768))
#: Path, query, and names that must be there.
VIEWS: tuple[tuple[str, dict[str, str], tuple[str, ...]], ...] = (
    ("pairings", {}, ("520000", "440000")),
    ("pairings", {"region": "640000"}, ("640000", "350000")),
    # Of its partners, that are named below the headline, one has no part in the map's own list.
    ("", {"region": "650000"}, ("650000", "320000", "370000", "110000", "140000")),
    ("", {"region": "520000"}, ("520000", "210200", "440100")),
    # A county is named where the headline names it.
    ("", {"region": "440300"}, ("440300", "520000", "451081")),
)
#: Provinces that are large enough for their names, though much lies in them: a name aside was taken for the neighbour's.
AT_HOME = {"520000", "440000", "640000", "650000"}
RANKS = """most => window.hooked[1].labels.filter((one) => one.rank <= most).flatMap((one) => one.ids)"""


@pytest.mark.parametrize(("path", "query", "wanted"), VIEWS, ids=lambda v: str(v))
def test_what_the_headline_names_is_named_on_the_map(page: Page, whole_url: str, path: str, query: dict[str, str], wanted):
    view = open_map(page, whole_url, path, **query)
    for size in SIZES:
        state = read(view, size)
        named, found = {one["id"] for one in state["named"]}, judged(state)
        assert set(wanted) <= named, size
        # What is chosen, and on a laptop's map what the headline names.
        first = set(view.frame.evaluate(RANKS, CHOSEN_RANK if size == SIZES[0] else NAMED_RANK)) & AT_HOME
        assert not {one["id"] for one in state["named"] if one["line"]} & first, size
        # Of eight that are named below the headline one may find no room on a phone.
        missing = set(view.frame.evaluate(RANKS, NAMED_RANK)) - named
        assert len(missing) <= (size == SIZES[0]), (size, missing)
        assert (found["off"], found["collide"], found["far"]) == ([], [], []), size
        # Of the partners of what is chosen rather few go without than others that have no part in it.
        partners = set(view.frame.evaluate(RANKS, FOREMOST))
        assert len(partners - named) <= len(partners) / 4, size
