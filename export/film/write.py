"""Pictures in a row as a moving file: WebP and GIF by Pillow, MP4 by the machine's ffmpeg."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image

from export.jobs.machine import find_ffmpeg
from export.trouble import FfmpegFailed, TooSlow

#: Lossy at this quality lines and small type stay clean; without loss a map of many colours is three times as large.
_QUALITY: Final = 88
_COLORS: Final = 256
#: What ffmpeg may take, within what the work may take.
_LIMIT_S: Final = 120
#: Pictures a second: stills need few, and each takes time; whole numbers of them are in every time that a frame stands.
_PER_SECOND: Final = 5
#: The colours of high definition, so that a player does not take them for those of old television.
_PICTURES: Final = ("-vf", f"fps={_PER_SECOND},scale=out_color_matrix=bt709,format=yuv420p")
_COLORS_NAMED: Final = ("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709")
_FILM: Final = "film.mp4"


@dataclass(frozen=True)
class Frame:
    """A picture of a film.

    Attributes
    ----------
    png : bytes
        All of a film have one size, in whole even pixels.
    seconds : float
        How long it is seen.
    """

    png: bytes
    seconds: float


def write_webp(frames: Sequence[Frame], progress: Callable[[int, int], None]) -> bytes:
    """Write an animated WebP that begins anew at its end.

    Parameters
    ----------
    frames : sequence of Frame
        At least one.
    progress : callable
        Called with the number of frames written and of all; what it raises ends the writing.
    """
    return _animated(frames, "WEBP", progress, quality=_QUALITY, method=4)


def write_gif(frames: Sequence[Frame], progress: Callable[[int, int], None]) -> bytes:
    """Write an animated GIF, which every program shows, in 256 colours a frame; otherwise as :func:`write_webp`."""
    return _animated(frames, "GIF", progress, _COLORS, optimize=False, disposal=1)


def write_mp4(frames: Sequence[Frame], progress: Callable[[int, int], None]) -> bytes:
    """Write an MP4 with ffmpeg, in the H.264 that it brings along; otherwise as :func:`write_webp`.

    Raises
    ------
    MissingFfmpeg
        Where the machine has none.
    FfmpegFailed, TooSlow
        Where it does not do it, or not in time.
    """
    program = find_ffmpeg()
    progress(0, len(frames))
    with tempfile.TemporaryDirectory(prefix="film-") as name:
        folder, lines = Path(name), []
        for n, frame in enumerate(frames):
            (folder / f"{n:04d}.png").write_bytes(frame.png)
            lines += [f"file {n:04d}.png", f"duration {frame.seconds}"]
        # The last picture has its time only where another follows.
        lines.append(lines[-2])
        (folder / "frames.txt").write_text("\n".join(lines), encoding="ascii")
        seconds = f"{sum(frame.seconds for frame in frames):g}"
        command = [str(program), "-hide_banner", "-loglevel", "error", "-nostdin", "-f", "concat", "-i", "frames.txt"]
        command += [*_PICTURES, *_COLORS_NAMED, "-t", seconds, "-threads", "2", "-movflags", "+faststart", _FILM]
        try:
            process = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=_LIMIT_S)
        except subprocess.TimeoutExpired as trouble:
            raise TooSlow(seconds=_LIMIT_S) from trouble
        film = folder / _FILM
        if process.returncode or not film.is_file():
            said = process.stderr.decode(errors="replace").strip().splitlines()
            raise FfmpegFailed(path=program, reason=said[-1] if said else process.returncode)
        progress(len(frames), len(frames))
        return film.read_bytes()


class _Reel(Image.Image):
    """The pictures of a film as one of many: Pillow takes one after another, and only that one is unpacked."""

    def __init__(self, frames: Sequence[Frame], colors: int, progress: Callable[[int, int], None]) -> None:
        super().__init__()
        self._frames, self._colors, self._progress = frames, colors, progress
        self.n_frames, self._at, self._furthest = len(frames), -1, -1
        self.seek(0)

    def tell(self) -> int:
        return self._at

    def seek(self, frame: int) -> None:
        if frame >= self.n_frames:
            raise EOFError
        if frame == self._at:
            return
        if frame > self._furthest:
            self._furthest = frame
            self._progress(frame, self.n_frames)
        picture = Image.open(BytesIO(self._frames[frame].png)).convert("RGB")
        if self._colors:
            picture = picture.quantize(self._colors, dither=Image.Dither.NONE)
        self._at, self.im, self.palette = frame, picture.im, picture.palette
        self._mode, self._size = picture.mode, picture.size


def _animated(
    frames: Sequence[Frame], kind: str, progress: Callable[[int, int], None], colors: int = 0, **options: int | bool
) -> bytes:
    file, times = BytesIO(), [round(1000 * frame.seconds) for frame in frames]
    _Reel(frames, colors, progress).save(file, kind, save_all=True, duration=times, loop=0, **options)
    progress(len(frames), len(frames))
    return file.getvalue()
