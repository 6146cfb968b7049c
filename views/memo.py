"""What was computed before, shared by all readers: made once for the same facts, shapes, reader and choice."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, Final, TypeVar

T = TypeVar("T")


class Same:
    """Stands for an object in a key where that very object counts and not what it holds, which may not be hashable."""

    def __init__(self, of: object) -> None:
        self._of = of  # held: no other object can have its identity meanwhile

    def __eq__(self, other: object) -> bool:
        """Say whether both stand for one object."""
        return isinstance(other, Same) and self._of is other._of

    def __hash__(self) -> int:
        """Return a number that is the same for one object."""
        return id(self._of)


class Memo:
    """Results by key, so many at most; the one that was not asked for longest goes first. Any thread may ask.

    Parameters
    ----------
    most : int
        Results that are held.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._results: OrderedDict[Hashable, Future[Any]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the result of a key; readers who ask at once for the same wait for one making.

        Parameters
        ----------
        make : callable
            What it returns is never changed by anyone. If it raises, nothing is held, and who waited makes it anew.
        """
        while True:
            with self._lock:
                result = self._results.get(key)
                mine = result is None
                if result is None:
                    result = self._results[key] = Future()
                    while len(self._results) > self._most:
                        self._results.popitem(last=False)
                else:
                    self._results.move_to_end(key)
            if mine:
                return self._make(key, result, make)
            if result.exception() is None:  # waits until it is made
                return result.result()

    def _make(self, key: Hashable, result: Future[T], make: Callable[[], T]) -> T:
        try:
            value = make()
        except BaseException as error:
            with self._lock:
                if self._results.get(key) is result:
                    del self._results[key]
            result.set_exception(error)
            raise
        result.set_result(value)
        return value


#: Panels, scenes, slides and what else follows from a choice.
_CHOICES: Final = Memo(1024)


def memoized(name: str, make: Callable[[], T], *on: Any) -> T:
    """Return what was made before under a name for the same things, else make it now.

    Parameters
    ----------
    make : callable
        What it returns is never changed by anyone.
    *on : object
        All that the result depends on: facts, which count by their ``identity``, shapes and look-ups by their ``version``,
        and hashable values.
    """
    return _CHOICES.get((name, *(getattr(part, "identity", getattr(part, "version", part)) for part in on)), make)
