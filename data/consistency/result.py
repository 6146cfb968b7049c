"""What a consistency check found: its arithmetic step by step, and a verdict that blames nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from data.sentences import Field

Verdict = Literal["agrees", "disagrees", "apart", "untestable"]

#: Verdicts and the messages that name them. None of them says that a figure is wrong: populations change,
#: standards change, and two figures may count different things.
VERDICTS: Final[dict[Verdict, str]] = {
    "agrees": "consistency.agrees",
    "disagrees": "consistency.disagrees",
    "apart": "consistency.apart",
    "untestable": "consistency.untestable",
}


@dataclass(frozen=True)
class Step:
    """One step of the arithmetic: a message and its values, said by :func:`data.sentences.sentence`.

    Parameters
    ----------
    key : str
        Message id.
    """

    key: str
    fields: Mapping[str, Field]


@dataclass(frozen=True)
class CheckResult:
    """One check of some records against one another.

    Parameters
    ----------
    check_id : str
        Kind of check and the records it compares; the same from run to run.
    title_key : str
        Message id of the title.
    fields : mapping of str to Field
        Values for the title.
    steps : tuple of Step
        The arithmetic; the last step says what the verdict means here.
    verdict : {"agrees", "disagrees", "apart", "untestable"}
        ``apart`` where the two count different things by nature: each side of a pairing its own schools.
    record_ids : tuple of str
        The observations or co-operation figures it uses, in the order of the steps.
    """

    check_id: str
    title_key: str
    fields: Mapping[str, Field]
    steps: tuple[Step, ...]
    verdict: Verdict
    record_ids: tuple[str, ...]
