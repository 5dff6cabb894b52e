"""Every setting, read once from the environment (prefix CAREERS_) or a `.env` file."""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DEFAULT_SECRET_KEY = "change-me-before-anyone-else-can-reach-this"  # noqa: S105


class UnsafeConfiguration(ValueError):
    """Production was asked to start with a setting that only a laptop may have."""


class Config(BaseSettings):
    """Settings with defaults that start on a laptop; `README.md` explains each."""

    model_config = SettingsConfigDict(env_prefix="CAREERS_", env_file=".env", extra="ignore")

    environment: Literal["development", "production"] = "development"
    debug: bool = False
    secret_key: str = DEFAULT_SECRET_KEY
    secret_key_fallbacks: str = ""
    instance: Path = Path("instance")
    database_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    trusted_hosts: str = ""
    trusted_proxies: int = Field(default=0, ge=0, le=5)
    workers: int = Field(default=1, ge=1, le=64)
    threads: int = Field(default=16, ge=1, le=256)
    mail_server: str = ""
    mail_from: str = "careers@localhost"
    rate_limits: bool = True
    rate_limit_storage: str = "memory://"
    link_domains: str = ""
    consent_banner: bool = False
    default_language: Literal["fr", "en"] = "fr"
    time_zone: str = "Europe/Paris"
    remind_at: int = Field(default=8, ge=0, le=23)
    upload_limit: int = Field(default=5 * 1024 * 1024, ge=1024)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("instance")
    @classmethod
    def _absolute(cls, folder: Path) -> Path:
        return folder.resolve()

    @model_validator(mode="after")
    def _address(self) -> "Config":
        """Without a setting the public address is the one that the server listens on."""
        if not self.public_url:
            self.public_url = f"http://{self.host}:{self.port}"
        return self

    @model_validator(mode="after")
    def _refuse_unsafe_production(self) -> "Config":
        if self.environment != "production":
            return self
        if self.secret_key == DEFAULT_SECRET_KEY or len(self.secret_key) < 32:
            raise UnsafeConfiguration("Set CAREERS_SECRET_KEY to at least 32 random characters.")
        if not self.hosts:
            raise UnsafeConfiguration(
                "Set CAREERS_TRUSTED_HOSTS to the host names that this site answers to."
            )
        if self.debug:
            raise UnsafeConfiguration("CAREERS_DEBUG cannot be on in production.")
        return self

    @property
    def hosts(self) -> list[str]:
        """Return the trusted host names, without blanks."""
        return [host.strip() for host in self.trusted_hosts.split(",") if host.strip()]

    @property
    def allowed_link_domains(self) -> frozenset[str]:
        """Return the foreign domains, lower case, that a tracked link may lead to."""
        return frozenset(part.strip().lower() for part in self.link_domains.split(",") if part.strip())

    @property
    def sqlalchemy_url(self) -> str:
        """Return the database's address; without a setting, a SQLite file in the instance folder."""
        return self.database_url or f"sqlite:///{self.instance / 'careers.sqlite3'}"

    @property
    def uploads(self) -> Path:
        """Return the folder of candidates' files, outside the web root."""
        return self.instance / "uploads"

    @property
    def spool(self) -> Path:
        """Return the folder of clicks that the database refused."""
        return self.instance / "spool"

    @property
    def secure(self) -> bool:
        """Say whether the public address is HTTPS, which cookies and HSTS depend on."""
        return self.public_url.startswith("https://")

    def _engine_options(self) -> dict[str, Any]:
        """Return a connection for every thread and some for the writer of clicks, and no long waits for one."""
        options: dict[str, Any] = {"pool_size": self.threads, "max_overflow": 8, "pool_timeout": 5}
        if self.sqlalchemy_url.startswith("postgresql"):
            options |= {"pool_pre_ping": True, "connect_args": {"connect_timeout": 5}}
        return options

    def for_flask(self) -> dict[str, Any]:
        """Return the settings in the names that Flask and its extensions read."""
        fallbacks = [key for key in self.secret_key_fallbacks.split(",") if key]
        return {
            "SECRET_KEY": self.secret_key,
            "SECRET_KEY_FALLBACKS": fallbacks or None,
            "DEBUG": self.debug,
            "SQLALCHEMY_DATABASE_URI": self.sqlalchemy_url,
            "SQLALCHEMY_ENGINE_OPTIONS": self._engine_options(),
            "TRUSTED_HOSTS": self.hosts or None,
            "PREFERRED_URL_SCHEME": "https" if self.secure else "http",
            "MAX_CONTENT_LENGTH": 4 * self.upload_limit + 1024 * 1024,
            "SESSION_COOKIE_SECURE": self.secure,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_NAME": "__Host-careers" if self.secure else "careers",
            "RATELIMIT_ENABLED": self.rate_limits,
            "RATELIMIT_STORAGE_URI": self.rate_limit_storage,
            "RATELIMIT_HEADERS_ENABLED": True,
            "BABEL_DEFAULT_LOCALE": self.default_language,
            "BABEL_DEFAULT_TIMEZONE": self.time_zone,
            "WTF_CSRF_TIME_LIMIT": None,
            "CAREERS": self,
        }
