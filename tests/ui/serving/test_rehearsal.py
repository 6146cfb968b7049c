"""What is drawn before readers come: views of every page that shows records; nothing where Streamlit does not run."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from tests.ui.asgi import alone
from ui.navigation import PAGES
from ui.serving.rehearsal import Rehearsal, addresses
from views.addresses import VIEWS, refused, view_of


@pytest.mark.parametrize(("page", "query"), addresses())
def test_what_is_drawn_is_a_view_and_none_of_it_is_refused(page: str, query: str):
    name = next(each.name for each in PAGES if each.address == page)
    values = dict(parse_qsl(query))
    assert set(values) <= set(VIEWS[name]) and refused(view_of(name, values)) is None


def test_every_page_of_records_is_drawn():
    drawn = {page for page, _ in addresses()}
    assert drawn == {each.address for each in PAGES if each.name in VIEWS}


def test_every_form_of_a_page_is_drawn_once():
    drawn = addresses()
    assert [page for page, _ in drawn].count("pairings") == 6 and len(drawn) == len(set(drawn)) == 4 + 6 + 4 + 2 + 5 + 5
    assert {("", ""), ("", "fill=nine"), ("pairings", "show=matrix"), ("sources", "show=own")} <= set(drawn)


def test_where_streamlit_does_not_run_nothing_is_drawn():
    async def begun() -> bool:
        one = Rehearsal()
        one.begin()
        return one.is_under_way

    assert alone(begun()) is False
