"""Sign-in with a real OpenID provider: nobody, a viewer and an editor, who come back to the page where they asked for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.atlas import open_view, wait_settled
from tests.browser.server import HOST, free_port, serving
from tests.browser.serving.provider import CLIENT, Provider, providing
from tests.data.seeds import seed_folder
from text.catalogue import Catalogue

ZH, EN = Catalogue.load("zh"), Catalogue.load("en")
OWN = "sources?show=own"


@pytest.fixture(scope="module", params=["", "fupin/map"], ids=["bare", "under a path"])
def signing_in(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Provider]]:
    """Yield the address of an atlas whose readers sign in with a provider, and that."""
    folder, port = tmp_path_factory.mktemp("sign-in"), free_port()
    callback = f"http://{HOST}:{port}/" + (f"{request.param}/" if request.param else "") + "oauth2callback"
    with providing(callback) as provider:
        secrets = {
            "redirect_uri": callback,
            "cookie_secret": "0123456789abcdef" * 4,
            "client_id": CLIENT[0],
            "client_secret": CLIENT[1],
            "server_metadata_url": f"{provider.url}/.well-known/openid-configuration",
        }
        Path(folder, "secrets.toml").write_text(
            "[auth]\n" + "".join(f'{key} = "{value}"\n' for key, value in secrets.items()), encoding="utf-8"
        )
        env = {
            "ATLAS_FACTS": str(seed_folder()),
            "ATLAS_EDITORS": "Editor@example.cn",
            "ATLAS_STORE": f"sqlite:///{folder / 'own.sqlite3'}",
        }
        options = ["--secrets.files", str(folder / "secrets.toml")]
        with serving(env=env, options=options, port=port, path=request.param) as atlas:
            yield atlas.url, provider


def sign_in(page: Page, email: str, *, verified: bool = True) -> None:
    page.locator(".st-key-own_sign_in_ button").click()
    page.get_by_label("login").fill(email)
    page.get_by_label("verified").set_checked(verified)
    page.get_by_role("button", name="OK").click()
    wait_settled(page)


def expect_editing(page: Page, edits: bool) -> None:
    """What only editors have: a place for their file; by then the rest of the section stands."""
    expect(page.get_by_text(ZH("own.none")).or_(page.get_by_text(EN("own.none")))).to_be_visible()
    expect(page.locator("[class*=st-key-own_file_]")).to_have_count(int(edits))


def test_an_editor_signs_in_comes_back_and_signs_out(page: Page, signing_in: tuple[str, Provider]):
    url, _ = signing_in
    open_view(page, url, OWN)
    expect(page.get_by_text(ZH("own.viewer"))).to_be_visible()
    expect_editing(page, False)

    sign_in(page, "editor@example.cn")

    assert page.url == f"{url}/{OWN}"
    expect(page.get_by_text(ZH("own.signed_in", name="editor@example.cn"))).to_be_visible()
    expect_editing(page, True)

    page.locator(".st-key-own_sign_out button").click()
    expect(page.locator(".st-key-own_sign_in_ button")).to_be_visible()
    expect_editing(page, False)


def test_a_viewer_is_known_and_may_not_edit(page: Page, signing_in: tuple[str, Provider]):
    url, _ = signing_in
    open_view(page, url, f"{OWN}&lang=en")
    sign_in(page, "reader@example.cn")
    assert page.url == f"{url}/{OWN}&lang=en"
    expect(page.get_by_text(EN("own.signed_in", name="reader@example.cn"))).to_be_visible()
    expect(page.get_by_text(EN("own.viewer"))).to_be_visible()
    expect_editing(page, False)


def test_an_address_that_nobody_verified_gives_no_name(page: Page, signing_in: tuple[str, Provider]):
    url, _ = signing_in
    open_view(page, url, OWN)
    sign_in(page, "editor@example.cn", verified=False)
    expect(page.get_by_text(ZH("own.no_address"))).to_be_visible()
    expect_editing(page, False)


def test_a_cookie_of_ones_own_making_gives_nothing(page: Page, signing_in: tuple[str, Provider]):
    url, _ = signing_in
    page.context.add_cookies([{"name": "_streamlit_user", "value": "eyJlbWFpbCI6ImVkaXRvckBleGFtcGxlLmNuIn0=", "url": url}])
    open_view(page, url, OWN)
    expect(page.locator(".st-key-own_sign_in_ button")).to_be_visible()
    expect_editing(page, False)
