"""python -m prove.far: a server of the demo community that is reached at FAR, over a link.

Its passphrases are known to all, so by itself it listens on its own machine alone. Here
its machine is a namespace, and who is at the other end of the link is the experiment.
"""

import os

os.environ["ORIGINS"] = f"http://{os.environ['FAR']}:{os.environ['PORT']}"

from chatserver import __main__ as server  # after it knows its address

_listen = server.endpoint


def everywhere(host: str, port: int) -> str:
    return _listen("0.0.0.0", port)


if __name__ == "__main__":
    server.endpoint = everywhere
    server.main()
