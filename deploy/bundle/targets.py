"""The machines a bundle is for: operating system, processor and Python, and what pip calls them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

PYTHONS: Final = ("3.11", "3.12", "3.13")
#: glibc 2.28 is that of Debian 10, RHEL 8, Kylin V10 and UOS 20; wheels for an older one run there as well.
_GLIBC: Final = range(28, 16, -1)
_MACHINES: Final[Mapping[str, tuple[str, str]]] = {
    "linux-x86_64": ("linux", "x86_64"),
    "linux-arm64": ("linux", "aarch64"),
    "windows-x86_64": ("win32", "AMD64"),
}
SYSTEMS: Final = tuple(_MACHINES)


@dataclass(frozen=True)
class Target:
    """One kind of machine.

    Attributes
    ----------
    system : str
        One of :data:`SYSTEMS`.
    python : str
        Such as ``3.12``.
    """

    system: str
    python: str

    @property
    def name(self) -> str:
        """How it is named on the command line and in ``bundle.json``."""
        return f"{self.system}-{self.python}"

    @property
    def environment(self) -> dict[str, str]:
        """What the markers of requirements are evaluated with."""
        platform, machine = _MACHINES[self.system]
        windows = platform == "win32"
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0",
            "os_name": "nt" if windows else "posix",
            "platform_machine": machine,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": "Windows" if windows else "Linux",
            "platform_version": "",
            "python_full_version": f"{self.python}.0",
            "python_version": self.python,
            "sys_platform": platform,
        }

    @property
    def options(self) -> list[str]:
        """Options of ``pip download`` that ask for its wheels instead of this machine's."""
        platform, machine = _MACHINES[self.system]
        # pip reads the last of these as the older names of wheels, too.
        linux = [*(f"manylinux_2_{minor}_{machine}" for minor in _GLIBC), f"manylinux2014_{machine}"]
        tags = ["win_amd64"] if platform == "win32" else linux
        options = [part for tag in tags for part in ("--platform", tag)]
        return ["--only-binary=:all:", "--implementation", "cp", "--python-version", self.python, *options]


#: Every machine that is named.
ALL: Final = tuple(Target(system, python) for system in SYSTEMS for python in PYTHONS)


def named(names: str) -> tuple[Target, ...]:
    """Return targets by their names.

    Parameters
    ----------
    names : str
        Separated by commas; empty for all.

    Raises
    ------
    ValueError
        For a name that is none; it lists those that are.
    """
    by_name = {target.name: target for target in ALL}
    chosen = [name.strip() for name in names.split(",") if name.strip()] or list(by_name)
    for name in chosen:
        if name not in by_name:
            raise ValueError(f"no target {name!r}; there are {', '.join(by_name)}")
    return tuple(by_name[name] for name in dict.fromkeys(chosen))
