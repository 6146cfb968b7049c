"""A small OpenID provider: discovery, a page to sign in, tokens signed with RS256, PKCE checked; users are whoever types."""

from __future__ import annotations

import base64
import hashlib
import html
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.browser.server import HOST, free_port, wait_for_port

CLIENT = ("pairing-atlas", "a-secret-of-tests")


@dataclass
class Provider:
    """What a provider holds: its address, its key, and the codes that it has given out."""

    url: str
    redirect_uri: str
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k1", "use": "sig", "alg": "RS256"}))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    async def discovery(self, _request: Request) -> Response:
        """Tell where everything is."""
        return JSONResponse(
            {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def keys(self, _request: Request) -> Response:
        """Give the public key."""
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def authorize(self, request: Request) -> Response:
        """Ask who it is, and send whoever answers back with a code."""
        asked = dict(request.query_params)
        if asked.get("client_id") != CLIENT[0] or asked.get("redirect_uri") != self.redirect_uri:
            return Response("unknown client", 400)
        email = asked.pop("login", "")
        if not email:
            hidden = "".join(f'<input type="hidden" name="{k}" value="{html.escape(v)}">' for k, v in asked.items())
            verified = '<label><input type="checkbox" name="verified" checked> verified</label>'
            form = f'<form>{hidden}<input name="login" aria-label="login">{verified}<button>OK</button></form>'
            return HTMLResponse(f"<!doctype html><title>provider</title>{form}")
        code = secrets.token_urlsafe(16)
        self.codes[code] = {**asked, "email": email}
        return RedirectResponse(f"{self.redirect_uri}?{urlencode({'code': code, 'state': asked['state']})}", 302)

    async def token(self, request: Request) -> Response:
        """Change a code for a token, once, for the client that proves it asked."""
        form = await request.form()
        asked = self.codes.pop(str(form.get("code")), None)
        basic = base64.b64encode(":".join(CLIENT).encode()).decode()
        digest = hashlib.sha256(str(form.get("code_verifier", "")).encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if asked is None or request.headers.get("authorization") != f"Basic {basic}" or challenge != asked["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims: dict[str, Any] = {"iss": self.url, "aud": CLIENT[0], "sub": asked["email"], "iat": now, "exp": now + 600}
        claims |= {"nonce": asked["nonce"], "email": asked["email"], "email_verified": "verified" in asked}
        token = jwt.encode({"alg": "RS256", "kid": "k1"}, claims, self.key)
        return JSONResponse({"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "id_token": token})


@contextmanager
def providing(redirect_uri: str) -> Iterator[Provider]:
    """Serve a provider on a free port, for one client that comes back to an address."""
    port = free_port()
    provider = Provider(f"http://{HOST}:{port}", redirect_uri)
    routes = [
        Route("/.well-known/openid-configuration", provider.discovery),
        Route("/keys", provider.keys),
        Route("/authorize", provider.authorize),
        Route("/token", provider.token, methods=["POST"]),
    ]
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes), HOST, port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_for_port(port)
    yield provider
    server.should_exit = True
    thread.join()
