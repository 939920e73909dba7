"""A message broker made of files, for one machine: needs no server, and loses nothing when the processes stop.

Kombu's own file-system transport lets a worker read a message that is still being written, and forgets the messages a
worker was busy with when it is killed. Here a message is written aside and renamed into its queue, taken by renaming
it into the folder of the worker that does it, and removed when the worker says so. A worker holds a lock on its folder
for as long as it lives: whoever can take the lock knows that it is gone, and puts its messages back.

    queue/ready/<queue>/<time>.<tag>      messages that wait
    queue/taken/<worker>/<queue>/<name>   messages that a worker has taken
    queue/taken/<worker>.lock             held while that worker lives
    queue/draft/<tag>                     messages being written
"""

import contextlib
import fcntl
import json
import os
import re
import time
import uuid
from pathlib import Path
from queue import Empty
from typing import IO, Any

from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES, virtual

LOOK_FOR_THE_DEAD_EVERY = 15.0
WAITING_SECONDS, WORKING_SECONDS = 0.5, 0.02


def install() -> None:
    """Let Kombu know the scheme file://; the folder itself is the transport option `folder`."""
    TRANSPORT_ALIASES["file"] = f"{__name__}:Transport"


class Folders:
    """The files of one broker, as one process uses them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._name = f"{os.getpid()}-{uuid.uuid4().hex[:12]}"
        self._lock: IO[str] | None = None
        self._taken: dict[str, Path] = {}
        self._looked = 0.0
        for part in ("ready", "taken", "draft"):
            (root / part).mkdir(mode=0o700, parents=True, exist_ok=True)

    def queue(self, name: str) -> Path:
        """The folder of the messages that wait in a queue; raises ChannelError for a name that is no file name."""
        if not re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}", name):
            raise ChannelError(f"Not a queue's name: {name!r}")
        return self.root / "ready" / name

    def put(self, queue: str, tag: str, message: dict[str, Any]) -> None:
        """Add a message; it is on the disk when this returns."""
        folder = self.queue(queue)
        folder.mkdir(mode=0o700, exist_ok=True)
        draft = self.root / "draft" / uuid.uuid4().hex
        with open(draft, "x", encoding="utf-8") as file:
            json.dump(message, file)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(folder / f"{time.time_ns():020d}.{tag}")

    def take(self, queue: str) -> dict[str, Any]:
        """Take the oldest message; raises Empty."""
        if time.monotonic() - self._looked > LOOK_FOR_THE_DEAD_EVERY:
            self._looked = time.monotonic()
            self.put_back_of_the_dead()
        for name in self._names(self.queue(queue)):
            mine = self._own_folder(queue) / name
            try:
                (self.queue(queue) / name).rename(mine)
            except FileNotFoundError:
                continue  # another worker was quicker
            self._taken[name.partition(".")[2]] = mine
            message: dict[str, Any] = json.loads(mine.read_text(encoding="utf-8"))
            return message
        raise Empty

    def done(self, tag: str) -> None:
        """Forget a message that was taken."""
        path = self._taken.pop(tag, None)
        if path is not None:
            path.unlink(missing_ok=True)

    def put_back(self, tag: str) -> None:
        """Let a message that was taken wait again, at its old place."""
        path = self._taken.pop(tag, None)
        if path is not None:
            path.rename(self.queue(path.parent.name) / path.name)

    def put_back_of_the_dead(self) -> None:
        """Let the messages wait again that were taken by processes which are no more."""
        for path in (self.root / "taken").glob("*.lock"):
            if path.stem == self._name:
                continue
            with contextlib.suppress(OSError), open(path, "a") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                folder = path.with_suffix("")
                for taken in folder.glob("*/*"):
                    taken.rename(self.queue(taken.parent.name) / taken.name)
                for queue in folder.glob("*"):
                    queue.rmdir()
                if folder.is_dir():
                    folder.rmdir()
                path.unlink()

    def purge(self, queue: str) -> int:
        """Remove all messages that wait in a queue and say how many there were."""
        count = 0
        for name in self._names(self.queue(queue)):
            with contextlib.suppress(FileNotFoundError):
                (self.queue(queue) / name).unlink()
                count += 1
        return count

    def size(self, queue: str) -> int:
        """How many messages wait in a queue."""
        return len(self._names(self.queue(queue)))

    def _names(self, folder: Path) -> list[str]:
        try:
            return sorted(os.listdir(folder))
        except FileNotFoundError:
            return []

    def _own_folder(self, queue: str) -> Path:
        if self._lock is None:
            lock = self.root / "taken" / f"{self._name}.lock"
            # Made aside and locked before it gets its name, or another process would take it for that of a dead one.
            draft = self.root / "draft" / self._name
            self._lock = open(draft, "a")  # noqa: SIM115  held until the process ends
            fcntl.flock(self._lock, fcntl.LOCK_EX)
            draft.rename(lock)
        folder = self.root / "taken" / self._name / queue
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder


class Channel(virtual.Channel):
    """A channel whose queues are folders."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._unacknowledged_queues: set[str] = set()

    @property
    def folders(self) -> Folders:
        """The folders that all channels of this connection use."""
        folders: Folders = self.connection.folders
        return folders

    def basic_consume(self, queue: str, no_ack: bool, *args: Any, **kwargs: Any) -> Any:
        """Consume from a queue."""
        if no_ack:
            self._unacknowledged_queues.add(queue)
        return super().basic_consume(queue, no_ack, *args, **kwargs)

    def basic_get(self, queue: str, no_ack: bool = False, **kwargs: Any) -> Any:
        """Take one message, or None."""
        message = super().basic_get(queue, no_ack=no_ack, **kwargs)
        if message is not None and no_ack:
            self.folders.done(message.delivery_tag)
        return message

    def basic_ack(self, delivery_tag: str, multiple: bool = False) -> None:
        """Forget a message: it has been dealt with."""
        super().basic_ack(delivery_tag, multiple=multiple)
        self.folders.done(delivery_tag)

    def basic_reject(self, delivery_tag: str, requeue: bool = False) -> None:
        """Forget a message, or put it back."""
        super().basic_reject(delivery_tag, requeue=requeue)
        self.folders.done(delivery_tag)

    def _put(self, queue: str, message: dict[str, Any], **kwargs: Any) -> None:
        self.folders.put(queue, message["properties"]["delivery_tag"], message)

    def _get(self, queue: str, timeout: float | None = None) -> dict[str, Any]:
        message = self.folders.take(queue)
        if queue in self._unacknowledged_queues:
            self.folders.done(message["properties"]["delivery_tag"])
        return message

    def _restore(self, message: Any) -> None:
        self.folders.put_back(message.delivery_tag)

    def _restore_at_beginning(self, message: Any) -> None:
        self._restore(message)

    def _size(self, queue: str) -> int:
        return self.folders.size(queue)

    def _purge(self, queue: str) -> int:
        return self.folders.purge(queue)

    def _has_queue(self, queue: str, **kwargs: Any) -> bool:
        return self.folders.queue(queue).is_dir()


class Transport(virtual.Transport):
    """The transport behind file://."""

    Channel = Channel
    driver_type = "file"
    driver_name = "file"

    def __init__(self, client: Any, **kwargs: Any) -> None:
        super().__init__(client, **kwargs)
        folder = client.transport_options.get("folder")
        if not folder:
            raise ChannelError("A file:// broker needs the transport option `folder`")
        self.folders = Folders(Path(folder))

    def drain_events(self, connection: Any, timeout: float | None = None, **kwargs: Any) -> Any:
        """Wait for a message, but not so long that a worker is slow to end.

        A worker with a task in hand can take no other, and tells that it has done it once this returns: then the wait
        is what lies between two tasks.
        """
        is_waiting = all(channel.qos.can_consume() for channel in self.channels)
        longest = WAITING_SECONDS if is_waiting else WORKING_SECONDS
        return super().drain_events(connection, timeout=min(timeout or longest, longest))

    def driver_version(self) -> str:
        """The version of the transport, for reports."""
        return "1"
