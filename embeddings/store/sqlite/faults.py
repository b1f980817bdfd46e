"""What goes wrong with the file of a store, told apart: a full disk, a lock, a lack of rights, and damage."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from embeddings.errors import CitewireError, IndexBusy, IndexDamaged

P = ParamSpec("P")
T = TypeVar("T")

MEND = "Build it anew from the articles: citewire rebuild --full"
_PRIMARY = 0xFF
_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL)
_FORBIDDEN = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH)
_UNREAD = (sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_ACCESS, sqlite3.SQLITE_IOERR_FSTAT)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn errors of SQLite about the database at `path` into errors that say what happened and what mends it."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.DatabaseError as error:
        raise _explanation(path, error) from error


def unreadable(path: Path, error: OSError) -> CitewireError:
    """Return the error for a file that the system does not let us look at."""
    return CitewireError(
        f"The index {path} cannot be read ({error.strerror}). Check who may read it and its folder, or name another"
        " folder with CITEWIRE_INDEX."
    )


def _explanation(path: Path, error: sqlite3.DatabaseError) -> CitewireError:
    # An error of Python's own layer, such as text that is no UTF-8, has no code: the bytes are not those once written.
    extended = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    code = extended & _PRIMARY
    if code == sqlite3.SQLITE_FULL:
        return CitewireError(f"The disk of {path.parent} is full; the index is as it was. Make room, then repeat.")
    if code in _LOCKED:
        return IndexBusy(f"Another program holds the index {path}; try again when it is done.")
    if code in _FORBIDDEN:
        return CitewireError(
            f"The index {path} cannot be opened or written ({error}); it is as it was. Check who may write it and its"
            " folder, or name another folder with CITEWIRE_INDEX."
        )
    if extended in _UNREAD:
        return CitewireError(f"The disk does not give out the index {path} ({error}). Check the disk, then repeat.")
    if code == sqlite3.SQLITE_IOERR:
        return CitewireError(
            f"The disk did not take what was written to {path} ({error}); the index is as it was. Check that it is not"
            " full, then repeat."
        )
    if code in (sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_INTERRUPT):
        return CitewireError(f"The index {path} was not changed ({error}). Free memory, then repeat.")
    return IndexDamaged(f"The index {path} is damaged ({error}). {MEND}")


def sound(read: Callable[P, T]) -> Callable[P, T]:
    """Make a function that reads rows raise `IndexDamaged` for those that are not what was once written."""

    @wraps(read)
    def checked(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return read(*args, **kwargs)
        except (LookupError, ValueError, TypeError, ArithmeticError) as error:
            detail = f"{type(error).__name__}: {error}".splitlines()[0]
            raise IndexDamaged(f"The index is damaged ({detail}). {MEND}") from error

    return checked
