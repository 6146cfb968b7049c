"""What a person reads comes from the message catalogue, and the catalogue is whole.

- no Chinese literal in what draws or lays out: app.py, pages, ui, charts, geo/compose/layers, the map's scripts;
- zh.po and en.po hold the same messages with the same fields, none empty;
- a message that the code names exists, and gets the fields it asks for;
- a message that exists is named somewhere: an exact literal, or one of the prefixes below.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from tests.source import ROOMS, ROOT, last_name, modules, strings

LOCALE = Path("text/locale")

# Messages whose id is put together from data: where it happens, so that 'unused' stays a finding.
# A prefix stays in this table only as long as the code really builds ids with it.
DYNAMIC_PREFIXES: dict[str, str] = {
    "present.group_": "ui/present/jobs/files.py, what a file is for",
    "arrival.": "the words handed to the script that a page runs first",
    "coverage.n_": "the ways in which a place can be covered, data.pairings.coverage.STATUSES",
    "cooperation.show_": "the views of the co-operation page",
    "delisted.outline_": "the outlines of the map of counties delisted",
    "dimension.": "cooperation.csv's dimension",
    "document.n_": "the tables that quote documents",
    "importing.option_": "answers that are no record's name",
    "level.": "regions.csv's level",
    "map.": "the words handed to the map's script",
    "outline.": "the outlines of the map of counties delisted, in its legend",
    "overview.fill_": "the ways to fill the overview's map",
    "page.": "the name of each file in pages/",
    "pairings.show_": "the views of the pairings page",
    "period.": "the shapes a period can have",
    "player.": "the words handed to the deck player's script",
    "document.dated_by_": "what a date was taken from, sources.csv's published_from",
    "poor_area.": "the contiguous poor areas, data.schema.place_model.POOR_AREAS",
    "proof.": "what a quote can lack, data.evidence.proof.PARTS",
    "source.": "who reported, by kind of document",
    "language.": "sources.csv's language",
    "source_kind.": "sources.csv's kind",
    "sources.show_": "the views of the sources page",
    "special_area.": "the three areas and three prefectures, data.schema.place_model.SPECIAL",
    "status.": "observations.csv's status",
    "store.": "why a browser keeps no deck",
    "switch.": "the switches of the page's head",
    "switch.to_": "the theme to switch to",
    "tier.": "sources.csv's tier",
    "time.": "the words handed to the map's time control",
    "trends.show_": "the views of the trends page",
    "trends.title_": "the views of the trends page",
    "trends.axis_": "the value axes of the trends page",
    "unit.": "the units of indicators and measures",
}

# How the code calls a catalogue: t("a.b", n=1), ui.t(...), Catalogue.load("zh")("a.b").
CATALOGUE_CALLS = {"t", "c", "say", "catalogue"}

# Han, Chinese and full-width punctuation, bopomofo.
CJK = re.compile(r"[\u2e80-\u2fdf\u3000-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")

MESSAGE_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
FILE_NAME = re.compile(r".*\.(csv|css|db|html|js|json|md|pdf|png|po|pptx|py|sql|svg|toml|txt|xlsx|zip)")
# What an f-string that builds ids begins with.
ID_PREFIX = re.compile(r"([a-z][a-z0-9_]*\.)+[a-z0-9_]*")


# --- Chinese literals


def chinese_literals(root: Path = ROOT) -> list[str]:
    """Return one line for each Chinese literal where the catalogue should speak."""
    found = [
        _belongs(module.at(node), text)
        for module in modules(root)
        if module.room in {"app", "pages", "ui", "views", "charts"} or module.name.startswith("geo.compose.layers")
        for node, text in strings(module.tree)
        if CJK.search(text)
    ]
    for path in sorted(path for room in ("geo", "ui") for path in (root / room).rglob("*.[jc]s*")):
        if path.suffix not in {".js", ".css"}:
            continue
        code = _blank_comments(path.read_text(encoding="utf-8"))
        found += [
            _belongs(f"{path.relative_to(root).as_posix()}:{number}", line)
            for number, line in enumerate(code.splitlines(), start=1)
            if CJK.search(line)
        ]
    return found


def _belongs(place: str, text: str) -> str:
    return f"{place}: {text.strip()[:30]!r} belongs in {LOCALE.as_posix()}"


def _blank_comments(code: str) -> str:
    """Blank out // and /* */ comments and keep the lines; a // after a quote or colon is part of a string."""
    code = re.sub(r"/\*.*?\*/", lambda match: "\n" * match[0].count("\n"), code, flags=re.DOTALL)
    return re.sub(r"(?<![:'\"`\\])//.*", "", code)


def test_no_chinese_literal_where_the_catalogue_speaks():
    assert chinese_literals() == []


@pytest.mark.parametrize(
    ("path", "source", "told"),
    [
        ("pages/trends.py", 'title = "趋势"', "pages/trends.py:1: '趋势' belongs in text/locale"),
        ("ui/panels.py", 'x = f"{n} 个地区"', "ui/panels.py:1: '个地区' belongs in text/locale"),
        ("geo/compose/layers/legend.py", "\nlabel = '（未报告）'", "geo/compose/layers/legend.py:2: '（未报告）' belongs"),
        ("geo/client/controls/legend.js", "// 图例\nx = '图例';", "geo/client/controls/legend.js:2: \"x = '图例';\""),
    ],
)
def test_a_planted_chinese_literal_is_told(tmp_path, path, source, told):
    _write(tmp_path, path, source)

    (line,) = chinese_literals(tmp_path)

    assert line.startswith(told)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("charts/lines.py", '"""折线图."""\n# 说明\nx = 1'),
        ("data/evidence/numerals.py", 'WAN = "万"'),
        ("geo/flows.py", 'SUFFIX = "省"'),
        ("geo/client/drawing/flows.js", "/* 流\n线 */ const a = 1; // 箭头"),
    ],
)
def test_comments_docstrings_and_data_may_be_chinese(tmp_path, path, source):
    _write(tmp_path, path, source)

    assert chinese_literals(tmp_path) == []


# --- the two catalogues


def read_messages(lang: str, root: Path = ROOT) -> dict[str, str]:
    """Return message id → text of one language; an id said twice is an error of the file."""
    path = root / LOCALE / f"{lang}.po"
    raw = path.read_text(encoding="utf-8")
    ids = re.findall(r'^msgid "(.+)"$', raw, re.MULTILINE)
    doubled = sorted({key for key in ids if ids.count(key) > 1})
    assert doubled == [], f"{path.name} says these twice"
    with path.open("rb") as file:
        catalog = read_po(file)
    return {str(message.id): str(message.string) for message in catalog if message.id}


def differences(zh: dict[str, str], en: dict[str, str]) -> list[str]:
    """Return one line for each message that the two languages do not share in full."""
    found = [f"{key}: not in en.po" for key in zh.keys() - en.keys()]
    found += [f"{key}: not in zh.po" for key in en.keys() - zh.keys()]
    found += [f"{key}: no text in zh.po" for key, text in zh.items() if not text.strip()]
    found += [f"{key}: no text in en.po" for key, text in en.items() if not text.strip()]
    found += [
        f"{key}: fields {sorted(fields(zh[key]))} in zh.po, {sorted(fields(en[key]))} in en.po"
        for key in zh.keys() & en.keys()
        if fields(zh[key]) != fields(en[key])
    ]
    return sorted(found)


def fields(text: str) -> set[str]:
    """Return the names of the str.format fields in a text."""
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_hold_the_same_messages():
    assert differences(read_messages("zh"), read_messages("en")) == []


def test_differences_are_told():
    zh = {"a.b": "{n} 个", "a.c": "好", "a.d": " "}
    en = {"a.b": "{count} of them", "a.d": "fine", "a.e": "only here"}

    assert differences(zh, en) == [
        "a.b: fields ['n'] in zh.po, ['count'] in en.po",
        "a.c: not in en.po",
        "a.d: no text in zh.po",
        "a.e: not in zh.po",
    ]


# --- the catalogue and the code


def named_in_code(root: Path = ROOT) -> Iterator[tuple[str, str]]:
    """Yield place and text of each literal that looks like a message id, and not like a file's name."""
    for module in modules(root):
        parts = {part for node in ast.walk(module.tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node, text in strings(module.tree):
            if node not in parts and MESSAGE_ID.fullmatch(text) and not FILE_NAME.fullmatch(text):
                yield module.at(node), text
    for path, tree in templates(root):
        for const in tree.find_all(nodes.Const):
            if isinstance(const.value, str) and MESSAGE_ID.fullmatch(const.value) and not FILE_NAME.fullmatch(const.value):
                yield f"{path}:{const.lineno}", const.value


def templates(root: Path = ROOT) -> Iterator[tuple[str, nodes.Template]]:
    """Yield path and syntax tree of each template of a page."""
    for path in sorted(found for room in ROOMS for found in (root / room).rglob("*.html")):
        yield path.relative_to(root).as_posix(), Environment().parse(path.read_text(encoding="utf-8"))


def built_prefixes(root: Path = ROOT) -> dict[str, str]:
    """Return each prefix that an f-string builds ids with, f"level.{level}", and where."""
    found: dict[str, str] = {}
    for module in modules(root):
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.JoinedStr) or len(node.values) < 2:
                continue
            first = node.values[0]
            if isinstance(first, ast.Constant) and ID_PREFIX.fullmatch(str(first.value)):
                found.setdefault(str(first.value), module.at(node))
    return found


def unknown_messages(messages: dict[str, str], root: Path = ROOT) -> list[str]:
    """Return the ids named in code that no catalogue holds.

    A dotted literal counts as an id when its first part is one that the catalogue uses, or when it is
    handed to a catalogue; ``geo.build.run`` or a widget's key is neither.
    """
    namespaces = {key.split(".")[0] for key in messages} - {*ROOMS, "app"}
    named = {(place, text) for place, text in named_in_code(root) if text.split(".")[0] in namespaces}
    named |= {(place, key) for place, key, _ in calls(root)}
    return sorted(f"{place}: no message {key}" for place, key in named if key not in messages)


def calls(root: Path = ROOT) -> Iterator[tuple[str, str, list[str | None]]]:
    """Yield place, message id and names of the fields of each t("a.b", ...) with a literal id; a field of ** is None."""
    for module in modules(root):
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            key = node.args[0]
            if last_name(node.func) in CATALOGUE_CALLS and isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield module.at(node), key.value, [keyword.arg for keyword in node.keywords]
    for path, tree in templates(root):
        for call in tree.find_all(nodes.Call):
            named = isinstance(call.node, nodes.Name) and call.node.name in CATALOGUE_CALLS
            if named and call.args and isinstance(call.args[0], nodes.Const):
                yield f"{path}:{call.lineno}", str(call.args[0].value), [keyword.key for keyword in call.kwargs]


def wrong_fields(messages: dict[str, str], root: Path = ROOT) -> list[str]:
    """Return the calls that hand over other fields than the message has; ** is trusted."""
    found = []
    for place, key, given in calls(root):
        asked = fields(messages.get(key, ""))
        if key in messages and None not in given and set(given) != asked:
            found.append(f"{place}: {key} has fields {sorted(asked)}, given {given}")
    return found


def unused_messages(messages: dict[str, str], prefixes: dict[str, str], root: Path = ROOT) -> list[str]:
    """Return the messages that no literal names and no prefix covers."""
    named = {text for _, text in named_in_code(root)}
    scripts = "".join(path.read_text(encoding="utf-8") for path in sorted((root / "geo").rglob("*.js")))
    return sorted(
        key for key in messages if key not in named and not key.startswith(tuple(prefixes)) and f'"{key}"' not in scripts
    )


def test_every_message_named_in_code_exists():
    assert unknown_messages(read_messages("zh")) == []


def test_every_call_gives_the_fields_of_its_message():
    assert wrong_fields(read_messages("zh")) == []


def test_every_message_is_used():
    assert unused_messages(read_messages("zh"), DYNAMIC_PREFIXES) == []


def test_the_table_of_prefixes_says_what_the_code_does():
    messages = read_messages("zh")
    built = {prefix: place for prefix, place in built_prefixes().items() if any(key.startswith(prefix) for key in messages)}

    assert {prefix: place for prefix, place in built.items() if prefix not in DYNAMIC_PREFIXES} == {}
    assert [prefix for prefix in DYNAMIC_PREFIXES if prefix not in built] == []


def test_what_code_and_catalogue_say_of_each_other(tmp_path):
    _write(
        tmp_path,
        "pages/trends.py",
        'from ui.text import t\nt("trend.title")\nt("trend.lost")\nt("trend.count", total=3)\n'
        'key = "trend.gone"\nopen("trend.csv")\nimportlib("geo.build.run")\nt(f"unit.{unit}")\n',
    )
    messages = {
        "trend.title": "Trends",
        "trend.count": "{n}",
        "trend.old": "never shown",
        "unit.percent": "%",
        "geo.x": "a namespace that is a room's name too",
    }

    assert unknown_messages(messages, tmp_path) == [
        "pages/trends.py:3: no message trend.lost",
        "pages/trends.py:5: no message trend.gone",
    ]
    assert wrong_fields(messages, tmp_path) == ["pages/trends.py:4: trend.count has fields ['n'], given ['total']"]
    assert built_prefixes(tmp_path) == {"unit.": "pages/trends.py:8"}
    assert unused_messages(messages, {"unit.": "units of indicators"}, tmp_path) == ["geo.x", "trend.old"]


def test_what_templates_and_catalogue_say_of_each_other(tmp_path):
    _write(tmp_path, "export/page.html", '<p>{{ t("site.count", total=3) }}</p>\n{{ t("site.lost") }}{# t("site.old") #}\n')
    messages = {"site.count": "{n}", "site.old": "never shown"}

    assert unknown_messages(messages, tmp_path) == ["export/page.html:2: no message site.lost"]
    assert wrong_fields(messages, tmp_path) == ["export/page.html:1: site.count has fields ['n'], given ['total']"]
    assert unused_messages(messages, {}, tmp_path) == ["site.old"]


def _write(root: Path, path: str, source: str) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(source, encoding="utf-8")


def test_english_apostrophes_are_of_one_kind():
    """A Chinese typeface sets the curly one as wide as a character."""
    assert [key for key, text in read_messages("en").items() if re.search(r"[a-z]’s\b|s’ ", text)] == []
