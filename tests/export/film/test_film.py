"""Films: where they stop and for how long; WebP, GIF and MP4 of three plain pictures; what is said where ffmpeg is not."""

from __future__ import annotations

import shutil
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from export.film import write
from export.film.stops import Stop, stops_of_deck, stops_of_years
from export.film.write import Frame, write_gif, write_mp4, write_webp
from export.trouble import Cancelled, FfmpegFailed, MissingFfmpeg, TooSlow
from text.catalogue import Catalogue
from views.slide import Build, Show, Slide

COLORS = ((160, 40, 40), (40, 160, 40), (40, 40, 160))
needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell script")


def frames() -> list[Frame]:
    made = []
    for n, color in enumerate(COLORS):
        file = BytesIO()
        Image.new("RGB", (64, 36), color).save(file, "PNG")
        made.append(Frame(file.getvalue(), 4.0 if n == 2 else 1.6))
    return made


def quiet(_done: int, _total: int) -> None:
    """Nobody looks."""


def show(*slides: Slide) -> Show:
    return Show("t", "zh", "light", slides, "", "", "2026-01-01")


# --- where it stops


def test_years_follow_one_another_and_the_last_stands():
    years = stops_of_years(show(Slide("a", "2016"), Slide("b", "2017"), Slide("c", "2018")))
    assert years == [Stop(1, 0, 1.6), Stop(2, 0, 1.6), Stop(3, 0, 4.0)]


def test_a_deck_has_its_steps_before_the_finished_slide_and_nothing_hidden():
    builds = (Build("北京", ("a",)), Build("天津", ("b",)))
    stops = stops_of_deck(show(Slide("a", "1"), Slide("b", "2", hidden=True), Slide("c", "3", builds=builds)))
    assert [(stop.slide, stop.step) for stop in stops] == [(1, 0), (3, 1), (3, 2), (3, 0)]
    assert stops[0].seconds > stops[3].seconds > stops[1].seconds == stops[2].seconds


# --- WebP and GIF


@pytest.mark.parametrize(("writer", "kind"), [(write_webp, "WEBP"), (write_gif, "GIF")])
def test_a_picture_each_for_its_time_and_over_again(writer, kind):
    told: list[tuple[int, int]] = []
    content = writer(frames(), lambda done, total: told.append((done, total)))
    assert content == writer(frames(), quiet) and told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    with Image.open(BytesIO(content)) as film:
        assert (film.format, film.size, film.info["loop"]) == (kind, (64, 36), 0)
        assert film.n_frames == len(COLORS)  # type: ignore[attr-defined]
        seconds, colors = [], []
        for n in range(3):
            film.seek(n)
            picture = film.convert("RGB")
            seconds.append(film.info["duration"])
            colors.append(picture.resize((1, 1)).tobytes())
        assert seconds == [1600, 1600, 4000]
        assert all(abs(a - b) < 12 for pair in zip(colors, COLORS, strict=True) for a, b in zip(*pair, strict=True))


def test_one_who_has_enough_ends_it():
    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_webp(frames(), stop)


# --- MP4


@pytest.fixture
def program(tmp_path, monkeypatch) -> Path:
    """A folder that is all of PATH; a script in it notes what it is told, and what lies beside it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder / "ffmpeg"


def script(path: Path, last: str) -> None:
    told = path.with_name("told")
    lines = [
        "#!/bin/sh",
        f'printf "%s\\n" "$@" > {told}',
        f"/bin/cat frames.txt > {told}.frames",
        f"/bin/ls > {told}.files",
        last,
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    path.chmod(0o755)


@needs_shell
def test_ffmpeg_is_told_each_picture_and_its_time(program):
    script(program, "printf film > film.mp4")
    assert write_mp4(frames(), quiet) == b"film"
    told = program.with_name("told")
    arguments = told.read_text(encoding="utf-8").split("\n")
    assert arguments[-2] == "film.mp4" and "-nostdin" in arguments
    assert arguments[arguments.index("-i") + 1] == "frames.txt" and arguments[arguments.index("-t") + 1] == "7.2"
    listed = told.with_name("told.frames").read_text(encoding="utf-8").split("\n")
    assert listed[:6] == ["file 0000.png", "duration 1.6", "file 0001.png", "duration 1.6", "file 0002.png", "duration 4.0"]
    assert listed[6] == "file 0002.png"
    files = told.with_name("told.files").read_text(encoding="utf-8").split()
    assert files == ["0000.png", "0001.png", "0002.png", "frames.txt"]


@needs_shell
def test_what_ffmpeg_says_last_is_told(program):
    script(program, "echo one >&2; echo 'Unknown encoder' >&2; exit 1")
    with pytest.raises(FfmpegFailed, match="Unknown encoder"):
        write_mp4(frames(), quiet)
    script(program, "exit 0")  # it says that it is well, and there is no film
    with pytest.raises(FfmpegFailed):
        write_mp4(frames(), quiet)


@needs_shell
def test_an_ffmpeg_that_hangs_is_ended(program, monkeypatch):
    script(program, "exec /bin/sleep 600")
    monkeypatch.setattr(write, "_LIMIT_S", 0.3)
    with pytest.raises(TooSlow):
        write_mp4(frames(), quiet)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_ffmpeg_the_words_say_how_to_get_it_and_what_works(program, lang):
    with pytest.raises(MissingFfmpeg) as caught:
        write_mp4(frames(), quiet)
    words = caught.value.words(Catalogue.load(lang))
    assert all(word in words for word in ("ffmpeg", "apt-get", "PATH", "WebP", "GIF"))


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="the machine has no ffmpeg")
def test_the_machines_ffmpeg_writes_a_film():
    content = write_mp4(frames(), quiet)
    assert content[4:8] == b"ftyp" and b"moov" in content
