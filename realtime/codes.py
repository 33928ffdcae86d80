"""Why a socket was closed; below 4400 come back by cursor, else see docs/protocol.md."""

# Sent by autobahn: a frame over twice MAX_FRAME.
TOO_BIG = 1009
GOING_AWAY = 1012
BAD_FRAMES = 4400
SIGNED_OUT = 4401
TOO_SLOW = 4408
TOO_MANY = 4429
TOO_MANY_SOCKETS = 4430
