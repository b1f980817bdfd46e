"""Fixtures every room shares: settings that nothing outside the test reaches, and one index over the seeds."""

import os
from pathlib import Path

import pytest

from embeddings.loading import spare_processors

spare_processors()
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

REPOSITORY = Path(__file__).resolve().parent.parent
SEEDS = REPOSITORY / "seeds"


@pytest.fixture(autouse=True)
def clean_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run every test in an empty folder with no `CITEWIRE_*` variable set."""
    for name in [name for name in os.environ if name.startswith("CITEWIRE_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def seeds_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the index over the sample articles once; a test that writes copies the folder first."""
    from embeddings import IndexSettings, rebuild

    index = tmp_path_factory.mktemp("seeds-index")
    rebuild(SEEDS, settings=IndexSettings(seeds=SEEDS, index=index))
    return index
