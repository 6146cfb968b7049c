"""Short pages in both languages for whoever gets none of the atlas's: no such address or name, no request, a fault."""

from __future__ import annotations

from functools import cache
from typing import Final

from starlette.responses import HTMLResponse

from text.catalogue import LANGUAGES, Catalogue
from text.markup import element
from ui.client import CLIENT_DIR
from ui.serving.access import configured

_TAGS: Final = {"zh": "zh-Hans", "en": "en"}


def lost(root: str) -> HTMLResponse:
    """Answer a request for an address that the atlas does not have.

    Parameters
    ----------
    root : str
        What leads from that address to the first page.
    """
    return _answer(404, "plain.lost", "plain.lost_what", home=root)


def refused_host(name: str) -> HTMLResponse:
    """Answer a request under a name that is not set up, with what to set.

    Parameters
    ----------
    name : str
        The name, without a port.
    """
    code = f'ATLAS_HOSTS="{name}"\n{configured.HOST}'
    return _answer(421, "plain.host", "plain.host_what", code=code, host=name)


def unreadable(status: int = 400) -> HTMLResponse:
    """Answer what is no request, or too long for one."""
    return _answer(status, "plain.unreadable", "plain.unreadable_what")


def failed() -> HTMLResponse:
    """Answer a request that failed within the server."""
    return _answer(500, "plain.failed", "plain.failed_what")


def _answer(status: int, title: str, text: str, *, home: str = "", code: str = "", **fields: str) -> HTMLResponse:
    sections, catalogues = [], [Catalogue.load(lang) for lang in LANGUAGES]
    for t in catalogues:
        home_link = element("p", element("a", t("plain.home"), href=home)) if home else ""
        words = element("h1", t(title)), element("p", t(text, **fields)), home_link
        sections.append(element("section", *words, lang=_TAGS[t.lang]))
    # Written into the page: where a name is refused, a file of its own would be refused as well.
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>{_style()}</style>'
    body = element("main", *sections, element("pre", code) if code else "")
    titles = element("title", " · ".join(t(title) for t in catalogues))
    return HTMLResponse(f'<!doctype html><html lang="zh-Hans"><head>{head}{titles}</head><body>{body}</body></html>', status)


@cache
def _style() -> str:
    return (CLIENT_DIR / "plain.css").read_text("utf-8")
