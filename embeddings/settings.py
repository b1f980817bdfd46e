"""Settings of the index: where articles and index lie and which encoder reads them."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource


class IndexSettings(BaseSettings):
    """Defaults, then `CITEWIRE_*` variables, then `citewire.toml`, then what the caller passes; the last one wins."""

    model_config = SettingsConfigDict(env_prefix="CITEWIRE_", toml_file="citewire.toml", extra="ignore", frozen=True)

    seeds: Path = Field(default=Path("seeds"), description="Folder of articles.")
    index: Path = Field(default=Path(".citewire"), description="Folder of the store and its derived index.")
    encoder: str | None = Field(default=None, description="sentence-transformers name or path; unset: the bundled one.")
    store: str | None = Field(default=None, description="URL of an external store; unset: SQLite and FAISS in `index`.")

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
