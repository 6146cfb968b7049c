"""Links between pages keep language, theme and presenting, and nothing else."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.hostile import HOSTILE
from tests.ui.page import address as address
from ui.opened import reader
from ui.shared.links import carried


def test_a_plain_link_is_short(address):
    assert (reader().href("region"), reader().href("")) == ("./region", "./")
    assert reader().href("region", pair="350000-640000") == "./region?pair=350000-640000"


def test_language_and_theme_come_along(address):
    address.update(lang="en", theme="dark", fill="rate", region="640000")
    assert carried() == {"lang": "en", "theme": "dark"}
    assert reader().href("region", region="350000") == "./region?lang=en&theme=dark&region=350000"


def test_the_default_language_is_not_written(address):
    address.update(lang="zh")
    assert reader().href("trends") == "./trends"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_id_stays_one_value_of_the_query(address, text):
    parts = urlsplit(reader().href("region", pair=text))
    assert (parts.scheme, parts.netloc, parts.path) == ("", "", "./region")
    assert parse_qs(parts.query, keep_blank_values=True) == {"pair": [text]}
    assert not set("<>\"'` ") & set(reader().href("region", pair=text))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_language_is_not_carried(address, text):
    address.update(lang=text)
    assert reader().href("region") == "./region"
