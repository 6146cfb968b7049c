"""Outlines packed for the published site: read back they are the same, and they are less than half as long."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.static_site.packing import lean, lean_chart, pack
from geo.shapes.geometry import load_geometry
from geo.still.svg.paths import rings_path

SIGNS = [chr(c) for c in range(33, 125) if chr(c) not in "\"'<>&\\"]


def unpacked(text: str) -> list[tuple[list[int], bool]]:
    """The numbers of each piece and whether it is closed, read as the page's script reads them."""
    pieces, numbers, signs = [], list[int](), iter(text)
    for sign in signs:
        if sign in "}~":
            pieces.append((numbers, sign == "}"))
            numbers = []
            continue
        value = SIGNS.index(sign)
        if value >= 64:
            weight = 22
            while True:
                digit = SIGNS.index(next(signs))
                value += digit % 32 * weight
                weight *= 32
                if digit < 32:
                    break
        numbers.append(-(value + 1) // 2 if value % 2 else value // 2)
    return pieces


def read(path: str) -> list[tuple[list[int], bool]]:
    pieces = re.findall(r"M[^M]*", path.replace("h0", "l0 0"))
    return [([int(n) for n in re.findall(r"-?\d+", piece)], piece.endswith("z")) for piece in pieces]


def test_a_small_outline_by_hand():
    # 0 is '!', −1 is '#', 5 is the tenth step after 0: signs count from '!' and leave out what needs an escape.
    assert pack("M0 -1l5 0z") == "!#.!}"
    assert unpacked("!#.!}") == [([0, -1, 5, 0], True)]


@given(st.lists(st.integers(-200_000, 200_000), min_size=4, max_size=12).filter(lambda n: len(n) % 2 == 0), st.booleans())
def test_any_steps_are_read_back(numbers, closed):
    path = f"M{numbers[0]} {numbers[1]}l{' '.join(map(str, numbers[2:]))}{'z' if closed else ''}"
    assert unpacked(pack(path)) == [(numbers, closed)]


@pytest.mark.parametrize("step_km", [0.5, 0.1])
def test_the_outlines_of_provinces_are_read_back_and_less_than_half_as_long(step_km):
    geometry = load_geometry()
    paths = [rings_path(geometry.fine.rings["province", i], step_km) for i in geometry.ids("province")]
    assert all(unpacked(pack(path)) == read(path) for path in paths)
    assert sum(len(pack(path)) for path in paths) < 0.5 * sum(map(len, paths))


def test_a_map_keeps_short_paths_and_curves_as_they_are():
    long, short = "M0 0l" + "1 -1 " * 60 + "z", '<path d="M0 0l1 1z"/><path d="M1.5 2Q3 4 5 6"/>'
    told = 'data-region="650100" data-level="prefecture" data-unit="650000"'
    svg = f'{short}<path d="{long}" {told} fill="#fff"/>'
    assert lean(svg)[0] == f'{short}<path data-d="{pack(long)}" data-region="650000" fill="#fff"/>'


def test_the_inset_is_referred_to_and_its_islands_are_points_of_one_line():
    coast = "M0 0l" + "1 -1 " * 60
    islands = "".join(f'<circle cx="{x}" cy="2.5" r="0.8" fill="#57544d"/>' for x in (1, 2, 3))
    svg = f'<g class="inset"><path d="{coast}" stroke="#57544d"/></g>{islands}<rect x="1" fill="none"/>'
    drawn, outlines = lean(svg)
    ((name, path),) = outlines.items()
    assert path == coast and f'<use href="#{name}" stroke="#57544d"/>' in drawn
    line = '<path d="M1 2.5h0M2 2.5h0M3 2.5h0" fill="none" stroke="#57544d" stroke-width="1.6" stroke-linecap="round"/>'
    assert line in drawn and "circle" not in drawn


def test_names_that_look_the_same_say_so_once_and_keep_their_order():
    look, other = ' font-size="12" fill="#111"', ' font-size="12" fill="#222"'
    texts = [f'<text x="{n}" y="2.5"{look}>省{n}</text>' for n in range(3)]
    apart = f'<text x="9" y="9"{other}>&lt;b&gt;</text>'
    bare = "".join(re.sub(re.escape(look), "", text) for text in texts[:2])
    assert lean("".join([*texts[:2], apart, texts[2]]))[0] == f"<g{look}>{bare}</g>{apart}{texts[2]}"


def test_a_chart_keeps_what_is_pale_and_places_to_a_hundredth():
    svg = '<g style="opacity: 0.32; fill-opacity: 0.1;"><path d="M0,1h2" style="vector-effect: none; opacity: 1;"/></g>'
    assert lean_chart(svg) == '<g style="opacity: 0.32; fill-opacity: 0.1;"><path d="M0,1h2"/></g>'
    told = '<text transform="translate(135.57999999999998,-0.5)">0.0281%</text>'
    assert lean_chart(told) == '<text transform="translate(135.57,-0.5)">0.0281%</text>'


def test_a_chart_loses_what_says_nothing_and_keeps_its_words():
    style = "font-family: &quot;Microsoft YaHei&quot;, sans-serif; font-size: 12px; fill-opacity: 1;"
    empty = '<defs><g class="clips"/></defs><g class="bg"><g></g></g>'
    svg = f'<svg>{empty}<g class="xy" transform="translate(1,2)"><text class="t" style="{style}">32%</text></g></svg>'
    assert lean_chart(svg) == '<svg><g transform="translate(1,2)"><text style="font-size: 12px; ">32%</text></g></svg>'


def flow(flow_id: str, color: str = "#111|#222", halo: str = "") -> str:
    return (
        f'<g class="flow" data-flow="{flow_id}" data-helper="a" data-recipient="b" opacity="0.7">'
        '<linearGradient id="m-flow0" gradientUnits="userSpaceOnUse" x1="10" y1="20.04" x2="0" y2="-3">'
        f'<stop offset="0.45" stop-color="{color}"/><stop offset="1" stop-color="#c00|#e00"/></linearGradient>{halo}'
        '<path d="M10 20.04Q5.55 6 1 2" fill="none" stroke="url(#m-flow0)" stroke-width="1.5" stroke-dasharray="3 2"/>'
        '<path d="M0 -3L1 2L3 4Z" fill="#c00|#e00"/>' + f'<circle cx="10" cy="20.04" r="2.6" fill="{color}"/></g>'
    )


def test_a_flow_is_its_numbers_and_how_it_looks_where_that_changes():
    lines = re.findall(r'<g class="flow" ([^>]*)></g>', lean(flow("p1") + flow("p2") + flow("p3", "#333|#444"))[0])
    looks = [re.findall(r'data-look="([^"]*)"', line) for line in lines]
    assert looks == [["#111|#222;#c00|#e00;1.5;2.6;3 2;0.7"], [], ["#333|#444;#c00|#e00;1.5;2.6;3 2;0.7"]]
    ((steps, _),) = unpacked(re.findall(r'data-line="([^"]*)"', lines[0])[0] + "~")
    places = [sum(steps[n % 2 : n + 1 : 2]) / 10 for n in range(len(steps))]
    # It begins, bends and stops; the tip it points at; the head.
    assert places == pytest.approx([10, 20, 5.55, 6, 1, 2, 0, -3, 0, -3, 1, 2, 3, 4], abs=0.051)


def test_a_flow_with_a_halo_stays_as_it_is():
    svg = flow("p1", halo='<path d="M1 2" fill="none"/>')
    assert lean(svg)[0] == svg


def test_what_is_drawn_twice_says_its_path_once():
    long, other = ("M0 0l" + step * 60 + "z" for step in ("1 -1 ", "1 1 "))
    drawn, _ = lean("".join(f'<path d="{d}" stroke="#{n}"/>' for n, d in enumerate((long, long, other, long))))
    assert re.findall(r'data-d="([^"]*)"', drawn) == [pack(long), "=", pack(other), pack(long)]
