"""Runs a command in a terminal of 40 lines and 120 columns, and types answers.

terminal.py '[["text to wait for", "key", …], …]' command argument…

Each answer waits for its text, after the one before. Prints what the terminal shows and ends with the command's exit code.
"""

import fcntl
import json
import os
import pty
import struct
import sys
import termios
import time

LOCAL_FLAGS = 3


def wait_for_menu(terminal, seconds=30):
    """A menu reads keys without line editing; one that is typed before becomes a newline, and is lost."""
    for _ in range(seconds * 10):
        if not termios.tcgetattr(terminal)[LOCAL_FLAGS] & termios.ICANON:
            return
        time.sleep(0.1)


answers = json.loads(sys.argv[1])
pid, terminal = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    os.execvp(sys.argv[2], sys.argv[2:])
shown = b""
while True:
    try:
        data = os.read(terminal, 65536)
    except OSError:  # Linux; others read nothing
        data = b""
    if not data:
        break
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    shown += data
    while answers and answers[0][0].encode() in shown:
        text, *keys = answers.pop(0)
        shown = shown.split(text.encode(), 1)[1]
        wait_for_menu(terminal)
        for key in keys:
            time.sleep(0.5)  # a menu has to be drawn before it takes a key, and takes one at a time
            os.write(terminal, key.encode())
_, status = os.waitpid(pid, 0)
sys.exit(os.waitstatus_to_exitcode(status))
