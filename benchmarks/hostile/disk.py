"""A full disk: rebuilds on small file systems of ten sizes, which lose nothing and say what happened."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.hostile.stores import QUESTIONS, sound_index
from embeddings import Archive, CitewireError, rebuild
from rag import Settings, answer
from rag.integrity import check_store

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
    for room in SIZES_KB:
        for full in (False, True):
            with tempfile.TemporaryDirectory() as folder, _disk() as disk:
                settings = sound_index(Path(folder))
                yield _fill(settings, disk, room, full=full)


def _fill(settings: Settings, disk: Path, room: int, *, full: bool) -> Filled:
    moved = settings.model_copy(update={"index": disk / "index"})
    shutil.copytree(settings.index, moved.index)
    before = [answer(question, settings=moved).text for question in QUESTIONS]
    for number in range(40):
        story = (
            f"Ship {number} came into the harbour of Velm. " + f"It brought {number} loads of timber and grain. " * 30
        )
        (settings.seeds / f"ship{number}.txt").write_text(f"Ship {number}\n\n{story}", encoding="utf-8")
    with (disk / "ballast").open("wb") as ballast:
        ballast.write(bytes(max(0, shutil.disk_usage(disk).free - room * 1024)))
    said = ""
    try:
        rebuild(settings=moved, full=full)
    except CitewireError as error:
        said = str(error)
    (disk / "ballast").unlink()
    with Archive.open(moved).snapshot() as snapshot:
        whole = not check_store(snapshot).faults
    return Filled(room, full, said, whole, [answer(question, settings=moved).text for question in QUESTIONS] == before)


@contextmanager
def _disk() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as mount:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", mount], check=True)
        try:
            yield Path(mount)
        finally:
            subprocess.run(["umount", mount], check=True)
