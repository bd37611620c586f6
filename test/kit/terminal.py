"""Runs a command in a terminal of 40 lines and 120 columns, and types answers.

terminal.py '[{"after": "text to wait for", "keys": ["key", …], "until": "text that shows that it was taken"}, …]' command argument…

Each answer waits for its text, after the one before. Prints what the terminal shows and ends with the command's exit code.
"""

import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios
import time

SECONDS_TO_TAKE_A_KEY = 5


class Terminal:
    def __init__(self, command):
        self.shown = b""
        self.ended = False
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
            os.execvp(command[0], command)

    def show(self, seconds=None):
        """Waits for what is shown next, at most so many seconds, and prints it."""
        if not select.select([self.file], [], [], seconds)[0]:
            return
        try:
            data = os.read(self.file, 65536)
        except OSError:  # Linux; others read nothing
            data = b""
        self.ended = not data
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        self.shown += data

    def wait_for(self, text, seconds=float("inf")):
        """Whether the text was shown, after what was waited for before."""
        end = time.monotonic() + seconds
        while text not in self.shown:
            left = end - time.monotonic()
            if self.ended or left <= 0:
                return False
            self.show(min(left, 60))
        self.shown = self.shown.split(text, 1)[1]
        return True

    def type(self, keys):
        for key in keys:
            time.sleep(0.5)  # a menu has to be drawn before it takes a key, and takes one at a time
            os.write(self.file, key.encode())


answers = json.loads(sys.argv[1])
terminal = Terminal(sys.argv[2:])
for answer in answers:
    if terminal.wait_for(answer["after"].encode()):
        terminal.type(answer["keys"])
        # A key is lost where the menu is drawn and does not listen yet, as on a busy machine.
        while not terminal.wait_for(answer["until"].encode(), SECONDS_TO_TAKE_A_KEY) and not terminal.ended:
            terminal.type(answer["keys"])
while not terminal.ended:
    terminal.show()
_, status = os.waitpid(terminal.pid, 0)
sys.exit(os.waitstatus_to_exitcode(status))
