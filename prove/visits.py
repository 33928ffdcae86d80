"""One person's browser without scripts: forms that are posted, and what was answered."""

import http.client
import urllib.parse
from dataclasses import dataclass

from bench.people import Account

TOKEN = "p" * 32
FORM = "application/x-www-form-urlencoded"


@dataclass(slots=True, frozen=True)
class Answer:
    status: int
    location: str
    text: str


def post(
    url: str, account: Account, path: str, fields: dict[str, str], timeout: float = 15
) -> Answer:
    host = urllib.parse.urlsplit(url).netloc
    connection = http.client.HTTPConnection(host, timeout=timeout)
    headers = {
        "Cookie": f"{account.cookie}; csrf={TOKEN}",
        "X-CSRFToken": TOKEN,
        "Origin": url,
        "Content-Type": FORM,
    }
    try:
        connection.request("POST", path, urllib.parse.urlencode(fields), headers)
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
        return Answer(answer.status, answer.getheader("Location") or "", text)
    finally:
        connection.close()


def keep_out(url: str, lead: Account, person: int) -> None:
    """As a lead alone may: for a time. What it cuts off is the same as for good."""
    fields = {"days": "30", "reason": "prove"}
    answer = post(url, lead, f"/people/{person}/suspend/", fields)
    assert answer.status == 302, f"the ban was answered with {answer.status}"
