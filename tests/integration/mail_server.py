#!/usr/bin/env python3
"""A mail server on loopback that puts off the first message with 451 and takes every later one.

Usage: mail_server.py FOLDER
Writes its port into FOLDER/port and each message it takes into FOLDER/N.eml, beginning with lines
for its sender and recipients. Counts what it put off in FOLDER/put-off. Ends on SIGTERM.
"""
import pathlib
import signal
import socket
import sys
import threading

from aiosmtpd.controller import Controller


class Box:
    def __init__(self, folder):
        self.folder = folder
        self.taken = 0
        self.put_off = 0

    async def handle_DATA(self, server, session, envelope):
        if self.put_off == 0:
            self.put_off = 1
            (self.folder / "put-off").write_text("1\n")
            return "451 Try again later"
        self.taken += 1
        head = f"From: {envelope.mail_from}\nTo: {', '.join(envelope.rcpt_tos)}\n\n"
        file = self.folder / f"{self.taken}.part"
        file.write_bytes(head.encode() + envelope.content)
        file.rename(self.folder / f"{self.taken}.eml")
        return "250 Taken"


def main():
    folder = pathlib.Path(sys.argv[1])
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    controller = Controller(Box(folder), hostname="127.0.0.1", port=0)
    # The controller looks for itself at the port it was given, so it is given a real one.
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        controller.port = free.getsockname()[1]
    controller.start()
    (folder / "port").write_text(f"{controller.port}\n")
    ended.wait()
    controller.stop()


main()
