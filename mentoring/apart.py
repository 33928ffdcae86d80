"""Never-matches as keyed hashes: compared, never shown."""

import re
import unicodedata

from django.utils.crypto import salted_hmac

MOST = 40


def marks(words: str, kind: str) -> set[str]:
    """One mark for each line or comma: Leeds and " leeds." are the same."""
    lines = (_plain(line) for line in re.split(r"[\n,;]", words))
    return {_mark(kind, line) for line in lines if line}


def _plain(words: str) -> str:
    letters = unicodedata.normalize("NFKD", words).casefold()
    return "".join(filter(str.isalnum, letters))


def _mark(kind: str, plain: str) -> str:
    return salted_hmac(
        "mentoring.apart", f"{kind}:{plain}", algorithm="sha256"
    ).hexdigest()
