"""A mail server on a real socket that keeps what it is sent."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message


class Sink:
    """Takes every mail, and keeps it with the address it was for."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, Message]] = []

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Speak SMTP with one client."""

        async def say(line: str) -> None:
            writer.write(line.encode() + b"\r\n")
            await writer.drain()

        await say("220 sink")
        recipient = ""
        while line := await reader.readline():
            word = line.split()[0].upper() if line.split() else b""
            if word == b"RCPT":
                recipient = line.decode().split("<")[1].split(">")[0]
            if word == b"DATA":
                await say("354 go on")
                data = (await reader.readuntil(b"\r\n.\r\n")).removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")
                self.mails.append((recipient, message_from_bytes(data)))
            await say("221 bye" if word == b"QUIT" else "250 ok")
            if word == b"QUIT":
                break
        writer.close()


@contextmanager
def listening(sink: Sink) -> Iterator[int]:
    """Have the sink listen; gives its port."""
    loop = asyncio.new_event_loop()
    # In its own thread from the start: a browser test before may have left a loop running in this one.
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    starting = asyncio.start_server(sink.talk, "127.0.0.1", 0)
    server = asyncio.run_coroutine_threadsafe(starting, loop).result(timeout=10)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)
        loop.close()
