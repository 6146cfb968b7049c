"""The server goes away while a page is open: a sentence in the reader's language, and by itself back to the same view."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Page, expect

from tests.bench.visitors import Visitor
from tests.bench.wire import counted
from tests.browser.atlas import APP, open_map, open_view, wait_settled
from tests.browser.server import serving
from tests.data.seeds import seed_folder

SENTENCE = ".connection"
CONNECTED = f"{APP}[data-test-connection-state='CONNECTED']"
#: What Streamlit says to developers.
DEVELOPERS = re.compile(r"streamlit run|Is Streamlit still running|Connection error|Are you connected")
FACTS = {"ATLAS_FACTS": str(seed_folder())}


@pytest.fixture
def lone():
    """A server of this test alone: it is killed."""
    with serving(env=FACTS) as server:
        ready(server.url)
        yield server


@pytest.fixture
def wire(atlas_url):
    with counted(atlas_url) as wire:
        yield wire


def ready(url: str) -> None:
    """Let a server read the records, so that a page need not wait for it; in a thread, as a loop is running in ours."""

    async def visit() -> None:
        async with Visitor(url) as visitor:
            await visitor.see()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, visit()).result()


def seen(page: Page) -> list[str]:
    """Return the title and the figures; charts may still be drawn."""
    return page.locator(".page-head, .st-key-panel .fact").all_inner_texts()


def note_what_is_said(page: Page) -> None:
    """Keep what the sentence says from now on: that the line is back stands there for 4 s, and a busy machine looks away."""
    page.locator(SENTENCE).evaluate(
        """node => {
            window.said = [];
            new MutationObserver(() => window.said.push(node.textContent)).observe(node, {childList: true});
        }"""
    )


def wait_until_it_said_that_the_line_is_back(page: Page) -> None:
    page.wait_for_function("back => window.said.includes(back) && window.said.at(-1) === ''", arg="已重新连上。")


def said_for_developers(page: Page) -> bool:
    return bool(DEVELOPERS.search(page.locator("html").evaluate("node => node.innerText")))


def tried_again(page: Page) -> None:
    """Wait until Streamlit has asked the server once more in vain: it opens its dialog then."""
    with page.expect_event("requestfailed", lambda request: "_stcore" in request.url):
        pass


def test_a_server_that_was_killed_is_told_in_chinese_and_the_view_comes_back_by_itself(page, lone, atlas_url):
    open_map(page, lone.url.replace("127.0.0.1", "localhost"), region="620000", fill="rate")
    before, address = seen(page), page.url
    port = int(lone.url.rsplit(":", 1)[1])

    lone.process.kill()
    lone.process.wait()

    sentence = page.locator(SENTENCE)
    expect(sentence).to_have_text(re.compile("与服务器的连接断了.*自动恢复"))
    expect(sentence).to_have_role("status")
    for _ in range(2):
        tried_again(page)
    assert not said_for_developers(page)
    assert page.locator(".stDialog:visible").count() == 0
    assert seen(page) == before
    page.locator(".theme-switch").dispatch_event("click")  # leads nowhere while nobody answers
    assert page.url == address

    note_what_is_said(page)
    with counted(atlas_url, port):  # another server, with the same records, at the same address
        expect(page.locator(CONNECTED)).to_be_attached()
        wait_until_it_said_that_the_line_is_back(page)
        assert (page.url, seen(page)) == (address, before)
        wait_settled(page)
        # The session is a new one, and knows the view: what is chosen next is not lost.
        page.locator(".st-key-w_fill button").first.click()
        expect(page).to_have_url(re.compile("region=620000"))
        expect(page).not_to_have_url(re.compile("fill=rate"))
        wait_settled(page)
        expect(page.locator(".st-key-panel")).to_contain_text("甘肃")


def test_a_cut_of_the_line_is_told_in_english_in_the_dark_and_ends_by_itself(page, wire):
    open_view(page, wire.url, "trends", lang="en", theme="dark", regions="620000")
    expect(page.locator(".page-head")).to_be_visible()
    before, address = seen(page), page.url

    wire.cut()

    sentence = page.locator(SENTENCE)
    expect(sentence).to_have_text(re.compile("connection to the server was lost.*will come back"))
    tried_again(page)
    assert not said_for_developers(page)
    colors = sentence.evaluate("node => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]")
    assert colors == ["rgb(18, 24, 30)", "rgb(235, 232, 224)"]

    wire.mend()

    expect(page.locator(CONNECTED)).to_be_attached()
    expect(sentence).to_be_empty()
    assert (page.url, seen(page)) == (address, before)


def test_a_line_that_is_cut_without_a_word_is_told_though_the_connection_still_stands(page, atlas_url):
    """Somebody pulls a cable: no end of the connection learns of it for minutes, and a click would have no effect."""
    open_view(page, atlas_url, "trends", regions="620000")
    before, address = seen(page), page.url
    expect(page.locator("#keys-help")).to_be_attached()
    page.route("**/atlas/alive", lambda route: route.abort())

    sentence = page.locator(SENTENCE)
    expect(sentence).to_have_text(re.compile("与服务器的连接断了.*点选不起作用"))
    assert page.locator(CONNECTED).count() == 1
    page.locator(".theme-switch").dispatch_event("click")
    assert page.url == address

    note_what_is_said(page)
    page.unroute("**/atlas/alive")
    wait_until_it_said_that_the_line_is_back(page)
    wait_settled(page)
    assert (page.url, seen(page)) == (address, before)


@pytest.mark.parametrize("answer", [{"status": 404}, {"status": 302, "headers": {"location": "https://sign-in.example/"}}])
def test_who_answers_something_else_is_not_away(page, atlas_url, answer):
    """A proxy that does not hand that address on, or wants a new sign-in."""
    open_view(page, atlas_url, "sources")
    page.clock.install()
    page.route("**/atlas/alive", lambda route: route.fulfill(**answer))
    for _ in range(3):
        with page.expect_request("**/atlas/alive"):
            page.clock.run_for(7_000)
    page.clock.run_for(7_000)
    assert page.locator(SENTENCE).count() == 0


def test_a_cut_that_is_over_at_once_is_not_mentioned(page, atlas_url):
    open_view(page, atlas_url, "trends")
    page.evaluate(
        """() => {
            [window.said, window.noticed] = [[], 0];
            new MutationObserver(() => window.said.push((document.querySelector(".connection") || {}).textContent || ""))
                .observe(document.body, {subtree: true, childList: true, characterData: true});
            new MutationObserver(() => window.noticed += document.documentElement.classList.contains("server-away"))
                .observe(document.documentElement, {attributeFilter: ["class"]});
        }"""
    )
    # By the page's own clock: on a busy machine a real line takes longer to come back than a reader would overlook.
    page.locator(APP).evaluate(
        """node => {
            node.setAttribute("data-test-connection-state", "PINGING_SERVER");
            window.setTimeout(() => node.setAttribute("data-test-connection-state", "CONNECTED"), 200);
            window.setTimeout(() => window.late = true, 3000);
        }"""
    )
    page.wait_for_function("() => window.late")
    assert page.evaluate("() => window.noticed") == 1
    assert [text for text in page.evaluate("() => window.said") if text] == []


def test_where_streamlit_has_given_up_the_page_is_loaded_anew(page, atlas_url):
    open_view(page, atlas_url, "trends", regions="620000")
    before, address = seen(page), page.url
    # The sentence goes with the page; what was said is kept beyond it.
    page.evaluate(
        """sentence => new MutationObserver(() => {
            const node = document.querySelector(sentence);
            if (node) sessionStorage.setItem("said", node.textContent);
        }).observe(document.body, { childList: true, subtree: true, characterData: true })""",
        SENTENCE,
    )
    with page.expect_event("load"):
        page.locator(APP).evaluate("node => node.setAttribute('data-test-connection-state', 'DISCONNECTED_FOREVER')")
    wait_settled(page)
    expect(page.locator(".page-head").first).to_be_visible()  # before its first run too a page is settled
    assert "与服务器的连接断了" in page.evaluate("sessionStorage.getItem('said')")
    assert (page.url, seen(page)) == (address, before)


@pytest.mark.parametrize(("lang", "tag", "nothing"), [("zh", "zh-CN", "没有符合的结果"), ("en", "en", "No results")])
def test_what_streamlit_says_by_itself_is_in_the_readers_language(page, atlas_url, lang, tag, nothing):
    open_view(page, atlas_url, "pairings", lang=lang)
    assert page.locator("html").get_attribute("lang") == tag
    page.locator(".stSelectbox").get_by_role("combobox").first.fill("zzzz")
    expect(page.get_by_text(nothing, exact=True)).to_be_visible()


def test_no_english_of_streamlits_is_left_on_a_chinese_page(page, atlas_url):
    open_view(page, atlas_url)
    words = page.evaluate(
        """() => Array.from(document.querySelectorAll("[aria-label], [placeholder]"))
            .flatMap((node) => [node.getAttribute("aria-label"), node.getAttribute("placeholder")])
            .filter((text) => text && /^[A-Z][a-z]+/.test(text))"""
    )
    assert words == []
    expect(page.locator("[data-testid='stSkipToContent']")).to_have_text("跳到正文")


def test_an_address_that_is_no_page_is_told_in_chinese(page, atlas_url):
    answer = page.goto(f"{atlas_url}/nowhere", wait_until="commit")
    assert answer is not None and answer.status == 404
    expect(page.locator("body")).to_contain_text("没有这个页面")
    expect(page.locator("body")).to_contain_text("这个地址下没有内容，可能是链接写错了，或来自别的版本。")
    page.get_by_role("link", name="打开结对图首页").click()
    wait_settled(page)
    expect(page.locator("h1")).to_have_text("东部哪些省市帮扶西部哪些地方？")


def test_a_switch_of_languages_takes_streamlits_words_along(page, atlas_url):
    open_view(page, atlas_url)
    skip = page.locator("[data-testid='stSkipToContent']")
    expect(skip).to_have_text("跳到正文")
    page.locator(".st-key-w_lang button").nth(1).click()
    expect(page).to_have_url(re.compile("lang=en"))
    expect(skip).to_have_text("Skip to main content")
    assert page.locator("html").get_attribute("lang") == "en"
