"""Near-duplicates: passages that say the same in nearly the same words, as wire copy does in many outlets.

MinHash with banding (Broder, SEQUENCES 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3):
passages that resemble each other by 0.9 share a band with a probability of 0.9999, by 0.7 of 0.94, by 0.3 of 0.08.
"""

import re
from hashlib import blake2b, shake_128

import numpy as np

from embeddings.store.versions import are_versions

# Words in a row; the resemblance of two passages is the share of such runs that both have.
_RUN = 3
_SAME = 0.7
_BANDS, _ROWS = 10, 4
# One row for each hash function of the signature: multiplier, made odd, and addend. Stores keep what comes of them, so
# they are drawn from a digest, which is the same everywhere and in every version of every library.
_DRAWN = np.frombuffer(shake_128(b"near-duplicates").digest(_BANDS * _ROWS * 16), "<u8").reshape(-1, 2, 1)
_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def bands(text: str) -> list[int]:
    """Return 64-bit keys, of which near-duplicates most likely have at least one in common."""
    runs = np.frombuffer(b"".join(blake2b(run.encode(), digest_size=8).digest() for run in _runs(text)), "<u8")
    # Multiply-add-shift (Dietzfelbinger et al., J. Algorithms 1997), modulo 2**64 as unsigned integers wrap around.
    values = ((runs * (_DRAWN[:, 0] | np.uint64(1)) + _DRAWN[:, 1]) >> np.uint64(32)).min(axis=1).tolist()
    parts = ((band, *values[band::_BANDS]) for band in range(_BANDS))
    return [int.from_bytes(blake2b(repr(part).encode(), digest_size=8).digest(), signed=True) for part in parts]


def near_duplicates(one: str, other: str) -> bool:
    """Tell whether two passages say the same; with another figure, name or verdict none does, however alike."""
    return alike(one, other) and not are_versions(one, other)


def alike(one: str, other: str, *, contained: bool = False) -> bool:
    """Tell whether two texts have most of their words in common; with `contained`, most of the shorter one's."""
    first, second = _runs(one), _runs(other)
    whole = min(len(first), len(second)) if contained else len(first | second)
    return len(first & second) >= _SAME * whole


def figures(text: str) -> frozenset[str]:
    """Return the figures of a text as they are written."""
    return frozenset(_FIGURE.findall(text))


def _runs(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold())
    return frozenset(" ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))
