"""Every parameter of every page: its name, its default, and what it may be. Pages, slides, decks and the site read this."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final

from data.consistency.result import VERDICTS
from data.evidence.dossier import QUOTED
from data.figures.comparability import BAND
from data.figures.delisted import INDICATOR
from data.figures.ranking import rankable
from data.figures.recorded import EVERY, grid, summary
from data.figures.reported import RATE
from data.load import Facts
from data.pairings.arrangements import choices
from data.pairings.comparison import comparable
from data.pairings.coverage import rules
from data.places.areas import NATION
from data.rows import records
from data.schema.place_model import BATCHES
from views.book import Book
from views.cooperation.figures import SHOW_VALUES, dimensions, figures_of, regions_on_side
from views.loaders import pairs
from views.memo import memoized
from views.overview.amounts import amounts_of
from views.overview.by_year import MOMENTS, series_with_years
from views.overview.national import HEADLINES
from views.overview.two_years import reported_years
from views.pairings.selection import ALL, filter_params
from views.params import Param, Substitute, split
from views.parts.places_named import pair_param, region_param
from views.trends.counties import OUTLINES, listed, provinces_of
from views.trends.observations import record_ids, regions_with


class Address(Mapping[str, str]):
    """The parameters of a page, each read when it is asked for: what one may be can follow from another.

    Parameters
    ----------
    read : callable
        Returns the value of a parameter: always an allowed one, or the default.
    """

    def __init__(self, page: str, facts: Facts, book: Book, read: Callable[[Param], str]) -> None:
        self.page, self.facts, self.book = page, facts, book
        self._read = read
        self._params: dict[str, Param] = {}

    def param(self, name: str) -> Param:
        """Return a parameter by its name."""
        if name not in self._params:
            self._params[name] = PAGES[self.page][name](self)
        return self._params[name]

    def __getitem__(self, name: str) -> str:
        """Return the value of a parameter."""
        return self._read(self.param(name))

    def __iter__(self) -> Iterator[str]:
        return iter(PAGES[self.page])

    def __len__(self) -> int:
        return len(PAGES[self.page])

    def values_of(self, *names: str) -> dict[str, str]:
        """Return the values of some parameters by their names: what is kept of a view follows from them alone."""
        return {name: self[name] for name in names}

    def several(self, name: str) -> list[str]:
        """Return the values of a parameter that may hold several, separated by commas: allowed ones, each once."""
        return split(self[name])


def names(page: str) -> frozenset[str]:
    """Return the names of a page's parameters; of a page that has none, an empty set."""
    return frozenset(PAGES.get(page, ()))


def from_values(page: str, facts: Facts, book: Book, values: Mapping[str, str]) -> Address:
    """Return an address whose parameters are given, for what is shown without a page.

    Parameters
    ----------
    values : mapping of str to str
        By name. One that is not allowed gives what it is known to stand for, else what the page would show instead.
    """
    parameters = dict(values)

    def read(param: Param) -> str:
        value = parameters.get(param.name, param.default)
        if param.several:
            return ",".join(part for part in dict.fromkeys(split(value)) if part in param.allowed) or param.default
        if value == param.default or value in param.allowed:
            return value
        substitute = param.substitute(value)
        if substitute and substitute.value:
            return substitute.value
        parameters.update(param.instead)
        return param.instead.get(param.name, param.default)

    return Address(page, facts, book, read)


Make = Callable[[Address], Param]


def _fixed(name: str, default: str, allowed: Collection[str]) -> Make:
    return lambda _at: Param(name, default, allowed)


def _first(name: str, allowed: Callable[[Address], Collection[str]]) -> Make:
    """The first of what is allowed is the default; nothing is, where nothing is recorded."""

    def make(at: Address) -> Param:
        values = allowed(at)
        return Param(name, next(iter(values), ""), values)

    return make


def _none(name: str, allowed: Callable[[Address], Collection[str]]) -> Make:
    """Nothing is chosen at first."""
    return lambda at: Param(name, "", allowed(at))


def _series(at: Address) -> list[str]:
    return series_with_years(at.facts)


def _region(at: Address) -> Param:
    return region_param(at.facts, at.book)


def _pair(at: Address) -> Param:
    """The pairs that have a record of being paired: a map can draw no other."""
    return pair_param(at.facts, at.book, [key for key, pairing in pairs(at.facts).items() if pairing])


def _own_region(at: Address) -> Param:
    """The region page shows a place whatever its address says: the country rather than some other place."""
    regions = at.book.regions
    instead = {"region": NATION} if NATION in regions else {}
    return region_param(at.facts, at.book, "650000" if "650000" in regions else next(iter(regions), ""), instead)


def _own_pair(at: Address) -> Param:
    instead = {"region": NATION} if NATION in at.book.regions else {}
    return pair_param(at.facts, at.book, pairs(at.facts).keys(), instead)


def _filter_param(name: str) -> Make:
    return lambda at: memoized("filters", lambda: filter_params(at.facts), at.facts)[name]


def _compared(name: str, which: int) -> Make:
    def make(at: Address) -> Param:
        recorded, opened = memoized("compared", lambda: _arrangements(at.facts), at.facts)
        return Param(name, opened[which] if opened else "", recorded)

    return make


def _arrangements(facts: Facts) -> tuple[list[str], tuple[str, str] | None]:
    offered = choices(facts)
    return [row["arrangement_id"] for row in records(offered) if row["pairs"]], comparable(offered)


def _regions(at: Address) -> Param:
    region_ids = regions_with(at.facts, RATE, BAND)
    return Param("regions", ",".join(i for i in HEADLINES if i in region_ids), region_ids, several=True)


def _ranks(at: Address) -> list[str]:
    def gather() -> list[str]:
        return [f"{row['basis_id']}~{row['level']}~{row['year']}" for row in records(rankable(at.facts, RATE))]

    return memoized("ranks", gather, at.facts)


def delisted_places(facts: Facts, book: Book) -> set[str]:
    """Return the counties on the list, the provinces they lie in, and those of which their number is reported."""
    rows = facts.observations[facts.observations["indicator_id"] == INDICATOR]
    reported = {i for i in rows["region_id"] if i in book.regions and book.regions[i]["level"] == "province"}
    return reported | {row["region_id"] for row in listed(facts)} | set(provinces_of(facts))


def _when_delisted(at: Address) -> Param:
    """It opens with the last batch: by then all had left. Older links have the same moment as the one of totals."""
    batches = BATCHES if listed(at.facts) else ()
    last = batches[-1] if batches else ""
    return Param("when", last, batches, lambda raw: Substitute(last) if raw == "total" and last else None)


def _side(name: str) -> Make:
    def make(at: Address) -> Param:
        regions = memoized("sides", lambda: regions_on_side(at.facts.cooperation, f"{name}_id"), at.facts, name)
        return Param(name, ALL, [ALL, *regions])

    return make


def _task(at: Address) -> Param:
    """It opens with the first task of which something is reported of the two sides."""
    offered, sides = dimensions(at["show"]), [at[side].replace(ALL, "") for side in ("helper", "recipient")]
    reported = memoized("reported", lambda: set(figures_of(at.facts, *sides)["dimension"]), at.facts, *sides)
    return Param("task", next((d for d in offered if d in reported), offered[0]), offered)


def _source(at: Address) -> Param:
    def gather() -> Param:
        tiers = {row["source_id"]: row["tier"] for row in records(at.facts.sources)}
        core = [source for source, tier in tiers.items() if tier == "core"]
        return Param("source", [*core, BOUNDARIES][0], [*core, *(i for i in tiers if i not in core), BOUNDARIES])

    return memoized("source", gather, at.facts)


def _quoted(at: Address) -> set[str]:
    return _all_ids(at.facts, *QUOTED)


def _all_ids(facts: Facts, *tables: str) -> set[str]:
    """The ids of all rows of tables, which an office may have tens of thousands of: gathered once for the same facts."""
    return memoized(
        "ids", lambda: {str(i) for table in tables for i in facts.table(table).iloc[:, 0].tolist()}, tables, facts
    )


def _indicators(at: Address) -> list[str]:
    return list(dict.fromkeys(memoized("recorded", lambda: summary(at.facts), at.facts)["indicator_id"]))


def _bases(at: Address) -> Param:
    recorded = memoized("recorded", lambda: summary(at.facts), at.facts)
    return Param("basis", ALL, [ALL, *dict.fromkeys(recorded[recorded["indicator_id"] == at["indicator"]]["basis_id"])])


def _cells(at: Address) -> set[str]:
    of = (at["indicator"], *(at[name].replace(ALL, EVERY) for name in ("basis", "level")))

    def gather() -> set[str]:
        return {f"{row['region_id']}~{row['year']}" for row in records(grid(at.facts, *of)) if row["n"]}

    return memoized("cells", gather, at.facts, *of) if of[0] else set()


def _ids(*tables: str) -> Callable[[Address], Collection[str]]:
    return lambda at: _all_ids(at.facts, *tables)


#: What is shown of the boundaries in place of a document.
BOUNDARIES: Final = "boundaries"
LEVELS: Final = ("province", "prefecture", "county", "area", ALL)

#: What the map of the overview shows.
FILLS: Final = ("role", "nine", "money", "rate")

#: Page to its parameters, in the order in which an address gives them.
PAGES: Final[Mapping[str, Mapping[str, Make]]] = {
    "overview": {
        # Before one map showed every year, two did.
        "fill": lambda _at: Param("fill", "role", FILLS, substitute={"year": Substitute("rate")}.get),
        "money": _first("money", lambda at: [one.key for one in amounts_of(at.facts)]),
        "series": _first("series", _series),
        "when": _fixed("when", "", {"", *MOMENTS}),
        "compare": _none("compare", lambda at: reported_years(at.facts, at["series"])),
        "region": _region,
        "pair": _pair,
    },
    "pairings": {
        "show": _fixed("show", "map", ("map", "sankey", "matrix", "table", "compare", "coverage")),
        **{name: _filter_param(name) for name in ("programme", "helper", "recipient", "kind", "date")},
        "region": _region,
        "pair": _pair,
        "rule": _first("rule", lambda at: [rule.rule_id for rule in rules(at.facts)]),
        "before": _compared("before", 0),
        "after": _compared("after", 1),
        # Slides alone: the flows of a map come helper by helper.
        "build": _fixed("build", "", ("", "helper")),
    },
    "trends": {
        "show": _fixed("show", "points", ("points", "rates", "ranking", "delisted")),
        "events": _fixed("events", "", ("", "1")),
        "axis": _fixed("axis", "linear", ("linear", "log")),
        "regions": _regions,
        "rank": _first("rank", _ranks),
        "as": lambda at: Param("as", "map" if listed(at.facts) else "chart", ("map", "chart")),
        "when": _when_delisted,
        "outline": _fixed("outline", "none", OUTLINES),
        "place": _none("place", lambda at: memoized("delisted", lambda: delisted_places(at.facts, at.book), at.facts)),
        "record": _none("record", _ids("observations", "events")),
    },
    "region": {"region": _own_region, "pair": _own_pair, "record": _none("record", lambda at: record_ids(at.facts))},
    "cooperation": {
        "show": _fixed("show", "tasks", SHOW_VALUES),
        "helper": _side("helper"),
        "recipient": _side("recipient"),
        "task": _task,
        "record": _none("record", _ids("cooperation")),
        "card": _none("card", lambda at: pairs(at.facts).keys()),
    },
    "sources": {
        "show": _fixed("show", "documents", ("documents", "conflicts", "checks", "recorded", "own")),
        "source": _source,
        "record": _none("record", _quoted),
        "verdict": _fixed("verdict", "disagrees", tuple(VERDICTS)),
        "indicator": _first("indicator", _indicators),
        "basis": _bases,
        "level": _fixed("level", "province", LEVELS),
        "cell": _none("cell", _cells),
    },
}
