"""The scene of the benchmark: as many flows as it says, the same each time, and nothing that could pass for a fact."""

from __future__ import annotations

from geo.shapes.load import load_county_places
from tests.bench.synthetic import synthetic_scene


def test_the_same_seed_gives_the_same_flows_between_real_counties():
    counties = load_county_places()
    first, again = synthetic_scene(50), synthetic_scene(50)
    assert first.flows == again.flows != synthetic_scene(50, seed=1).flows
    assert len(counties) > 2_800
    assert all(flow.helper_id in counties and flow.recipient_id in counties for flow in first.flows)
    assert all(flow.helper_id != flow.recipient_id and flow.flow_id.startswith("synthetic-") for flow in first.flows)
