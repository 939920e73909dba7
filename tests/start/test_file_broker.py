"""The broker made of files: order, one taker for each message, and nothing lost when a taker dies."""

import os
import subprocess
import sys
import threading
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection
from kombu.exceptions import ChannelError

from config import file_broker
from config.file_broker import Folders
from tests.start.running import ROOT


def message(number: int) -> dict[str, object]:
    return {"body": number, "properties": {"delivery_tag": str(number)}}


def test_first_in_first_out_and_each_once(tmp_path: Path) -> None:
    sender, one, other = Folders(tmp_path), Folders(tmp_path), Folders(tmp_path)
    for number in range(4):
        sender.put("quick", f"tag-{number}", message(number))
    sender.put("long", "tag-9", message(9))
    assert [folders.take("quick")["body"] for folders in (one, other, one, other)] == [0, 1, 2, 3]
    with pytest.raises(Empty):
        one.take("quick")
    assert one.size("long") == 1
    assert one.purge("long") == 1


def test_many_takers_at_once_take_each_message_once(tmp_path: Path) -> None:
    sender = Folders(tmp_path)
    for number in range(200):
        sender.put("quick", f"tag-{number}", message(number))
    taken: list[object] = []

    def take_all() -> None:
        folders = Folders(tmp_path)
        while True:
            try:
                taken.append(folders.take("quick")["body"])
            except Empty:
                return

    threads = [threading.Thread(target=take_all) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken, key=str) == sorted(range(200), key=str)


def test_what_is_put_back_comes_first_again_and_what_is_done_does_not(tmp_path: Path) -> None:
    folders = Folders(tmp_path)
    for number in range(3):
        folders.put("quick", f"tag-{number}", message(number))
    assert folders.take("quick")["body"] == 0
    assert folders.take("quick")["body"] == 1
    folders.done("tag-1")
    folders.put_back("tag-0")
    assert [folders.take("quick")["body"] for _ in range(2)] == [0, 2]


def test_messages_of_the_dead_wait_again_and_those_of_the_living_do_not(tmp_path: Path) -> None:
    living = Folders(tmp_path)
    for number in range(2):
        living.put("quick", f"tag-{number}", message(number))
    assert living.take("quick")["body"] == 0
    program = (
        "import os, sys; from pathlib import Path; from config.file_broker import Folders; "
        "Folders(Path(sys.argv[1])).take('quick'); os.kill(os.getpid(), 9)"
    )
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    killed = subprocess.run([sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, env=environ)
    assert killed.returncode == -9
    assert living.size("quick") == 0
    assert Folders(tmp_path).take("quick")["body"] == 1
    assert len(list((tmp_path / "taken").glob("*.lock"))) == 2


@pytest.mark.parametrize("name", ["", "../secrets", "a/b", ".hidden", "a\0b"])
def test_a_queue_is_no_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(ChannelError):
        Folders(tmp_path).put(name, "tag", message(1))


def test_through_kombu(tmp_path: Path) -> None:
    file_broker.install()
    with Connection(
        "file://localhost", transport_options={"folder": str(tmp_path), "polling_interval": 0.01}
    ) as broker:
        queue = broker.SimpleQueue("quick")
        queue.put({"hello": "world"})
        queue.put({"second": 2})
        first = queue.get(timeout=5)
        assert first.payload == {"hello": "world"}
        first.ack()
        second = queue.get(timeout=5)
        second.requeue()
        again = queue.get(timeout=5)
        assert again.payload == {"second": 2}
        again.ack()
        queue.close()
    assert [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".lock"] == []
