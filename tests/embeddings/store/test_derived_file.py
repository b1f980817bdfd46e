from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from embeddings.store.derived import derived_file


def test_a_derived_file_is_compared_with_its_digest_once_until_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "numbers"

    def digits(put: Callable[[bytes], int]) -> None:
        put(b"0123456789")

    derived_file.write(path, {"made_of": 1}, digits)
    compared = []
    whole = derived_file._is_whole

    def noting(stream: Any) -> bool:
        compared.append(stream.name)
        return whole(stream)

    monkeypatch.setattr(derived_file, "_is_whole", noting)
    assert derived_file.read_header(path) == derived_file.read_header(path) == {"made_of": 1}
    assert compared == []
    path.write_bytes(b"x" + path.read_bytes()[1:])
    assert derived_file.read_header(path) is None
    assert derived_file.read_header(path) is None
    assert len(compared) == 2
