"""What tells, before words in a thread, what they are. Pure."""


def labelled(label: str, words: str) -> str:
    """Goal: a walk on Sundays. In the thread one sees what it is."""
    return f"{label}: {words}"


def unlabelled(body: str) -> str:
    """A walk on Sundays; or all of it, where a cover stands in place of the words."""
    return body.partition(": ")[2] or body
