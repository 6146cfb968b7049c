"""The words that a page's script has before they are needed: of a server that is away, and for Streamlit's own English."""

from __future__ import annotations

import json
from functools import cache
from typing import Final

from text.catalogue import DEFAULT_LANGUAGE, LANGUAGES, Catalogue

#: What a reader is told of the connection.
_CONNECTION: Final = {"lost": "connection.lost", "long": "connection.long", "back": "connection.back"}
#: Streamlit 1.67's own words that a page of the atlas can show, and what is shown instead; * stands for what varies.
_STREAMLIT: Final = {
    "Skip to main content": "streamlit.skip",
    "App pages": "streamlit.pages",
    "Notifications": "streamlit.notifications",
    "Open": "streamlit.open",
    "Close": "streamlit.close",
    "Dismiss": "streamlit.close",
    "Clear value": "streamlit.clear",
    "Clear entry": "streamlit.clear",
    "Clear all": "streamlit.clear",
    "Selected values": "streamlit.selected",
    "Remove *": "streamlit.remove",
    "Choose an option": "streamlit.choose",
    "Choose options": "streamlit.choose",
    "No results": "streamlit.no_results",
    "No options to select": "streamlit.no_results",
    "* option available.": "streamlit.options",
    "* options available.": "streamlit.options",
    "Upload": "streamlit.upload",
    "file upload": "streamlit.upload",
    "Drag and drop a file here": "streamlit.drop",
    "Drag and drop files here": "streamlit.drop",
    "* per file": "streamlit.per_file",
    "Add files": "streamlit.upload",
    "Download failed": "streamlit.download_failed",
    "Fullscreen": "streamlit.fullscreen",
    "Close fullscreen": "streamlit.fullscreen_end",
    "Running...": "streamlit.running",
    "Stop": "streamlit.stop",
    "Stopping...": "streamlit.stopping",
    "Connecting": "streamlit.connecting",
    "Error": "streamlit.error",
    "Page not found": "streamlit.no_page",
    "The page that you have requested does not seem to exist. Running the app's main page.": "streamlit.no_page_here",
    "You have requested page *, but no corresponding file was found in the app's pages/ directory. "
    "Running the app's main page.": "streamlit.no_page_here",
}
#: Languages as a page names its own.
_TAGS: Final = {"zh": "zh-CN", "en": "en"}


@cache
def client_words() -> str:
    """Return the words of every language.

    Returns
    -------
    str
        JSON object: ``default`` names a language, and each language has ``tag``, ``lost``, ``long``, ``back`` and
        ``streamlit``, English to theirs; no word of Streamlit's is changed in English.
    """
    words: dict[str, object] = {"default": DEFAULT_LANGUAGE}
    for lang in LANGUAGES:
        t = Catalogue.load(lang)
        words[lang] = {"tag": _TAGS.get(lang, lang), "streamlit": _streamlit_words(t)} | {
            k: t(m) for k, m in _CONNECTION.items()
        }
    return json.dumps(words, ensure_ascii=False, separators=(",", ":"))


def _streamlit_words(t: Catalogue) -> dict[str, str]:
    """Streamlit's words, and those of the other languages that a switch of languages finds in their place."""
    translations = {english: t(message) for english, message in _STREAMLIT.items()}
    for other in LANGUAGES:
        theirs = Catalogue.load(other)
        for message in _STREAMLIT.values():
            translations.setdefault(theirs(message), t(message))
    return {english_text: instead for english_text, instead in translations.items() if english_text != instead}
