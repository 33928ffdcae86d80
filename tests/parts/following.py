"""Who may follow a room, asked as a socket's joining asks it."""

from rooms.access import followers_among


def may_follow(person_id: int, room_id: int) -> bool:
    return bool(followers_among([(room_id, person_id)]))
