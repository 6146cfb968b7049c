"""Which web addresses may be printed: those at the hosts of ``hosts.csv``, official and press, and no others.

Copies of a report stand on hosts of any kind. Their addresses prove little and may be unfit to print, so a source keeps
its address only where its host has been decided on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

import pandas as pd

from data.schema.faults import Fault

#: An address, or a bare name of a host, in running text. Endings are listed, or 'poverty.The' would be a host.
_IN_TEXT: Final = re.compile(
    r"(?<![a-z0-9_.-])(?:https?://)?((?:[a-z0-9-]+\.)+"
    r"(?:biz|cc|club|cn|com|edu|gov|hk|icu|info|io|jp|live|me|mo|net|news|online|org|pk|pl|site|top|tv|tw|uk|us|xyz))(?![a-z0-9_-])",
    re.IGNORECASE,
)


def host_of(url: str) -> str:
    """Return the host of a web address.

    Returns
    -------
    str
        In lower case, without port or user; empty for anything that is no http or https address.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host if parts.scheme in ("http", "https") else ""


def is_known(host: str, hosts: Collection[str]) -> bool:
    """Say whether a host, or a domain it belongs to, has been decided on.

    Parameters
    ----------
    host : str
        In lower case.
    hosts : collection of str
        The column ``host`` of ``hosts.csv``; ``gov.cn`` covers ``www.gov.cn``, and not ``notgov.cn``.

    Returns
    -------
    bool
        False for an empty host.
    """
    labels = host.split(".")
    return any(".".join(labels[start:]) in hosts for start in range(len(labels)))


def host_faults(sources: pd.DataFrame, hosts: pd.DataFrame) -> list[Fault]:
    """Find addresses at hosts that nobody has decided on.

    Parameters
    ----------
    sources : pandas.DataFrame
        ``url``, index = line number.
    hosts : pandas.DataFrame
        As in :class:`data.load.Facts`.

    Returns
    -------
    list of Fault
        What is no http or https address is the schema's concern and passed over.
    """
    known_hosts = set(hosts["host"])
    return [
        Fault("sources.csv", int(str(row)), "url", str(url), "fault.host_unknown", {"host": host})
        for row, url in sources["url"].items()
        if (host := host_of(str(url))) and not is_known(host, known_hosts)
    ]


def addresses_in_text(tables: Mapping[str, pd.DataFrame], hosts: pd.DataFrame) -> Iterator[Fault]:
    """Find names of undecided hosts in any other cell: titles, publishers, notes, quotes, keys.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        By name of the table; index = line number.
    hosts : pandas.DataFrame
        As in :class:`data.load.Facts`.
    """
    known_hosts = set(hosts["host"])
    for table, frame in tables.items():
        for column in frame.select_dtypes(include=["object", "string"]):
            if table == "hosts" or (table, column) == ("sources", "url"):
                continue
            for row, cell in frame[column].items():
                named = [host.lower() for host in _IN_TEXT.findall(str(cell))]
                unknown = [host for host in named if not is_known(host, known_hosts)]
                if unknown:
                    yield Fault(
                        f"{table}.csv", int(str(row)), str(column), str(cell), "fault.host_in_text", {"host": unknown[0]}
                    )
