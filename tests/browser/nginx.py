"""An nginx on ports of its own, with the files of ``deploy/nginx``, started, waited for and stopped."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.browser.server import HOST, ROOT, free_port, wait_for_port

DEPLOY = ROOT / "deploy" / "nginx"
STOP_LIMIT_S = 10
# Everything nginx would otherwise keep where only root may write.
MAIN = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {text}
}}
"""


def executable() -> str:
    """Return nginx's path; without one the test is skipped, but for continuous integration, where it fails."""
    found = os.environ.get("ATLAS_NGINX") or shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if not found:
        said = "no nginx: run 'bash tests/browser/install.sh', or set ATLAS_NGINX to its path"
        if os.environ.get("CI"):
            pytest.fail(said)
        pytest.skip(said)
    return found


def deployed(name: str, **changes: str) -> str:
    """Return a file of deploy/nginx with this machine's values in place of the example's; each must stand in it."""
    text = (DEPLOY / name).read_text(encoding="utf-8").replace("conf.d/atlas-proxy.inc", str(DEPLOY / "atlas-proxy.inc"))
    for change in changes.values():
        before, after = change.split(" → ")
        assert before in text, f"{name} has no {before!r}"
        text = text.replace(before, after)
    return text


def balanced(urls: Sequence[str], plain: int, tls: int, folder: Path) -> str:
    """Return ``atlas.conf`` for some processes by their addresses, on two ports of this machine, with a certificate."""
    crt, key = certificate(folder)
    first, *others = (url.split("/")[2] for url in urls)
    return deployed(
        "atlas.conf",
        listen=f"listen 80; → listen 127.0.0.1:{plain};",
        tls=f"listen 443 ssl http2; → listen 127.0.0.1:{tls} ssl http2;",
        host="server_name atlas.example.cn; → server_name localhost;",
        crt=f"/etc/nginx/tls/atlas.crt → {crt}",
        key=f"/etc/nginx/tls/atlas.key → {key}",
        first=f"server 127.0.0.1:8501 → server {first}",
        others="# server 127.0.0.1:8502 max_fails=2 fail_timeout=30s; → "
        + " ".join(f"server {other} max_fails=2 fail_timeout=30s;" for other in others),
    )


@contextlib.contextmanager
def running(text: str, port: int) -> Iterator[None]:
    """Run nginx with the text of its http block until the block ends; one of its servers listens on the port."""
    with tempfile.TemporaryDirectory(prefix="atlas-nginx-") as folder:
        config = Path(folder, "nginx.conf")
        user = "user root;" if os.geteuid() == 0 else ""
        logged = text.replace("/var/log/nginx", folder)
        config.write_text(MAIN.format(user=user, folder=folder, text=logged), encoding="utf-8")
        command = [executable(), "-p", folder, "-c", str(config), "-e", f"{folder}/start.log"]
        checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        try:
            wait_for_port(port, process)
            yield
        finally:
            process.terminate()
            process.wait(STOP_LIMIT_S)
        log = Path(folder, "access.log").read_text(encoding="utf-8")
        assert "GET /" in log and "?" not in log, "addresses are logged without what they ask for"


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for localhost that lasts a day, and return its file and its key's."""
    crt, key = folder / "atlas.crt", folder / "atlas.key"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    subprocess.run([*command, "-keyout", str(key), "-out", str(crt)], check=True, capture_output=True)
    return crt, key


__all__ = ["HOST", "certificate", "deployed", "executable", "free_port", "running"]
