"""Write the offline bundle: ``python -m deploy.bundle``. This needs the internet (or a mirror); what it writes does not."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from deploy.bundle import archive, lock, targets, wheels

OUT: Final = archive.ROOT / "build"


def main(arguments: Sequence[str] | None = None) -> int:
    """Fetch the wheels of all targets and write the archive.

    Parameters
    ----------
    arguments : sequence of str, optional
        Those of the command line by default.

    Returns
    -------
    int
        0, or 1 where something is missing or may not be handed out; nothing is written then.
    """
    parser = argparse.ArgumentParser(
        prog="deploy.bundle", description="One archive that sets the atlas up without internet."
    )
    parser.add_argument("--out", type=Path, default=OUT, help="folder for the archive and the wheels (build/)")
    parser.add_argument(
        "--targets", default="", help=f"some of {', '.join(target.name for target in targets.ALL)}; all by default"
    )
    options = parser.parse_args(arguments)
    try:
        path, digest = _bundle(options.out, targets.named(options.targets))
    except (RuntimeError, ValueError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    path.with_name(f"{path.name}.sha256").write_text(f"{digest}  {path.name}\n", encoding="utf-8")
    print(f"{path}  {path.stat().st_size / 1e6:,.0f} MB\nsha256 {digest}")
    return 0


def _bundle(out: Path, machines: Sequence[targets.Target]) -> tuple[Path, str]:
    program, packages = archive.program(), lock.read()
    if archive.changed():
        print("note: changes that were not committed are not in the bundle")
    wheelhouse = out / "wheels"
    wheelhouse.mkdir(parents=True, exist_ok=True)
    for name in wheels.fetch(packages, machines, wheelhouse):
        print(f"wheels for {name}")
    listed = wheels.listed(wheelhouse, packages, machines)
    path = out / f"pairing-atlas-{program.version}.zip"
    with tempfile.TemporaryDirectory(dir=out) as scratch:
        folder = Path(scratch, path.stem)
        (folder / "app").mkdir(parents=True)
        archive.sources(folder / "app")
        archive.lay_out(folder, program, listed, machines)
        archive.write_sums(folder)
        digest = archive.pack(folder, Path(scratch, path.name))
        shutil.move(Path(scratch, path.name), path)
    return path, digest


if __name__ == "__main__":
    sys.exit(main())
