"""Lines for a proxy's configuration, as they are shown where one is missing. ``deploy/nginx`` holds them all."""

from __future__ import annotations

from typing import Final

from ui.serving.files import PREFIX

#: The name that the browser asked for goes on to the atlas.
HOST: Final = "proxy_set_header Host $http_host;"
#: Where a proxy sends those whose address is too long for it.
TOO_LONG: Final = f"{PREFIX}/too-long"
#: A WebSocket goes through.
UPGRADE: Final = 'proxy_http_version 1.1;\nproxy_set_header Upgrade $http_upgrade;\nproxy_set_header Connection "upgrade";'
