"""Keys, buttons and words of the player."""

from __future__ import annotations

from typing import Final

#: Words that the script says; all others are written into the page.
WORDS: Final = (
    "announce",
    "blocked",
    "build",
    "elapsed",
    "further",
    "goal",
    "gone",
    "jump",
    "larger",
    "last",
    "leave",
    "left",
    "next_is",
    "no_full",
    "no_notes",
    "notes_again",
    "notes_keys",
    "notes_title",
    "number",
    "paused",
    "quotes",
    "smaller",
)
#: Keys and what they do, for the list of keys.
KEYS: Final = (
    ("→ Space Enter PageDown", "key_next"),
    ("← PageUp", "key_previous"),
    ("↓ ↑", "key_build"),
    ("Home End", "key_ends"),
    ("1 2 3 … Enter", "key_jump"),
    ("S", "key_source"),
    ("X", "key_data"),
    ("O", "key_overview"),
    ("N", "key_notes"),
    ("T", "key_time"),
    ("P  L", "key_ring"),
    ("Z", "key_zoom"),
    ("D  E", "key_pen"),
    ("B .  W", "key_black"),
    ("F", "key_full"),
    ("Esc", "key_leave"),
    ("?", "key_help"),
)
#: Buttons: what they do, their key, their words.
CONTROLS: Final = (
    ("previous", "←", "previous"),
    ("next", "→", "next"),
    ("sources", "S", "sources"),
    ("tables", "X", "tables"),
    ("overview", "O", "overview"),
    ("notes", "N", "notes"),
    ("full", "F", "full"),
    ("help", "?", "help"),
)
