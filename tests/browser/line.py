"""A page's line to its server, which fails as networks do."""

import json
import re

# Which of the two depends on how long it takes.
ON_ITS_WAY = re.compile("Sending…|Not sent yet")
# A line that waits for its turn comes back within 30 s; in milliseconds.
BACK = 35_000


class Line:
    """Stands between a page and its socket, and fails as networks do."""

    def __init__(self, page):
        self.is_blocked = False
        self.is_silent = False
        self.drops = set()
        self.sent = []
        self._ends = []
        page.route_web_socket("**/ws/", self._connect)

    def block(self):
        """Cuts what is open and lets nothing new through."""
        self.is_blocked = True
        for near, far in self._ends:
            near.close(code=3000)
            far.close(code=3000)
        self._ends.clear()

    def unblock(self):
        self.is_blocked = False

    def say(self, **frame):
        self._ends[-1][0].send(json.dumps(frame))

    def _connect(self, near):
        if self.is_blocked:
            near.close(code=3000)
            return
        far = near.connect_to_server()
        self._ends.append((near, far))
        near.on_message(lambda text: self._out(far, text))
        far.on_message(lambda text: self._in(near, text))

    def _out(self, far, text):
        frame = json.loads(text)
        self.sent.append(frame)
        if not self.is_silent and frame["type"] not in self.drops:
            far.send(text)

    def _in(self, near, text):
        if not self.is_silent and json.loads(text)["type"] not in self.drops:
            near.send(text)


def bodies(page):
    return page.locator("[role=log] .message__body").all_inner_texts()
