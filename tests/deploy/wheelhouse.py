"""Small wheels and a small bundle, made by hand: what stands in them is known."""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

from deploy.bundle import archive

#: An atlas that is ready at once: what ``python -m streamlit run app.py`` would serve, in a few lines.
SERVER = """
import http.server, json, sys
from pathlib import Path
port = int(sys.argv[sys.argv.index("--server.port") + 1])
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        ready = self.path == "/atlas/ready" and Path("app.py").read_text() != "broken"
        self.send_response(200 if ready else 503)
        self.end_headers()
        self.wfile.write(Path("app.py").read_bytes())
    def log_message(self, *_): pass
http.server.HTTPServer(("127.0.0.1", port), Answer).serve_forever()
"""


def wheel(
    folder: Path,
    name: str,
    version: str,
    files: dict[str, str],
    *headers: str,
    tag: str = "py3-none-any",
    texts: bool = True,
) -> Path:
    """Write a wheel with the files given, further lines of metadata, and a licence file."""
    info = f"{name}-{version}.dist-info"
    metadata = "\n".join(["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}", *headers, ""])
    said = f"Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: {tag}\n"
    held = {**files, f"{info}/METADATA": metadata, f"{info}/WHEEL": said}
    if texts:
        held[f"{info}/licenses/LICENSE"] = f"words of {name} {tag}"
    path = folder / f"{name}-{version}-{tag}.whl"
    with zipfile.ZipFile(path, "w") as packed:
        for inner, text in held.items():
            packed.writestr(inner, text)
        packed.writestr(f"{info}/RECORD", "".join(f"{inner},,\n" for inner in [*held, f"{info}/RECORD"]))
    return path


def pip_wheel(folder: Path) -> Path:
    """Pack the pip of this environment as the wheel that it was."""
    found = distribution("pip")
    path = folder / f"pip-{found.version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in found.files or ():
            if file.parts[0] in ("pip", f"pip-{found.version}.dist-info") and file.suffix != ".pyc":
                packed.write(Path(str(file.locate())), str(file))
    return path


def bundle(folder: Path, version: str, app: str, targets: tuple[str, ...] = ()) -> Path:
    """Write an unpacked bundle of a program that says ``app``; a program that says 'broken' is never ready."""
    (folder / "wheels").mkdir(parents=True)
    (folder / "app").mkdir()
    (folder / "app" / "app.py").write_text(app)
    for path in archive.FILES.iterdir():
        shutil.copy(path, folder / path.name)
    made = [wheel(folder / "wheels", "streamlit", "1.0", {"streamlit/__main__.py": SERVER, "streamlit/__init__.py": ""})]
    made.append(pip_wheel(folder / "wheels"))
    lines = [f"{p.name.split('-')[0]}=={p.name.split('-')[1]} --hash=sha256:{_sum(p)}\n" for p in made]
    (folder / "requirements.lock").write_text("".join(lines))
    told = {"version": version, "commit": "0123456789", "targets": targets or (here(),)}
    (folder / "bundle.json").write_text(json.dumps(told))
    archive.write_sums(folder)
    return folder


def here() -> str:
    """Return the target that this machine is."""
    machine = {"amd64": "x86_64", "aarch64": "arm64"}.get(platform.machine().lower(), platform.machine().lower())
    return f"{platform.system().lower()}-{machine}-{sys.version_info[0]}.{sys.version_info[1]}"


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
