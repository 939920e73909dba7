"""The knobs an operator may set in the environment: each with its name, kind, default and meaning, in one place."""

import dataclasses
import ipaddress
import re
import zoneinfo
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from config.errors import KnobError

PROJECT_ROOT = Path(__file__).resolve().parents[2]


@dataclasses.dataclass(frozen=True)
class Kind:
    """What a knob holds: the name shown to an operator, and how its text is read (a ValueError says what is wrong)."""

    name: str
    read: Callable[[str], Any]


def _whole_number(lowest: int, highest: int) -> Kind:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,12}", text) or not lowest <= int(text) <= highest:
            raise ValueError(f"must be a whole number from {lowest} to {highest}")
        return int(text)

    return Kind("whole number", read)


def _one_of(*words: str) -> Kind:
    def read(text: str) -> str:
        if text.lower() not in {word.lower() for word in words}:
            raise ValueError(f"must be one of {', '.join(words)}")
        return next(word for word in words if word.lower() == text.lower())

    return Kind("word", read)


def _matching(name: str, pattern: str, must: str) -> Kind:
    def read(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(must)
        return text

    return Kind(name, read)


def _url_with(schemes: tuple[str, ...], text: str) -> SplitResult:
    """Split an address; raises ValueError unless its scheme is known and its port is a port."""
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  reading it checks it
    except ValueError as error:
        raise ValueError(f"is not an address ({error})") from error
    if parts.scheme not in schemes:
        raise ValueError(f"must begin with {' or '.join(f'{scheme}:' for scheme in schemes)}")
    return parts


def _read_base_url(text: str) -> str:
    parts = _url_with(("http", "https"), text)
    if not parts.hostname or parts.query or parts.fragment or parts.username:
        raise ValueError("must be an address such as https://wiki.example.org/confluence")
    if not re.fullmatch(r"(/[A-Za-z0-9._~-]+)*/?", parts.path):
        raise ValueError("has a path that cannot be used: letters, digits and . _ ~ - only")
    return text.rstrip("/")


def _read_database_url(text: str) -> str:
    parts = _url_with(("sqlite", "postgres", "postgresql"), text)
    if parts.scheme == "sqlite":
        if parts.netloc or len(parts.path) < 2:
            raise ValueError("must name a file, as in sqlite:////srv/wiki/wiki.sqlite3")
    elif len(parts.path) < 2:
        raise ValueError("must name a database, as in postgresql://user:password@host:5432/name")
    return text


def _read_broker_url(text: str) -> str:
    schemes = ("file", "redis", "rediss", "redis+socket", "amqp", "amqps", "pyamqp")
    parts = _url_with(schemes, text)
    if parts.scheme == "file":
        if parts.netloc or not parts.path.startswith("/"):
            raise ValueError("must name a whole folder, as in file:///srv/wiki/queue")
    elif parts.scheme != "redis+socket" and not parts.hostname:
        raise ValueError("must name a host, as in redis://127.0.0.1:6379/0")
    return text


def _read_mail_url(text: str) -> str:
    parts = _url_with(("file", "console", "smtp", "smtps", "smtp+tls"), text)
    if parts.scheme.startswith("smtp") and not parts.hostname:
        raise ValueError("must name a host, as in smtp+tls://user:password@mail.example.org:587")
    return text


def _read_folder(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _read_time_zone(text: str) -> str:
    try:
        zoneinfo.ZoneInfo(text)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("must be a time zone such as Europe/Berlin") from error
    return text


def _read_hosts(text: str) -> tuple[str, ...]:
    hosts = tuple(host.strip() for host in text.split(",") if host.strip())
    for host in hosts:
        if not re.fullmatch(r"\*|\.?[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]", host):
            raise ValueError("must be host names with commas between them, without ports")
    return hosts


def _read_addresses(text: str) -> tuple[str, ...]:
    try:
        return tuple(str(ipaddress.ip_address(address.strip())) for address in text.split(",") if address.strip())
    except ValueError as error:
        raise ValueError("must be IP addresses with commas between them") from error


YES_OR_NO = Kind("yes or no", lambda text: _one_of("yes", "no").read(text) == "yes")
FOLDER = Kind("folder", _read_folder)
BASE_URL = Kind("address", _read_base_url)
DATABASE_URL = Kind("address", _read_database_url)
BROKER_URL = Kind("address", _read_broker_url)
MAIL_URL = Kind("address", _read_mail_url)
TIME_ZONE = Kind("time zone", _read_time_zone)
HOSTS = Kind("list of hosts", _read_hosts)
ADDRESSES = Kind("list of addresses", _read_addresses)
HOST = _matching("host", r"[A-Za-z0-9.:-]+", "must be an address of this machine, such as 127.0.0.1 or 0.0.0.0")
SENDER = _matching("mail address", r"[^@\s<>]+@[^@\s<>]+|[^<>\r\n]* <[^@\s<>]+@[^@\s<>]+>", "must be a mail address")
USER_NAME = _matching(
    "user name",
    r"[^\sA-Z\\,+<>'\"*&/%?#]{1,255}",
    "must be a user name: lower case, no white space, none of \\ , + < > ' \" * & / % ? #",
)
GROUP_NAME = _matching("group name", r"\S[^\r\n]{0,148}\S", "must be a group name")
PASSWORD = _matching("secret", r"[^\r\n]+", "must be one line")
PRODUCT_VERSION = _matching("version", r"[0-9]+\.[0-9]+\.[0-9]+", "must be three numbers, such as 6.15.10")


def _knob(name: str, kind: Kind, default: str, meaning: str) -> Any:
    """A field of `Knobs` with what an operator must know of it; an empty default means that others tell the value."""
    return dataclasses.field(metadata={"name": name, "kind": kind, "default": default, "meaning": meaning})


@dataclasses.dataclass(frozen=True, kw_only=True)
class Knobs:
    """Every setting of an operator, read and checked."""

    home: Path = _knob(
        "WIKI_HOME", FOLDER, "", "The folder that holds everything the wiki keeps; `var` beside `bin` if not set."
    )
    host: str = _knob("WIKI_HOST", HOST, "127.0.0.1", "The address to listen on; 0.0.0.0 for all of this machine's.")
    port: int = _knob("WIKI_PORT", _whole_number(1, 65535), "8090", "The port to listen on.")
    base_url: str | None = _knob(
        "WIKI_BASE_URL",
        BASE_URL,
        "",
        "The address people use, if it is not http://WIKI_HOST:WIKI_PORT; it may end in a path, such as /confluence.",
    )
    allowed_hosts: tuple[str, ...] = _knob(
        "WIKI_ALLOWED_HOSTS",
        HOSTS,
        "localhost,127.0.0.1,[::1]",
        "Further host names that requests may ask for, beside those of WIKI_BASE_URL and WIKI_HOST.",
    )
    trusted_proxies: tuple[str, ...] = _knob(
        "WIKI_TRUSTED_PROXIES",
        ADDRESSES,
        "127.0.0.1,::1",
        "Proxies whose X-Forwarded-For says where a request comes from; failed logins are counted by address.",
    )
    database_url: str | None = _knob(
        "DATABASE_URL",
        DATABASE_URL,
        "",
        "The database: postgresql://user:password@host:5432/name; SQLite in WIKI_HOME if not set.",
    )
    broker_url: str | None = _knob(
        "CELERY_BROKER_URL",
        BROKER_URL,
        "",
        "Where tasks wait: redis://host:6379/0 or amqp://user:password@host:5672//; "
        "files in WIKI_HOME/queue if not set.",
    )
    time_zone: str = _knob("WIKI_TIME_ZONE", TIME_ZONE, "UTC", "The time zone that pages show times in.")
    mail_url: str | None = _knob(
        "WIKI_MAIL_URL",
        MAIL_URL,
        "",
        "How mail leaves: smtp+tls://user:password@host:587, smtps://…, smtp://… or console:; "
        "files in WIKI_HOME/mail if not set.",
    )
    mail_from: str = _knob("WIKI_MAIL_FROM", SENDER, "wiki@localhost", "The sender of the wiki's mail.")
    admin_user: str = _knob("WIKI_ADMIN_USER", USER_NAME, "admin", "The administrator made at the first start.")
    admin_password: str | None = _knob(
        "WIKI_ADMIN_PASSWORD", PASSWORD, "", "That administrator's password; made and shown once if not set."
    )
    super_group: str = _knob(
        "WIKI_SUPER_GROUP", GROUP_NAME, "confluence-administrators", "The group whose members pass every permission."
    )
    default_group: str = _knob("WIKI_DEFAULT_GROUP", GROUP_NAME, "confluence-users", "The group that new people join.")
    max_request_mb: int = _knob(
        "WIKI_MAX_REQUEST_MB", _whole_number(1, 4096), "200", "The largest request (an upload, a call), in megabytes."
    )
    max_body_mb: int = _knob(
        "WIKI_MAX_BODY_MB", _whole_number(1, 1024), "10", "The largest text of one page, in megabytes."
    )
    session_minutes: int = _knob(
        "WIKI_SESSION_MINUTES", _whole_number(1, 525600), "60", "How long an unused remote API token lives, in minutes."
    )
    compatible_version: str = _knob(
        "WIKI_COMPATIBLE_VERSION",
        PRODUCT_VERSION,
        "6.15.10",
        "The Confluence version that getServerInfo tells.",
    )
    web_workers: int = _knob("WIKI_WEB_WORKERS", _whole_number(1, 64), "2", "Web server processes.")
    web_threads: int = _knob("WIKI_WEB_THREADS", _whole_number(1, 256), "8", "Threads of each web server process.")
    task_workers: int = _knob("WIKI_TASK_WORKERS", _whole_number(1, 64), "1", "Processes for each task queue.")
    render_cache_mb: int = _knob(
        "WIKI_RENDER_CACHE_MB",
        _whole_number(0, 65536),
        "64",
        "Memory of each web server process for rendered pages, in megabytes; 0 renders each page each time.",
    )
    export_wait_seconds: int = _knob(
        "WIKI_EXPORT_WAIT_SECONDS",
        _whole_number(0, 86400),
        "600",
        "How long a remote call waits for its export before it names the job, which goes on.",
    )
    waiting_calls: int = _knob(
        "WIKI_WAITING_CALLS",
        _whole_number(0, 256),
        "4",
        "How many calls of one web process wait for exports and imports; further ones are told their job at once.",
    )
    exports_per_person: int = _knob(
        "WIKI_EXPORTS_PER_PERSON",
        _whole_number(1, 1000),
        "5",
        "How many exports of one person may wait and run at once.",
    )
    export_hours: int = _knob(
        "WIKI_EXPORT_HOURS", _whole_number(1, 8760), "24", "How long exports are kept for their owners, in hours."
    )
    backups_kept: int = _knob(
        "WIKI_BACKUPS_KEPT",
        _whole_number(0, 1000),
        "3",
        "How many daily backups are kept in WIKI_HOME/backups; 0 makes none.",
    )
    passwords_in_urls: bool = _knob(
        "WIKI_PASSWORDS_IN_URLS",
        YES_OR_NO,
        "no",
        "Lets old scripts fetch files with os_username and os_password in the address, where proxies may log them.",
    )
    log_level: str = _knob(
        "WIKI_LOG_LEVEL", _one_of("DEBUG", "INFO", "WARNING", "ERROR"), "INFO", "How much is logged."
    )
    debug: bool = _knob(
        "WIKI_DEBUG",
        YES_OR_NO,
        "no",
        "Shows developers the details of an error in the browser; never for a wiki that others can reach.",
    )

    @property
    def all_hosts(self) -> tuple[str, ...]:
        """The host names that a request may ask for."""
        hosts = [urlsplit(self.public_url).hostname or ""]
        if self.host not in {"0.0.0.0", "::"}:
            hosts.append(self.host)
        bracketed = (f"[{host}]" if ":" in host else host for host in hosts)
        return tuple(dict.fromkeys((*bracketed, *self.allowed_hosts)))

    @property
    def public_url(self) -> str:
        """The address people use, without a slash at its end."""
        if self.base_url:
            return self.base_url
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)
        if ":" in host and not host.startswith("["):
            host = f"[{host}]"
        return f"http://{host}:{self.port}"

    @property
    def context_path(self) -> str:
        """The path of the public address: "" or for example "/confluence"."""
        return urlsplit(self.public_url).path


def knob_fields() -> tuple[dataclasses.Field[Any], ...]:
    """Every knob with its metadata (name, kind, default, meaning), in the order to show them."""
    return dataclasses.fields(Knobs)


def read_knobs(environ: Mapping[str, str]) -> Knobs:
    """Read every knob from `environ`; an empty value counts as not set. Raises KnobError for a wrong value."""
    values: dict[str, Any] = {}
    for field in knob_fields():
        name, kind = field.metadata["name"], field.metadata["kind"]
        text = environ.get(name, "").strip() or field.metadata["default"]
        if not text:
            values[field.name] = PROJECT_ROOT / "var" if field.name == "home" else None
            continue
        try:
            values[field.name] = kind.read(text)
        except ValueError as error:
            shown = "" if _may_hold_secret(name) else f" (it is {text[:80]!r})"
            raise KnobError(name, f"{error}{shown}") from error
    return Knobs(**values)


def _may_hold_secret(name: str) -> bool:
    return name.endswith("_PASSWORD") or (name.endswith("_URL") and name != "WIKI_BASE_URL")
