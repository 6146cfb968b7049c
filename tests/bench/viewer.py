"""A reader without a browser: speaks with the server as the page does, so that many of them take little of the machine."""

from __future__ import annotations

from time import perf_counter
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

LIMIT_S = 120


class Viewer:
    """One page that is open.

    Attributes
    ----------
    widgets : dict of str to str
        Keys of the widgets that were drawn, to their ids.
    asking : dict of str to float
        Fragments that the page has to ask for again and again, to the seconds between.
    """

    def __init__(self, url: str) -> None:
        address = f"ws://{urlsplit(url).netloc}/_stcore/stream"
        self._line = connect(address, origin=Origin(url), subprotocols=[Subprotocol("streamlit")], max_size=None)
        self._page, self._query = "", ""
        self.widgets: dict[str, str] = {}
        self.asking: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._line.close()

    def open(self, page: str, query: str = "") -> float:
        """Open a page, or the same with another address; return the seconds until it was drawn."""
        self._page, self._query = page, query
        return self._ask(BackMsg())

    def press(self, key: str) -> float:
        """Press a button."""
        message = BackMsg()
        message.rerun_script.widget_states.widgets.append(WidgetState(id=self.widgets[key], trigger_value=True))
        return self._ask(message)

    def ask(self, fragment: str) -> float:
        """Ask for a fragment, as the page does by itself."""
        message = BackMsg()
        message.rerun_script.fragment_id = fragment
        message.rerun_script.is_auto_rerun = True
        return self._ask(message)

    def _ask(self, message: BackMsg) -> float:
        message.rerun_script.page_name, message.rerun_script.query_string = self._page, self._query
        begun = perf_counter()
        self._line.send(message.SerializeToString())
        while not self._read():
            pass
        return perf_counter() - begun

    def _read(self) -> bool:
        """Read a message; say whether it was the last of a run."""
        received = self._line.recv(timeout=LIMIT_S)
        assert isinstance(received, bytes)
        message = ForwardMsg.FromString(received)
        kind = message.WhichOneof("type")
        if kind == "new_session" and not message.metadata.run.fragment_ids:
            self.widgets.clear()
            self.asking.clear()
        elif kind == "auto_rerun":
            self.asking[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        elif kind == "delta":
            element = message.delta.new_element
            widget = getattr(element, element.WhichOneof("type") or "", None)
            if (named := getattr(widget, "id", "")) and isinstance(named, str):
                self.widgets[named.split("-", 2)[-1]] = named
        return kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
