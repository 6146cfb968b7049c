"""What a stranger wrote is never read as Markdown or as HTML: what goes into either is the catalogue's, or made safe.

- a text that Streamlit reads as Markdown (labels, toasts, titles of folds, tooltips …) is a literal, a message of the
  catalogue without a field, or has gone through ``views.parts.markup.as_plain``;
- pages and ``ui`` put no HTML together by hand: ``text.markup.element`` does, which escapes what it is given.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from export.html.templates import render
from tests.source import ROOT, modules
from text.markup import element

# Streamlit 1.67: the element, and which of its arguments are read as Markdown: position or name.
READS_MARKDOWN: dict[str, tuple[int | str, ...]] = {
    **dict.fromkeys(
        (
            "button",
            "download_button",
            "form_submit_button",
            "link_button",
            "checkbox",
            "toggle",
            "selectbox",
            "multiselect",
            "select_slider",
            "slider",
            "text_input",
            "text_area",
            "number_input",
            "date_input",
            "time_input",
            "datetime_input",
            "file_uploader",
            "color_picker",
            "camera_input",
            "audio_input",
            "feedback",
            "expander",
            "popover",
            "menu_button",
            "status",
        ),
        (0, "label"),
    ),
    **dict.fromkeys(
        (
            "markdown",
            "write",
            "caption",
            "title",
            "header",
            "subheader",
            "toast",
            "error",
            "warning",
            "info",
            "success",
            "exception",
            "badge",
            "table",
        ),
        (0, "body", "data"),
    ),
    "dialog": (0, "title"),
    "spinner": (0, "text"),
    "progress": (1, "text"),
    "tabs": (0, "tabs"),
    "image": ("caption",),
    "metric": (0, 1, 2, "label", "value", "delta"),
    "radio": (0, "label", "format_func", "captions"),
    "segmented_control": (0, "label", "format_func"),
    "pills": (0, "label", "format_func"),
    "page_link": ("label",),
    "Page": ("title",),
}
ANYWHERE = ("help",)
# Methods of other things with the same name.
OTHERS = {"view", "facts", "transport"}

CATALOGUE = {"t", "catalogue"}
# Fields of messages that hold counts, everywhere.
COUNTS = {"n", "total", "done", "kb"}

# Where HTML is put together out of our own paths and colours alone, and why an element would not do.
OWN_HTML = {
    "ui.first.document": "the shell of a document in a frame and the map's values; what it says is elements",
    "ui.serving.head.preload": "link elements have no end tag",
    "ui.serving.head.page": "what goes into the head of every page, put into Streamlit's own text",
    "ui.serving.head.plain": "the shell of a page that stands for itself; what it says is elements",
    "ui.theme": "a style element, whose colours are not to be escaped",
    "ui.present.route": "the shell of a page that stands for itself",
    "views.parts.markup": "a quote with its figures marked, escaped piece by piece",
}

HTML = re.compile(r"<[A-Za-z!/]")


def is_safe(node: ast.expr | None, known: dict[str, list[ast.expr]], depth: int = 8) -> bool:
    """Say whether an expression can only be our own words, or something that was made plain."""
    if depth == 0:
        return False

    def safe(one: ast.expr | None) -> bool:
        return is_safe(one, known, depth - 1)

    match node:
        case ast.Constant():
            return True
        case ast.IfExp(body=body, orelse=orelse):
            return safe(body) and safe(orelse)
        case ast.Lambda(body=body):
            return safe(body)
        case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.BoolOp(values=parts):
            return all(map(safe, parts))
        case ast.Dict(values=parts):
            return all(map(safe, parts))
        case ast.DictComp(value=value) | ast.ListComp(elt=value) | ast.GeneratorExp(elt=value):
            return safe(value)
        case ast.Subscript(value=value) | ast.FormattedValue(value=value):
            return safe(value)
        case ast.JoinedStr(values=parts):
            return all(map(safe, parts))
        case ast.Name(id=name):
            return name in known and all(map(safe, known[name]))
        case ast.Attribute(attr="__name__"):
            return True
        case ast.Call(func=func, args=args, keywords=fields):
            name = ast.unparse(func).split(".")[-1].removesuffix("()")
            if name == "as_plain":
                return True
            return name in CATALOGUE and len(args) == 1 and all(f.arg in COUNTS or safe(f.value) for f in fields)
    return False


def scopes(tree: ast.Module) -> Iterator[tuple[ast.stmt, dict[str, list[ast.expr]]]]:
    """Each statement of a module with what the names in it can stand for: a name is safe where all of that is."""
    outer = _known([node for node in tree.body if not isinstance(node, ast.FunctionDef | ast.ClassDef)])
    outer |= {node.name: _returned(node) for node in tree.body if isinstance(node, ast.FunctionDef)}
    for node in tree.body:
        yield node, outer | _known([node])


def _known(nodes: list[ast.stmt]) -> dict[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    for name, value in (pair for node in nodes for pair in _assignments(node)):
        found.setdefault(name, []).append(value)
    return found


def _assignments(tree: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    yield from _unpacked(target, [value])
            case ast.AnnAssign(target=target, value=ast.expr() as value) | ast.NamedExpr(target=target, value=value):
                yield from _unpacked(target, [value])
            case ast.For(target=target, iter=loop) | ast.comprehension(target=target, iter=loop):
                yield from _unpacked(target, loop.elts if isinstance(loop, ast.Tuple) else [UNKNOWN])
            case ast.FunctionDef(name=name, args=args):
                yield from ((one.arg, UNKNOWN) for one in (*args.posonlyargs, *args.args, *args.kwonlyargs))
                yield from ((name, value) for value in _returned(node))
            case ast.Lambda(args=args):
                yield from ((one.arg, UNKNOWN) for one in args.args)


def _returned(node: ast.FunctionDef) -> list[ast.expr]:
    return [one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value]


UNKNOWN = ast.Name("?")


def _unpacked(target: ast.expr, values: list[ast.expr]) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield from ((target.id, value) for value in values)
    elif isinstance(target, ast.Tuple):
        for place, name in enumerate(target.elts):
            rows = [v.elts if isinstance(v, ast.Tuple) and len(v.elts) == len(target.elts) else None for v in values]
            yield from _unpacked(name, [row[place] if row else UNKNOWN for row in rows])


def read_as_markdown(tree: ast.AST) -> Iterator[tuple[ast.Call, ast.expr]]:
    """Every call of an element, with each expression in it that is read as Markdown."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        places = READS_MARKDOWN.get(node.func.attr)
        if places is None or OTHERS.intersection(ast.unparse(node.func.value).split(".")):
            continue
        for place in (*places, *ANYWHERE):
            if isinstance(place, int) and place < len(node.args):
                yield node, node.args[place]
            yield from ((node, field.value) for field in node.keywords if field.arg == place)


def unsafe(root: Path = ROOT) -> list[str]:
    """One line for each text that may be a stranger's where Markdown is read."""
    return [
        f"{module.at(call)}: {ast.unparse(text)[:70]} goes into {ast.unparse(call.func)}, which reads Markdown: as_plain()"
        for module in modules(root)
        if module.room in {"app", "pages", "ui", "views"}
        for statement, known in scopes(module.tree)
        for call, text in read_as_markdown(statement)
        if not is_safe(text, known)
    ]


def by_hand(root: Path = ROOT, own: Collection[str] = tuple(OWN_HTML)) -> list[str]:
    """One line for each piece of HTML that pages and ``ui`` put together by hand, and each Markup made elsewhere."""
    found = []
    for module in modules(root):
        if module.room not in {"app", "pages", "ui", "views"} or module.name in own:
            continue
        for node in ast.walk(module.tree):
            told = ""
            if isinstance(node, ast.JoinedStr) and any(isinstance(part, ast.FormattedValue) for part in node.values):
                told = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
            elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
                sides = (node.left, node.right)
                told = "".join(one.value for one in sides if isinstance(one, ast.Constant) and isinstance(one.value, str))
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
                told = ast.unparse(node.func.value)
            elif isinstance(node, ast.Call) and ast.unparse(node.func) == "Markup" and node.args != []:
                told = "" if isinstance(node.args[0], ast.Constant) else "<b"
            if HTML.search(told):
                found.append(f"{module.at(node)}: {ast.unparse(node)[:70]}: element() puts HTML together")
    return found


def test_nothing_that_reads_markdown_is_given_a_strangers_text():
    assert unsafe() == []


def test_pages_put_no_html_together_by_hand():
    assert by_hand() == []


@pytest.mark.parametrize("name", OWN_HTML)
def test_who_may_put_html_together_does(name):
    assert any(line.startswith(name.replace(".", "/")) for line in by_hand(own=()))


@pytest.mark.parametrize(
    "code",
    [
        "st.toast(t('deck.added', title=deck.title, n=1))",
        "st.expander(row['name_zh'])",
        "label = book.short(i)\nst.button(label)",
        "st.button(t('a'), help=note)",
        "column.segmented_control(t('a'), ids, format_func=lambda i: names[i])",
        "st.radio(t('a'), ids, format_func=book.short)",
        "def draw(label):\n    st.expander(label)",
        "for label, icon in rows:\n    st.button(label)",
        "for label, icon in ((t('a'), 'x'), (name, 'y')):\n    st.button(label)",
        "st.progress(0.5, name)",
        "st.dialog(title)(draw)",
        "st.expander(title or t('a'))",
        "st.markdown(f'**{name}**')",
        "st.metric(t('a'), value)",
        "st.toast(f'{t(\"a\")} {name}')",
    ],
)
def test_a_planted_label_of_a_stranger_is_told(tmp_path, code):
    _write(tmp_path, code)
    (line,) = unsafe(tmp_path)
    assert line.startswith("ui/planted.py:") and "as_plain()" in line


@pytest.mark.parametrize(
    "code",
    [
        "st.toast(as_plain(t('deck.added', title=deck.title, n=1)))",
        "st.expander(t('a', n=len(rows)), icon=icon)",
        "words = {'a': t('a'), 'b': t('b')}\nst.button(words[kind])",
        "for label, icon in ((t('a'), 'x'), (t('b'), 'y')):\n    st.button(label)",
        "st.selectbox(t('a'), ids, format_func=book.short, placeholder=name)",  # options are no Markdown
        "def label(i):\n    return t('a') if i else as_plain(names[i])\nst.radio(t('b'), ids, format_func=label)",
        "view.write(param, value)",
        "words = t('deck.added', title=as_plain(deck.title), n=1)\nst.toast(f\"{words} {t('a.b')}\" if bad else words)",
    ],
)
def test_our_own_words_pass(tmp_path, code):
    _write(tmp_path, code)
    assert unsafe(tmp_path) == []


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("st.html(f'<b>{name}</b>')", True),
        ("st.html('<b>' + name)", True),
        ("st.html('<b>%s</b>' % name)", True),
        ("st.html('<b>{}</b>'.format(name))", True),
        ("Markup(text)", True),
        ("st.html(element('b', name))", False),
        ("Markup('')", False),
        ("f'{a} < {b}'", False),
    ],
)
def test_html_by_hand_is_told(tmp_path, code, told):
    _write(tmp_path, code)
    assert len(by_hand(tmp_path)) == told


def _write(root: Path, code: str) -> None:
    (root / "ui").mkdir()
    (root / "ui" / "planted.py").write_text(code, encoding="utf-8")


def test_templates_escape_what_they_are_given():
    """Nothing is declared safe in a template: what need not be escaped comes as Markup, from code that is looked at here."""
    templates = sorted((ROOT / "export").rglob("*.html"))
    assert templates
    for path in templates:
        code = re.findall(r"\{[{%].*?[%}]\}", path.read_text(encoding="utf-8"), re.DOTALL)
        found = [piece for piece in code if re.search(r"\bsafe\b|autoescape|\bMarkup\b|\binclude\b|\bimport\b", piece)]
        assert found == [], f"{path.name}: {found}"


def test_a_text_in_a_template_is_escaped_and_markup_is_not(tmp_path):
    template = tmp_path / "one.html"
    template.write_text('<p title="{{ text }}">{{ text }}{{ made }}</p>', encoding="utf-8")

    page = render(template, text='"><img onerror=x>', made=element("b", "<i>"))

    escaped = "&#34;&gt;&lt;img onerror=x&gt;"
    assert page == f'<p title="{escaped}">{escaped}<b>&lt;i&gt;</b></p>'
    with pytest.raises(UndefinedError):
        render(template, text="")


def test_what_templates_take_as_markup_is_made_where_it_is_known_to_be_escaped():
    """Further Markup in ``export`` needs a reason here."""
    reasons = {
        "export.static_site.pages": "the SVG of a map or chart, whose writer escapes; colours; JSON without '<' for a script"
    }
    makers = {m.name for m in modules() if m.room == "export" and "Markup(" in m.path.read_text(encoding="utf-8")}
    assert makers <= set(reasons)
