"""The reader's window: what a browser says, and what charts are given."""

from __future__ import annotations

import pytest

from ui.shared.window import Window, read


@pytest.mark.parametrize(
    "said", ["", "1366", "1366×768", "12x12", "1e9x768", "1366x768;x", "123456x768", None, 1366, ["1x1"]]
)
def test_what_is_no_size_is_none(said):
    assert read(said) is None


def test_a_size_is_kept_within_what_is_reckoned_with():
    assert read("1366x768") == Window(1366, 768)
    assert read("100x99999") == Window(320, 2160)


def test_type_is_13_px_at_768_and_17_px_at_1080_and_never_smaller():
    sizes = {(1366, 768): 13, (1920, 1080): 17, (911, 512): 13, (390, 844): 13, (1024, 1366): 13}
    for (wide, high), size in sizes.items():
        assert round(13 * Window(wide, high).scale, 1) == pytest.approx(size, abs=0.1)
    assert Window(3840, 2160).scale > Window(2560, 1440).scale > Window(1920, 1080).scale


def test_a_column_has_its_share_and_a_phone_gives_it_all():
    assert Window(1366, 768).wide() == 1314 and Window(1366, 768).wide(0.7) == round(0.7 * 1298)
    assert Window(390, 844).wide(0.7) == Window(390, 844).wide() == 338


def test_what_is_left_of_the_height_keeps_its_bounds():
    assert Window(1366, 768).high(408, 290, 560) == 360
    assert Window(911, 512).high(408, 290) == 290
    assert Window(1366, 2160).high(408, 290, 560) == 560
