"""The heaps: how many the C library may open for the threads of a server, and what it keeps of them."""

import ctypes
from contextlib import suppress

# M_ARENA_MAX of glibc's malloc.h.
_ARENA_MAX = -8
_MOST = 2


def bound_heaps() -> None:
    """Let all threads share two heaps; call it before they start.

    glibc opens up to eight for each core, and a reading leaves some megabytes in each it passes through; with two,
    twenty people who ask leave no more than one does. Where the C library is another there is nothing to bound.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, _MOST)


def trim_heaps() -> None:
    """Give back to the system what is free: once models are loaded, some hundred megabytes of their files are."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
