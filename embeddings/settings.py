"""Settings of the index: where articles and index lie, how articles are cut and which encoder reads them."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from embeddings.chunking import OVERLAP, WORDS
from embeddings.errors import InputError


def place(path: Path | str) -> Path:
    """Return a path from the root on, with `~` and links followed as far as the system can follow them."""
    meant = _from_home(Path(path))
    try:
        return meant.resolve()
    except (OSError, RuntimeError):
        # Links in a circle, or a folder that nobody may enter: the system tells it to whoever opens it.
        return meant.absolute()


def is_folder(path: Path | str) -> bool:
    """Tell whether a path leads to a folder, as far as the system can follow it."""
    try:
        return Path(path).is_dir()
    except OSError:
        return False


def _from_home(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:
        # Nobody of that name has a home.
        return path


def _named(folder: Path) -> Path:
    if re.search("[\0\ud800-\udfff]", str(folder)):
        raise ValueError("its name is not valid text; rename it or name another")
    return _from_home(folder)


# A folder by a name that is one, with `~` as the home.
Folder = Annotated[Path, AfterValidator(_named)]


class IndexSettings(BaseSettings):
    """Defaults, then `CITEWIRE_*` variables, then `citewire.toml`, then what the caller passes; the last one wins."""

    # Keys of the settings built upon these may stand in the same file.
    model_config = SettingsConfigDict(env_prefix="CITEWIRE_", toml_file="citewire.toml", extra="ignore", frozen=True)

    seeds: Folder = Field(default=Path("seeds"), description="Folder of articles.")
    index: Folder = Field(default=Path(".citewire"), description="Folder of the store and its derived index.")
    encoder: str | None = Field(default=None, description="sentence-transformers name or path; unset: the bundled one.")
    store: str | None = Field(default=None, description="URL of an external store; unset: SQLite and FAISS in `index`.")
    passage_words: int = Field(
        default=WORDS, ge=20, le=400, description="Words in a passage; the next rebuild cuts all articles anew."
    )
    passage_overlap: int = Field(
        default=OVERLAP, ge=0, le=5, description="Sentences that a passage shares with the one before; as above."
    )

    @classmethod
    def load(cls, config: Path | None = None, passed: Mapping[str, Any] | None = None) -> Self:
        """Return the settings in force: `passed` over the file `config` over `citewire.toml`, variables and defaults.

        Raises InputError for a file that is missing, cannot be read or is no TOML, for a key that is no setting, and
        for a value that a setting cannot take.
        """
        given = dict(passed or {})
        if config is not None:
            with _explained(config):
                given = {**tomllib.loads(config.read_text(encoding="utf-8")), **given}
        standing = Path(str(cls.model_config.get("toml_file")))
        with _explained(standing):
            # What has the name and is no file would be passed over as if it were not there.
            if os.path.lexists(standing):
                standing.open("rb").close()
            try:
                return cls(**given)
            except ValidationError as error:
                raise InputError(" ".join(cls._explained(fault) for fault in error.errors())) from error

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources, highest precedence first."""
        return init_settings, TomlConfigSettingsSource(settings_cls), env_settings

    @classmethod
    def _explained(cls, fault: Mapping[str, Any]) -> str:
        name = ".".join(map(str, fault["loc"])) or "settings"
        if fault["type"] != "extra_forbidden":
            return f"{name} = {fault['input']!r} is not possible: {fault['msg']}. See all settings: citewire doctor"
        near = get_close_matches(name, cls.model_fields, n=1)
        meant = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(cls.model_fields)}."
        return f"The settings file names {name}, which is no setting. {meant}"


@contextmanager
def _explained(file: Path) -> Iterator[None]:
    """Say in an InputError what keeps a settings file from being read."""
    try:
        yield
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(
            f"The settings file {file} cannot be read ({reason}). Make it a file of UTF-8 text that you may read, in a"
            " folder that you may enter, or go to another folder."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"The settings file {file} is not valid TOML: {error}. Mend that line.") from error
