"""A terminal of a given width, on which a command prints as it would for a person."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios

from newsroom import Newsroom

_ESCAPES = re.compile(rb"\x1b\[[0-9;?]*[a-zA-Z]")


def print_on_terminal(newsroom: Newsroom, *arguments: str, width: int, ends: int = 0) -> list[str]:
    """Run a command on a terminal so wide (in cells); return the lines that it shows, without colours.

    It is held to its exit status.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    process = newsroom.start_command(*arguments, stdout=theirs, stderr=subprocess.STDOUT)
    os.close(theirs)
    shown = b""
    while part := _read(ours):
        shown += part
    os.close(ours)
    assert process.wait(timeout=60) == ends, shown.decode()
    return _ESCAPES.sub(b"", shown).decode().replace("\r\n", "\n").splitlines()


def _read(descriptor: int) -> bytes:
    """Read what there is; nothing once the last process that holds the other end has gone."""
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux says so by an error
        return b""
