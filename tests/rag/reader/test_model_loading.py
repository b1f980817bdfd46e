"""Models that are loaded at once by several threads all have their weights."""

from concurrent.futures import ThreadPoolExecutor

from embeddings import Encoder
from rag.reader.reader import Reader

TEXT = "The fund lent a record 140 billion rubles in 2022."


def test_an_encoder_and_readers_loaded_at_once_all_work() -> None:
    with ThreadPoolExecutor(max_workers=4) as pool:
        readers = [pool.submit(Reader.load, None) for _ in range(6)]
        encoders = [pool.submit(Encoder.load, None) for _ in range(3)]
        for reader in (loading.result() for loading in readers):
            (reading,) = reader.read("How much did the fund lend in 2022?", [("", TEXT)])
            best = reading.spans[0]
            assert TEXT[best.start : best.end].endswith("140 billion rubles")
        assert all(loading.result().encode([TEXT]).shape == (1, 384) for loading in encoders)
