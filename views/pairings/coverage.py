"""The coverage check in words: a rule's name, how places are covered, and by which pairs."""

from __future__ import annotations

import pandas as pd

from data.load import Facts
from data.pairings.coverage import STATUSES, Rule, coverage
from data.rows import records
from geo.compose.pairs import coverage_scene
from geo.compose.scenes import Setting
from geo.scene import Scene
from text.catalogue import Catalogue
from views.book import Book
from views.loaders import Shapes, gazetteer
from views.overview.national import credit, curves_of
from views.parts.markup import Markup, element, join


def check_of(
    rule: Rule, pairings: pd.DataFrame, facts: Facts, shapes: Shapes, book: Book
) -> tuple[pd.DataFrame, pd.DataFrame, Scene]:
    """Hold some pairings against a rule, and draw what comes of it.

    Parameters
    ----------
    pairings : DataFrame
        The pairings that count.

    Returns
    -------
    result : DataFrame
        As :func:`data.pairings.coverage.coverage` gives it.
    used : DataFrame
        The rows of ``pairings`` that cover a place of the rule.
    scene : Scene
        Its legend counts the places without a shape too.
    """
    t, name = book.t, rule_name(rule, book)
    result = coverage(rule, pairings, facts.regions, facts.area_members)
    statuses = {row["region_id"]: row["status"] for row in records(result)}
    used = pairings[pairings["pairing_id"].isin({i for ids in result["pairing_ids"] for i in ids})]
    direct = curves_of(used[used["recipient_id"].isin(statuses)], facts, shapes)
    setting = Setting(book.look, t, credit(shapes, t), t("coverage.alt", name=name), title=name)
    shaped = {i: str(book.regions[i]["level"]) for i in shapes.places if i in book.regions}
    places = gazetteer(facts, shapes, t.lang)
    return result, used, coverage_scene(statuses, direct, places, setting, (t("coverage.note"),), shaped)


def status_names(t: Catalogue) -> dict[str, str]:
    """Name the ways in which a place may be covered."""
    return {
        "direct": t("coverage.direct"),
        "through_province": t("coverage.through_province"),
        "through_area": t("coverage.through_area"),
        "none": t("coverage.none"),
    }


def coverage_table(result: pd.DataFrame, facts: Facts, book: Book) -> pd.DataFrame:
    """Return every place of a rule with how it is covered and by which pairs, in the reader's language.

    Parameters
    ----------
    result : DataFrame
        As :func:`data.pairings.coverage.coverage` gives it.

    Returns
    -------
    DataFrame
        Three columns: place, status, pairs.
    """
    t, titles = book.t, status_names(book.t)
    pairs = {row["pairing_id"]: row for row in records(facts.pairings)}
    heads = (t("table.region"), t("slide.status"), t("slide.pairings"))
    rows = [
        (
            book.region(row["region_id"]),
            titles[row["status"]],
            t("describe.semicolon").join(
                dict.fromkeys(
                    t("tip.pair", helper=book.region(pair["helper_id"]), recipient=book.region(pair["recipient_id"]))
                    for pair in (pairs[i] for i in row["pairing_ids"])
                )
            ),
        )
        for row in records(result)
    ]
    return pd.DataFrame(rows, columns=list(heads))


def rule_name(rule: Rule, book: Book) -> str:
    """Name a rule in the reader's language."""
    fields = {name: book.region(value) for name, value in rule.fields.items()}
    return book.t(rule.name_key, **fields)


def translation(rule: Rule, t: Catalogue) -> str:
    """Return what the Chinese sentence of a rule says; empty to a reader of Chinese, and for a rule without a sentence."""
    return "" if t.lang == "zh" else rule.title_en


def answer(rule: Rule, result: pd.DataFrame, date: str, book: Book) -> str:
    """Say in a line how the places of a rule are covered: '30 autonomous prefectures: 10 directly · …'.

    Parameters
    ----------
    result : DataFrame
        As :func:`data.pairings.coverage.coverage` gives it.
    date : str
        Of all pairings that count, in words; empty where they have several.
    """
    t, counts = book.t, result["status"].value_counts()
    area = book.region(rule.fields["area"]) if "area" in rule.fields else ""
    whom = t("coverage.members", area=area, n=len(result)) if area else t("coverage.autonomous", n=len(result))
    parts = [t(f"coverage.n_{status}", n=int(counts.get(status, 0))) for status in STATUSES]
    # A way in which nobody is covered says nothing; that nobody is left out does.
    present = [text for status, text in zip(STATUSES, parts, strict=True) if status == "none" or counts.get(status, 0)]
    covered = t("coverage.answer", whom=whom, parts=" · ".join(present))
    return t("coverage.answer_dated", date=date, covered=covered) if date else covered


def elsewhere(rule: Rule, result: pd.DataFrame, facts: Facts, book: Book) -> str:
    """Say how many of the places that nothing chosen covers other recorded pairs cover; empty where there are none.

    Parameters
    ----------
    result : DataFrame
        As :func:`data.pairings.coverage.coverage` gives it.
    """
    t, uncovered = book.t, set(result.loc[result["status"] == "none", "region_id"])
    wider = coverage(rule, facts.pairings, facts.regions, facts.area_members)
    # How many are covered directly, how many through their province, rests on which records are shown: it is no finding.
    covered = int((wider["region_id"].isin(uncovered) & (wider["status"] != "none")).sum())
    if not covered:
        return ""
    key = "coverage.elsewhere_all" if covered == len(uncovered) else "coverage.elsewhere"
    return t(key, n=len(uncovered), m=covered)


def coverage_lists(result: pd.DataFrame, facts: Facts, book: Book) -> list[Markup]:
    """List the places of a rule, those first that nothing covers, each with the pairs that do.

    Parameters
    ----------
    result : DataFrame
        As :func:`data.pairings.coverage.coverage` gives it.
    """
    t = book.t
    # What is not covered comes first: it is what the check was asked for.
    titles = dict(sorted(status_names(t).items(), key=lambda entry: entry[0] != "none"))
    pairs = {row["pairing_id"]: row for row in records(facts.pairings)}
    parts = []
    for status, title in titles.items():
        rows = [row for row in records(result) if row["status"] == status]
        if not rows:
            continue
        items = []
        for row in rows:
            # Two records of one pair, such as of two arrangements, lead to the same page.
            by_ends = {(pairs[i]["helper_id"], pairs[i]["recipient_id"]): pairs[i] for i in row["pairing_ids"]}
            links = [part for pair in by_ends.values() for part in (t("describe.semicolon"), _pair_link(pair, book))][1:]
            part = element("small", t("coverage.parts")) if row["part_ids"] and status == "none" else ""
            items.append(element("li", book.region(row["region_id"]), " " if links or part else "", *links, part))
        parts.append(join(element("h4", t("coverage.list", title=title, n=len(rows))), element("ul", *items)))
    return parts


def _pair_link(row: dict[str, str], book: Book) -> Markup:
    text = book.t("coverage.by", helper=book.region(row["helper_id"]), recipient=book.region(row["recipient_id"]))
    return element("a", text, href=book.href("region", pair=f"{row['helper_id']}-{row['recipient_id']}"), target="_self")
