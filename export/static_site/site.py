"""The published site: pages that any web server or folder can hand out, with nothing behind them.

A site is written beside the one that is there and takes its place once it is whole. Pages that stand on the same as before
come over as they are, with their times; the others are made by as many processes as there are cores.
"""

from __future__ import annotations

import gzip
import json
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from math import ceil
from pathlib import Path
from typing import Any, Final

import plotly

from export.html.templates import render
from export.pictures.browser import Pictures
from export.static_site.fingerprint import fingerprint
from export.static_site.packing import pack
from export.static_site.pages import FILES, Content, Site, SitePage, make_page
from geo.shapes.geometry import Geometry
from look.palette import palette
from text.catalogue import Catalogue
from text.dates import format_date
from views import loaders

#: What is published under which key, and in which files.
_MANIFEST: Final = "assets/pages.json"
_OUTLINES: Final = "assets/shapes.js"
#: Colours of the palette that the style sheet names.
_COLORS: Final = ("ground", "land", "panel", "line", "ink", "quiet", "accent")
_PLOTLY: Final = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
#: Pages that a process makes, with one browser, before it is given others.
_CHUNK: Final = 32


@dataclass(frozen=True)
class SiteFile:
    """A file of the site that is no page of its own making, such as a deck.

    Attributes
    ----------
    key, basis : str
        As of a page.
    shown : callable
        Gives what it shows: one that shows the same is not made again.
    make : callable
        Makes it.
    """

    path: str
    key: str
    shown: Callable[[], object]
    make: Callable[[], bytes]
    basis: str = ""


@dataclass(frozen=True)
class Written:
    """How many pages were made, and how many came over from the site before: they show the same."""

    made: int
    kept: int


@dataclass(frozen=True)
class _Task:
    """A page or file to make.

    Attributes
    ----------
    path : str
        Below the site.
    site : Site or None
        That of its language where it is a page.
    """

    path: str
    item: SitePage | SiteFile
    site: Site | None


@dataclass(frozen=True)
class _Entry:
    """What is published of a page: under which key, a mark of what it shows, its files with theirs."""

    key: str
    shown: str
    files: dict[str, str]


@dataclass(frozen=True)
class _Result:
    """A page that was asked for: its entry, the files that come over, outlines that are new, whether it was made."""

    entry: _Entry
    same: tuple[str, ...]
    outlines: dict[str, str]
    made: bool = True


def write_site(
    out: Path,
    sites: Mapping[str, tuple[Site, Iterable[SitePage]]],
    files: Sequence[SiteFile] = (),
    assets: Mapping[str, bytes] | None = None,
    *,
    drawn: bool = True,
    processes: int | None = None,
    ready: Callable[[], None] = lambda: None,
    progress: Callable[[int, int, str], None] = lambda done, total, path: None,
) -> Written:
    """Write the site: all of it or nothing.

    Parameters
    ----------
    out : Path
        The folder; one that holds a site is replaced once the new one is complete. Any other folder that is not empty is
        refused.
    sites : mapping of str to (Site, pages)
        Language to its pages; the first language is the one the site opens with.
    files : sequence of SiteFile
        Further files.
    assets : mapping of str to bytes, optional
        Files in ``assets`` that all pages share, besides the site's own.
    drawn : bool
        Whether a browser of this machine draws the charts; else plotly does in the reader's.
    processes : int, optional
        That make pages; as many as there are cores, if not given.
    ready : callable
        Called before the new site takes the place of the old one; what it raises leaves that one as it is.
    progress : callable
        Called with how many files are made, of how many, and the path of the last.

    Raises
    ------
    FileExistsError
        ``out`` is a folder with something else in it; the message names it.
    ExportTrouble
        A page could not be made; its note names the page. As with every other error, the site that was there stands.
    """
    check_folder(out)
    tasks = [_Task(f"{lang}/{page.path}", page, site) for lang, (site, pages) in sites.items() for page in pages]
    tasks += [_Task(file.path, file, None) for file in files]
    before = _read_manifest(out)
    kept = {
        task.path: entry
        for task in tasks
        if (entry := before.get(task.path)) and entry.key == task.item.key and _there(entry, out)
    }
    todo = [task for task in tasks if task.path not in kept]
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        entries, outlines = dict(kept), dict[str, str]()
        same, made = [path for entry in kept.values() for path in entry.files], 0
        for done, (task, result) in enumerate(_make_all(todo, _Folders(out, work), before, drawn, processes), start=1):
            entries[task.path], made = result.entry, made + result.made
            same += result.same
            outlines |= result.outlines
            progress(done, len(todo), task.path)
        if made < len(tasks):
            outlines = _read_outlines(out) | outlines
        shared = _assets(sites, outlines, dict(assets or {}), drawn)
        shared[_MANIFEST] = _json({path: asdict(entries[path]) for path in sorted(entries)}).encode()
        if made or before.keys() != entries.keys() or any(_differs(out / path, content) for path, content in shared.items()):
            for path in same:
                _take_over(out / path, work / path)
            for path, content in shared.items():
                if _differs(out / path, content):
                    _write(work / path, content)
                else:
                    _take_over(out / path, work / path)
            ready()
            _replace(work, out)
        return Written(made, len(tasks) - made)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def check_folder(out: Path) -> None:
    """See that a folder may be written: there is none, it is empty, or it holds a site.

    Raises
    ------
    FileExistsError
        Otherwise; nothing was touched.
    """
    if out.exists() and any(out.iterdir()) and not (out / "assets" / "site.js").is_file():
        raise FileExistsError(out)


def _read_manifest(out: Path) -> dict[str, _Entry]:
    try:
        read = json.loads((out / _MANIFEST).read_text("utf-8"))
        return {path: _Entry(**entry) for path, entry in read.items()}
    except (OSError, ValueError, TypeError):
        return {}  # a site of another version, or none: all of it is made


def _there(entry: _Entry | None, out: Path) -> bool:
    return entry is not None and all((out / path).is_file() for path in entry.files)


@dataclass(frozen=True)
class _Folders:
    """The site that is there, and the one that is being written."""

    out: Path
    work: Path


def _make_all(
    tasks: list[_Task], folders: _Folders, before: Mapping[str, _Entry], drawn: bool, processes: int | None
) -> Iterator[tuple[_Task, _Result]]:
    """Make pages, and give each once it is written."""
    if not tasks:
        return
    # Pages of a kind stand together, and take alike: dealt out one by one, all processes are done at about the same time.
    wanted = processes or os.cpu_count() or 1
    hands = min(len(tasks), max(wanted, ceil(len(tasks) / _CHUNK)))
    chunks = [tasks[n::hands] for n in range(hands)]
    # What was read already, a process that is forked need not read again; where there is no forking each reads for itself.
    method = "fork" if sys.platform == "linux" else None
    count = min(wanted, len(chunks))
    others = set(multiprocessing.active_children())
    with ProcessPoolExecutor(count, multiprocessing.get_context(method), initializer=_ended_by_its_parent) as pool:
        running: dict[Future[list[_Result]], list[_Task]] = {}
        for chunk in chunks:
            entries = [before.get(task.path) for task in chunk]
            running[pool.submit(_make_chunk, chunk, entries, folders, drawn)] = chunk
        try:
            for future in as_completed(running):
                yield from zip(running[future], future.result(), strict=True)
        except BaseException:
            # Nobody waits for the pages that are being made; the browser of a process that is ended ends with it.
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()
            pool.shutdown(cancel_futures=True)
            raise


def _ended_by_its_parent() -> None:
    """Ctrl-C reaches every process of a terminal: the first one answers it for all."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


#: Outlines that this process has handed over.
_HANDED_OVER: Final[set[str]] = set()


def _make_chunk(tasks: Sequence[_Task], entries: Sequence[_Entry | None], folders: _Folders, drawn: bool) -> list[_Result]:
    """Make and write pages in a process of their own; a browser is started with the first that has a chart."""
    path, results = "", list[_Result]()
    try:
        with _browser(drawn) as browser:
            for task, entry in zip(tasks, entries, strict=True):
                path = task.path
                results.append(_make(task, entry, folders, browser))
    except Exception as error:
        error.add_note(path)  # among thousands of pages the one that failed is named
        raise
    return results


def _make(task: _Task, entry: _Entry | None, folders: _Folders, browser: Callable[[], Pictures] | None) -> _Result:
    item, before = task.item, entry if _there(entry, folders.out) else None
    content = item.shown() if isinstance(item, SiteFile) else item.make()
    shown = fingerprint((item.basis, content))
    if before and before.shown == shown:
        return _Result(_Entry(item.key, shown, before.files), tuple(before.files), {}, made=False)
    if isinstance(item, SiteFile):
        _write(folders.work / task.path, item.make())
        return _Result(_Entry(item.key, shown, {task.path: ""}), (), {})
    assert task.site is not None and isinstance(content, Content)
    lang = task.site.lang
    marks = {path.removeprefix(f"{lang}/"): mark for path, mark in before.files.items()} if before else {}
    page = make_page(item, content, task.site, _geometry, browser, marks)
    for path, written in page.files.items():
        if written is not None:
            _write(folders.work / lang / path, written)
    new = {i: pack(path) for i, path in page.outlines.items() if i not in _HANDED_OVER}
    _HANDED_OVER.update(new)
    files = {f"{lang}/{path}": mark for path, mark in page.marks.items()}
    return _Result(
        _Entry(item.key, shown, files), tuple(f"{lang}/{p}" for p, made in page.files.items() if made is None), new
    )


def _geometry() -> Geometry:
    geometry = loaders.geometry(loaders.shapes())
    if geometry is None:
        raise FileNotFoundError(loaders.shapes_dir())
    return geometry


@contextmanager
def _browser(drawn: bool) -> Iterator[Callable[[], Pictures] | None]:
    with ExitStack() as stack:
        started: list[Pictures] = []

        def browser() -> Pictures:
            if not started:
                started.append(stack.enter_context(Pictures()))
            return started[0]

        yield browser if drawn else None


def _assets(
    sites: Mapping[str, tuple[Site, Any]], outlines: Mapping[str, str], assets: dict[str, bytes], drawn: bool
) -> dict[str, bytes]:
    """Return what all pages share, by path."""
    shared = {f"assets/{name}": (FILES / name).read_bytes() for name in ("site.js", "theme.js")}
    shared["assets/site.css"] = _variables().encode() + (FILES / "site.css").read_bytes()
    shared |= {f"assets/{name}": content for name, content in assets.items()}
    for lang, (site, _) in sites.items():
        fields = {"boundaries": site.boundaries, "version": site.data_version, "date": format_date(site.created, lang)}
        told = _json(Catalogue.load(lang)("site.about", **fields)), _json(" ".join(sorted(site.regions)))
        shared[f"assets/edition-{lang}.js"] = f"atlasEdition({','.join(told)});\n".encode()
    shared[_OUTLINES] = f"atlasShapes({_json(dict(sorted(outlines.items())))});\n".encode()
    if not drawn:
        shared["assets/plotly.min.js"] = _PLOTLY.read_bytes()
    # Servers that hand out packed files when they lie beside the plain ones (nginx gzip_static) find them.
    for path in (path for path in list(shared) if len(shared[path]) > 100_000):
        shared[f"{path}.gz"] = gzip.compress(shared[path], 9, mtime=0)
    # A front door without a script: it leads to the overview in the first language.
    shared["index.html"] = render(FILES / "door.html", to=f"{next(iter(sites))}/index.html").encode()
    return shared


def _variables() -> str:
    """Return the rules that give the style sheet the colours of both themes."""
    rules = []
    for theme, root in (("light", ":root"), ("dark", ":root[data-theme=dark]")):
        colors = asdict(palette(theme))
        named = "".join(f" --{name}: {colors[name]};" for name in _COLORS)
        rules.append(f"{root} {{ color-scheme: {theme};{named} }}\n")
    return "".join(rules)


def _read_outlines(out: Path) -> dict[str, str]:
    text = (out / _OUTLINES).read_text("utf-8")
    return dict(json.loads(text[text.index("(") + 1 : text.rindex(")")]))


def _json(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _differs(path: Path, content: bytes) -> bool:
    return not path.is_file() or path.read_bytes() != content


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _take_over(old: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except OSError:  # a memory stick's file system has one name for a file
        shutil.copy2(old, new)


def _replace(work: Path, out: Path) -> None:
    work.chmod(0o755)  # a temporary folder is its owner's alone; a site is for everyone
    old = out.with_name(f".{out.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    try:
        work.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
