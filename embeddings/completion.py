"""The completion: what an edit still lacks of passages and vectors, its commit, and the files made of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from embeddings.chunking import Chunker, recorded
from embeddings.encoding.encoder import Encoder, encoder_name
from embeddings.encoding.vector_cache import VectorCache
from embeddings.lock import only_writer
from embeddings.progress import Listener, Progress, silent
from embeddings.settings import IndexSettings
from embeddings.store import Edit, Store, open_store
from embeddings.sync import Sync

# Texts that are embedded before they are kept: what a kill may cost.
_PORTION = 128


@contextmanager
def change(settings: IndexSettings, tell: Listener = silent) -> Iterator[Edit]:
    """Give an edit of the index that is there, then complete and commit it; nothing is kept of one that fails."""
    store = open_store(settings)
    with store.snapshot():
        pass  # A missing index is said before a folder and a lock are made for it.
    with only_writer(settings.index):
        with store.edit() as edit:
            yield edit
            complete(edit, settings, Sync(), tell, dry_run=False)
            commit(edit, settings, tell)
        prepare(store, tell)


def complete(edit: Edit, settings: IndexSettings, sync: Sync, tell: Listener, *, dry_run: bool) -> int:
    """Make the passages and vectors that are missing; return how many texts were, or would be, embedded.

    What an earlier rebuild embedded before it was killed is not embedded again.
    """
    # The encoder takes a second to load: only when there is something for it to do.
    encoder = cache(lambda: Encoder.load(settings.encoder))
    _split(edit, settings, encoder, sync, tell)
    keys = edit.unembedded()
    if dry_run:
        return len(keys)
    unfinished = VectorCache(settings.index, encoder_name(settings.encoder))
    embedded = 0
    for done in range(0, len(keys), _PORTION):
        tell(Progress("embed", done, len(keys)))
        portion = keys[done : done + _PORTION]
        vectors, fresh = unfinished.encode(portion, edit.texts(portion), encoder())
        edit.put_vectors(portion, vectors)
        embedded += fresh
    tell(Progress("embed", len(keys), len(keys)))
    return embedded


def chunking(settings: IndexSettings) -> str:
    """Return how passages are cut, as the index records it."""
    return recorded(settings.passage_words, settings.passage_overlap)


def _split(edit: Edit, settings: IndexSettings, encoder: Callable[[], Encoder], sync: Sync, tell: Listener) -> None:
    unsplit = edit.unsplit()
    for done, article_id in enumerate(unsplit):
        tell(Progress("split", done, len(unsplit)))
        if not (article := edit.article(article_id)):
            continue
        chunker = Chunker(encoder().count_tokens, encoder().window, settings.passage_words, settings.passage_overlap)
        try:
            chunks = chunker.cut(article.text, article.title)
        except Exception as error:
            # Texts come here that nobody foresaw, and none of them may end a rebuild.
            edit.refuse(article_id)
            sync.refuse(article.path, f"cannot be cut into passages ({type(error).__name__}: {error})")
        else:
            edit.put_passages(article, chunks)
    tell(Progress("split", len(unsplit), len(unsplit)))


def commit(edit: Edit, settings: IndexSettings, tell: Listener) -> int:
    """Commit an edit that lacks nothing, and return the generation."""
    tell(Progress("commit", 0, 1))
    generation = edit.commit(encoder=encoder_name(settings.encoder), chunking=chunking(settings))
    VectorCache(settings.index, encoder_name(settings.encoder)).clear()
    tell(Progress("commit", 1, 1))
    return generation


def prepare(store: Store, tell: Listener) -> None:
    """Write what makes opening the newest generation quick."""
    tell(Progress("index", 0, 1))
    store.prepare()
    tell(Progress("index", 1, 1))
