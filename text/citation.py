"""How to cite a source: by the Chinese standard GB/T 7714—2015, and in plain words."""

from __future__ import annotations


def cite_gbt7714(title: str, publisher: str, published: str, url: str, accessed: str = "") -> str:
    """Cite an electronic source as GB/T 7714—2015, 8.4 (electronic resources) writes it.

    Parameters
    ----------
    title : str
    publisher : str
        Stands as the responsible party; left out where the document does not say.
    published : str
        Partial ISO date, put in parentheses; left out where it is not known.
    url : str
        Left out where there is none; the resource is then marked ``[Z]`` instead of ``[EB/OL]``.
    accessed : str
        ISO date of the visit, in brackets; left out where it is not known.

    Returns
    -------
    str

    Examples
    --------
    >>> cite_gbt7714("会议召开", "新疆日报", "2016-01-09", "")
    '新疆日报. 会议召开[Z]. (2016-01-09).'
    """
    kind = "[EB/OL]" if url else "[Z]"
    head = f"{publisher}. {title}{kind}." if publisher else f"{title}{kind}."
    dates = (f"({published})" if published else "") + (f"[{accessed}]" if accessed else "")
    return " ".join(part for part in (head, f"{dates}." if dates else "", f"{url}." if url else "") if part)


def cite_plain(title: str, publisher: str, published: str, url: str, accessed: str = "") -> str:
    """Cite a source in plain words: title, publisher, date, address, visit; what is not known is left out.

    Parameters
    ----------
    title, publisher, published, url, accessed : str
        As for :func:`cite_gbt7714`.

    Returns
    -------
    str

    Examples
    --------
    >>> cite_plain("会议召开", "新疆日报", "2016-01-09", "")
    '会议召开, 新疆日报, 2016-01-09'
    """
    return ", ".join(part for part in (title, publisher, published, url, accessed) if part)
