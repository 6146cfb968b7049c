"""Players are made beside the pages: once for all who ask, at once where they are ready, and not for those who left."""

from __future__ import annotations

import html
import threading
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette

from export.deck.deck import Deck, DeckSlide
from export.deck.packing import pack
from export.jobs.job import Jobs
from export.jobs.worker import Limits
from tests.export import works
from tests.export.works import Gate
from tests.ui.asgi import Asking, get
from text.catalogue import Catalogue
from ui.present.jobs import players
from ui.serving import server

TITLES = ("first", "second", "third")


@pytest.fixture
def gates(monkeypatch) -> Iterator[dict[str, Gate]]:
    """Decks whose making waits at a gate, one at a time and three at most, two of one viewer."""
    jobs = Jobs({"making": Limits(seconds=60, megabytes=500)}, most=3, a_viewer=2)
    monkeypatch.setattr(players, "PLAYERS", jobs)
    monkeypatch.setattr(players, "making", SimpleNamespace(player=works.player))
    monkeypatch.setattr(players, "_PLAYER_JOBS", {})
    made = {title: Gate() for title in TITLES}
    for title, gate in made.items():
        monkeypatch.setenv(f"ATLAS_GATE_{title}", str(gate.port))
    yield made
    jobs.close()
    for gate in made.values():
        gate.close()


@pytest.fixture
def ask() -> Callable[..., Asking]:
    app = Starlette(routes=server.routes(), middleware=server.middleware())
    return lambda title, host="10.0.0.1": Asking(app, address(title), client=host)


def until(condition: Callable[[], bool]) -> None:
    pause = threading.Event()
    assert any(condition() or pause.wait(0.02) for _ in range(3_000))


def address(title: str) -> str:
    return f"/atlas/deck?d={pack(Deck(title, (DeckSlide('overview'),)))}&lang=en"


def test_what_is_ready_is_served_while_another_is_made(gates, ask):
    first = ask("first")
    assert gates["first"].begun()
    gates["first"].go()
    assert first.answer().text == "first"
    second = ask("second")
    assert gates["second"].begun()

    again = ask("first").answer()

    assert (again.status, again.text) == (200, "first") and not second.answered()
    gates["second"].go()
    assert second.answer().text == "second"


def test_one_player_is_made_for_all_who_ask_for_it(gates, ask):
    asking = [ask("first") for _ in range(5)]
    assert gates["first"].begun()
    gates["first"].go()
    assert [one.answer().text for one in asking] == ["first"] * 5


def test_it_is_given_up_when_the_last_who_asked_has_hung_up(gates, ask):
    one, other = ask("first"), ask("first")
    assert gates["first"].begun()
    one.hang_up()
    assert one.answer().status == 204
    second = ask("second")

    other.hang_up()

    assert other.answer().status == 204 and gates["first"].left()
    assert gates["second"].begun()  # there is room for the next
    gates["second"].go()
    assert second.answer().text == "second"


def test_it_is_made_once_more_where_it_was_being_given_up_when_one_came(gates, ask):
    other = ask("first")
    assert gates["first"].begun()

    (made,) = players._PLAYER_JOBS.values()
    assert made.job is not None
    made.job.cancel()

    assert gates["first"].left()
    assert gates["first"].begun()
    gates["first"].go()
    assert other.answer().text == "first"


@pytest.mark.parametrize("hosts", ["aaa", "abcd"], ids=["of one viewer", "in all"])
def test_too_many_are_told_to_come_again(gates, ask, hosts):
    titles = ("first", "second", "third", "fourth")
    asking = [ask("first", hosts[0])]
    assert gates["first"].begun()
    asking += [ask(titles[n], hosts[n]) for n in range(1, len(hosts) - 1)]
    until(lambda: len(players._PLAYER_JOBS) == len(asking))

    page = ask(titles[len(hosts) - 1], hosts[-1]).answer()

    assert (page.status, page.headers["retry-after"]) == (503, "10")
    assert Catalogue.load("en")("deck.trouble_busy", seconds=10) in page.text
    for one in asking:
        one.hang_up()
        one.answer()


def test_what_cannot_be_made_is_told(gates, ask, monkeypatch):
    monkeypatch.setattr(players, "making", SimpleNamespace(player=works.crashes))
    page = ask("first").answer()
    assert page.status == 500 and Catalogue.load("en")("export.worker_died") in html.unescape(page.text)


def test_the_page_that_is_no_player_is_no_worse(gates):
    app = Starlette(routes=server.routes(), middleware=server.middleware())
    assert get(app, "/atlas/deck?d=nonsense").status == 400
