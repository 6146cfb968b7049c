"""What a chart says, in words: labels and tips of a mark, the table and the sentence that stand for a figure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import pandas as pd

from charts.spec import Tip
from charts.trend.series import Mark, Series, end_points, to_marks, to_series
from text.catalogue import Catalogue
from text.quantity import quantity


def value_text(mark: Mark, t: Catalogue, unit: str) -> str:
    """Return a value as it was reported, with what there is to say of its date.

    Parameters
    ----------
    unit : str
        Unit of the indicator.

    Returns
    -------
    str
        Plain text: '32% (start)', '33.4%*' of a value without a period, '≥ 9.6%', '5–10%', 'target: 3%', '648 schools'.
    """
    text = quantity(mark.value, unit, mark.bound, t, mark.value_high)
    if mark.point == "start":
        text = t("chart.point.start", value=text)
    elif mark.point == "end":
        text = t("chart.point.end", value=text)
    elif mark.as_reported:
        text = t("chart.point.reported", value=text)
    if mark.status == "target":
        return t("chart.status.target_value", value=text)
    if mark.status == "derived":
        return t("chart.status.derived_value", value=text)
    return text


def tip_of(mark: Mark, t: Catalogue, unit: str, notes: tuple[str, ...] = ()) -> Tip:
    """Return what is said of a mark: name, value, period, basis, source and how to get at it.

    Parameters
    ----------
    unit : str
        Unit of the indicator.
    notes : tuple of str
        Further lines, plain text: what a line to another mark means.
    """
    lines = (mark.period, mark.basis, t("chart.hover.source", source=mark.source), *notes, t("chart.hover.click"))
    return Tip((mark.name, value_text(mark, t, unit)), lines)


def figure_to_table(points: pd.DataFrame, t: Catalogue, unit: str = "%") -> pd.DataFrame:
    """Return the table that stands for a figure: every value, those without a date included.

    Parameters
    ----------
    points : pandas.DataFrame
        Columns :data:`charts.trend.series.COLUMNS`.
    unit : str
        Unit of the indicator.

    Returns
    -------
    pandas.DataFrame
        Text columns region, value, period, basis, source with heads in the reader's language; index
        ``observation_id``; order of the rows kept. Plain text, not escaped. Empty frame: heads only.
    """
    columns = [
        t("chart.table.region"),
        t("chart.table.value"),
        t("chart.table.period"),
        t("chart.table.basis"),
        t("chart.table.source"),
    ]
    marks = to_marks(points)
    rows = [
        (mark.name, value_text(mark, t, unit), mark.period or t("chart.undated"), mark.basis, mark.source) for mark in marks
    ]
    index = pd.Index([mark.observation_id for mark in marks], name="observation_id", dtype="str")
    return pd.DataFrame(rows, columns=columns, index=index, dtype="str")


def describe(points: pd.DataFrame, t: Catalogue, unit: str = "%") -> str:
    """Return a plain paragraph that says what a figure shows: its alternative text and speaking note.

    Parameters
    ----------
    points : pandas.DataFrame
        Columns :data:`charts.trend.series.COLUMNS`.
    unit : str
        Unit of the indicator.

    Returns
    -------
    str
        One sentence a series with its basis, values, periods and sources, then one for what has no date.
        Plain text, not escaped. An empty frame gives 'no data recorded'.
    """
    marks = to_marks(points)
    if not marks:
        return t("chart.empty")
    sentences = [_say_series(series, t, unit) for series in to_series(marks)]
    undated = [mark for mark in marks if not mark.drawable]
    if undated:
        values = joined([f"{mark.name} {value_text(mark, t, unit)}" for mark in undated], t)
        sentences.append(t("chart.describe.undated", values=values))
    return ("" if t.lang == "zh" else " ").join(sentences)


def joined(texts: Sequence[str], t: Catalogue) -> str:
    """Return texts as a list within a sentence.

    Parameters
    ----------
    texts : sequence of str
        At least one.
    """
    return reduce(lambda first, second: t("chart.joined", first=first, second=second), texts)


def _say_series(series: Series, t: Catalogue, unit: str) -> str:
    pairs = {join.second: join.first for join in end_points(series)}
    values = []
    for mark in series.marks:
        if mark in pairs.values():
            continue
        first = pairs.get(mark)
        if first is None:
            values.append(t("chart.describe.value", period=mark.period, value=value_text(mark, t, unit), source=mark.source))
        else:
            values.append(
                t(
                    "chart.describe.end_points",
                    period=mark.period,
                    first=quantity(first.value, unit, first.bound, t),
                    last=quantity(mark.value, unit, mark.bound, t),
                    source=mark.source,
                )
            )
    return t("chart.describe.series", name=series.name, basis=series.basis, values=joined(values, t))
