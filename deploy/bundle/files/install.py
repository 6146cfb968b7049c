"""Sets the atlas up from an offline bundle: checks every file, makes an environment, tries the release, then switches to it.

Needs nothing but Python. A release stands in a folder of its own; ``current`` leads to the one that is served, so that going
back is switching back. What is in ``config/`` is left as it is.
"""

import argparse
import compileall
import hashlib
import json
import os
import platform
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import venv
from pathlib import Path

BUNDLE = Path(__file__).resolve().parent
WINDOWS = os.name == "nt"
TRY_S = 180
#: Written last: a folder without it is of an installation that was broken off.
MARKER = "installed.json"


class Refused(Exception):
    """Why nothing was changed, in Chinese and in English."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(f"{chinese}\n{english}")


def say(chinese: str, english: str) -> None:
    """Print a line in both languages."""
    print(f"{chinese} · {english}", flush=True)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="结对图离线安装 · Sets the atlas up without internet.")
    parser.add_argument("--to", type=Path, default=_default(), help="装到哪里 · where to (%(default)s)")
    parser.add_argument("--no-start", action="store_true", help="装好后不启动 · set it up, do not start it")
    parser.add_argument("--port", type=int, default=8501, help="启动时的端口 · port to start on (%(default)s)")
    parser.add_argument("--use", metavar="RELEASE", help="换回已装好的一版 · go back to a release that is set up")
    return parser.parse_args()


def _default() -> Path:
    if WINDOWS:
        return Path(os.environ.get("PROGRAMDATA", Path.home())) / "pairing-atlas"
    return Path("/opt/pairing-atlas") if os.geteuid() == 0 else Path.home() / "pairing-atlas"


# --- what came


def check_files(bundle: Path) -> None:
    """Compare every file with SHA256SUMS; one that differs, is missing or is not listed is named."""
    listed = dict(line.split("  ", 1)[::-1] for line in (bundle / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    present = {path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file()} - {"SHA256SUMS"}
    wrong = sorted(listed.keys() ^ present) + [
        name for name in sorted(present & listed.keys()) if _sum(bundle / name) != listed[name]
    ]
    if wrong:
        names = ", ".join(wrong[:5])
        raise Refused(f"离线包不完整或被改动过：{names}", f"the bundle is not as it was made: {names}")


def _sum(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


def check_machine(manifest: dict) -> None:
    """Refuse a machine that the bundle has no wheels for."""
    machine = {"amd64": "x86_64", "x86_64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}.get(
        platform.machine().lower(), ""
    )
    name = f"{'windows' if WINDOWS else platform.system().lower()}-{machine}-{sys.version_info[0]}.{sys.version_info[1]}"
    if name not in manifest["targets"]:
        targets = ", ".join(manifest["targets"])
        raise Refused(f"这个离线包不适用于 {name}；适用：{targets}", f"the bundle is not for {name} but for {targets}")


# --- a release


def set_up(bundle: Path, release: Path, manifest: dict) -> None:
    """Make a release in its folder; one that stands whole is left as it is."""
    if (release / MARKER).is_file():
        return
    shutil.rmtree(release, ignore_errors=True)
    release.mkdir(parents=True)
    say("正在安装程序库…", "installing the libraries …")
    # Without pip: some systems pack the module that would install it on its own. The bundle's runs from its wheel.
    venv.EnvBuilder(with_pip=False, symlinks=not WINDOWS).create(release / "venv")
    (pip,) = (bundle / "wheels").glob("pip-*.whl")
    options = ["--isolated", "--quiet", "install", "--no-index", "--no-input", "--disable-pip-version-check"]
    options += ["--find-links", str(bundle / "wheels"), "--require-hashes", "-r", str(bundle / "requirements.lock")]
    process = subprocess.run([str(python(release)), str(pip / "pip"), *options], check=False)
    if process.returncode:
        raise Refused("程序库没有装上", "the libraries could not be installed")
    shutil.copytree(bundle / "app", release / "app")
    # Now, since the account that serves the atlas may not write here.
    compileall.compile_dir(str(release / "app"), quiet=2)
    try_out(release)
    (release / MARKER).write_text(json.dumps(manifest), encoding="utf-8")


def python(release: Path) -> Path:
    """Return the interpreter of a release."""
    return release / "venv" / ("Scripts/python.exe" if WINDOWS else "bin/python")


def try_out(release: Path) -> None:
    """Start a release on a port of its own and wait until it says that it is ready."""
    say("正在试运行…", "trying it …")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = release / "try.log"
    command = [str(python(release)), "-m", "streamlit", "run", "app.py"]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, cwd=release / "app", stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=_plain()
        )
        try:
            ready = _ready(server, f"http://127.0.0.1:{port}/atlas/ready")
        finally:
            server.terminate()
            server.wait(30)
    if not ready:
        print(log.read_text(encoding="utf-8", errors="replace")[-4000:], file=sys.stderr)
        raise Refused(
            f"新的一版没有就绪，仍用原来的一版；记录在 {log}", f"the release is not ready, nothing is switched; see {log}"
        )
    log.unlink()


def _plain() -> dict:
    """The environment without what is set for the atlas that is served, such as a path or hosts."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("ATLAS_", "STREAMLIT_", "PYTHONPATH"))}


def _ready(server: subprocess.Popen, url: str) -> bool:
    # Whatever proxy this machine is set up with, it does not stand between the machine and itself.
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + TRY_S
    while time.monotonic() < until and server.poll() is None:
        try:
            with direct.open(url, timeout=10) as answer:
                if answer.status == 200:
                    return True
        except OSError:
            pass
        time.sleep(0.5)
    return False


# --- which one is served


def switch(to: Path, release: Path) -> None:
    """Let ``current`` lead to a release; the one before is named."""
    if not (release / MARKER).is_file():
        installed = ", ".join(sorted(path.parent.name for path in (to / "releases").glob(f"*/{MARKER}"))) or "-"
        raise Refused(f"没有装好的 {release.name}；有：{installed}", f"{release.name} is not set up; there are {installed}")
    current = to / "current"
    before = os.path.realpath(current) if current.exists() else ""
    if WINDOWS:
        if current.exists():
            current.rmdir()  # the link, not what it leads to
        subprocess.run(["cmd", "/c", "mklink", "/J", str(current), str(release)], check=True, stdout=subprocess.DEVNULL)
    else:
        new = to / "current.new"
        new.unlink(missing_ok=True)
        new.symlink_to(Path("releases", release.name))
        new.replace(current)
    if before and Path(before) != release.resolve():
        name = Path(before).name
        say(f"此前是 {name}；换回：install.py --use {name}", f"before: {name}; to go back: install.py --use {name}")


def main() -> int:
    """Set up, switch and start; return the exit code."""
    options = arguments()
    to = options.to.expanduser().resolve()
    try:
        if options.use:
            release = to / "releases" / options.use
        else:
            check_files(BUNDLE)
            manifest = json.loads((BUNDLE / "bundle.json").read_text(encoding="utf-8"))
            check_machine(manifest)
            release = to / "releases" / f"{manifest['version']}-{manifest['commit'][:7]}"
            set_up(BUNDLE, release, manifest)
        switch(to, release)
    except Refused as reason:
        print(reason, file=sys.stderr)
        return 1
    (to / "config").mkdir(exist_ok=True)
    if to != BUNDLE:
        for name in ("start.sh", "start.cmd", "install.py"):
            shutil.copy(BUNDLE / name, to / name)
    say(f"装好了：{release}", f"set up: {release}")
    start = to / ("start.cmd" if WINDOWS else "start.sh")
    if options.no_start or options.use:
        say(f"启动：{start}（已在运行的请重启）", f"start: {start} (restart one that runs)")
        return 0
    say(f"启动：http://localhost:{options.port}", f"starting: http://localhost:{options.port}")
    command = [str(start)] if WINDOWS else ["sh", str(start)]
    return subprocess.run([*command, "--server.port", str(options.port)], check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
