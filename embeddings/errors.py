"""The errors a user may meet: each message says what happened and what mends it."""


class CitewireError(Exception):
    """Base of every error that citewire raises on purpose; its text is fit to show to a user."""


class InputError(CitewireError):
    """What the user gave cannot be used: a missing folder, an empty question, an unknown article id."""


class IndexMissing(CitewireError):
    """There is no index yet where one was looked for."""


class IndexMismatch(CitewireError):
    """The index was built with another embedding model or schema than the one now asked for."""


class IndexBusy(CitewireError):
    """Another process is rebuilding this index."""


class IndexDamaged(CitewireError):
    """The index file cannot be read as an index."""


class ModelUnavailable(CitewireError):
    """The weights of an encoder or reader cannot be loaded."""


class StoreUnavailable(CitewireError):
    """The store that CITEWIRE_STORE names does not answer, or what connects to it is not installed."""
