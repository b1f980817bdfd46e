"""A full disk: rebuilds on small file systems of ten sizes, which lose nothing and say what happened."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.hostile.stores import answers, faults, sound_index
from embeddings import CitewireError, rebuild
from rag import Settings

# Room left beside the index, in kilobytes.
SIZES_KB = (0, 4, 16, 32, 64, 96, 128, 192, 256, 400)
_TRUE = re.compile(r"full|did not take")


@dataclass(frozen=True, slots=True)
class Filled:
    """What a rebuild on a disk with so much room said, and whether the index is whole and answers as before."""

    room_kb: int
    full: bool
    said: str
    whole: bool
    answers: bool

    @property
    def held(self) -> bool:
        """Whether nothing was lost, and the truth said."""
        return self.whole and self.answers and (not self.said or _TRUE.search(self.said) is not None)


def filled() -> Iterator[Filled]:
    """Yield what becomes of an index, whose rebuild has more to write, on a disk of each size; needs to be root."""
    with tempfile.TemporaryDirectory() as folder:
        settings = sound_index(Path(folder))
        right = answers(settings)
        for number in range(16):
            story = f"Ship {number} came to Velm. " + f"It brought {number} loads of timber and grain. " * 30
            (settings.seeds / f"ship{number}.txt").write_text(f"Ship {number}\n\n{story}", encoding="utf-8")
        for room in SIZES_KB:
            for full in (False, True):
                with _disk() as disk:
                    yield _fill(settings, disk, room, right, full=full)


def _fill(settings: Settings, disk: Path, room: int, right: list[str], *, full: bool) -> Filled:
    moved = settings.model_copy(update={"index": disk / "index"})
    shutil.copytree(settings.index, moved.index)
    with (disk / "ballast").open("wb") as ballast:
        ballast.write(bytes(max(0, shutil.disk_usage(disk).free - room * 1024)))
    said = ""
    try:
        rebuild(settings=moved, full=full)
    except CitewireError as error:
        said = str(error)
    (disk / "ballast").unlink()
    return Filled(room, full, said, not faults(moved), answers(moved) == right)


@contextmanager
def _disk() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as mount:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", mount], check=True)
        try:
            yield Path(mount)
        finally:
            subprocess.run(["umount", "--lazy", mount], check=True)
