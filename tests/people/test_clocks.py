"""One way to write an hour, wherever somebody reads one."""

import re
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from people.clocks import clock

TEMPLATES = Path(__file__).parents[2] / "templates"
# Django's letters for an hour, in what a template asks for.
AN_HOUR = re.compile(r"""\|(?:date|time):"([^"]*(?<!\\)[gGhHPfA][^"]*)""")
# What a form sends and what a script reads are not read by people.
FOR_MACHINES = {"H:i", r"Y-m-d\TH:i:s\Z"}


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(0), "12am"),
        (time(7, 5), "7.05am"),
        (time(12), "12pm"),
        (time(19), "7pm"),
        (time(23, 59), "11.59pm"),
    ],
)
def test_an_hour_is_written_in_one_way(at, words):
    assert clock(at) == words


@pytest.mark.parametrize("language", ["en-gb", "cy"])
def test_a_page_writes_it_so_in_the_readers_zone_in_both_languages(language):
    at = datetime(2026, 7, 2, 18, tzinfo=UTC)

    with translation.override(language), timezone.override("Europe/London"):
        words = Template("{{ at|clock }}").render(Context({"at": at}))

    assert words == "7pm"


def test_no_page_writes_an_hour_in_another_way():
    asked = {
        f"{page.name}: {shape}"
        for page in TEMPLATES.rglob("*.html")
        for shape in AN_HOUR.findall(page.read_text())
        if shape not in FOR_MACHINES
    }

    assert asked == set()


@pytest.mark.parametrize(
    ("now", "at", "words"),
    [
        ("22T09:00", "22T20:00", "today, 8pm"),
        ("22T23:59", "23T00:00", "tomorrow, 12am"),
        ("23T00:00", "23T00:30", "today, 12.30am"),
        ("22T00:00", "24T00:00", "Tuesday 24 November, 12am"),
        ("22T09:00", "21T20:00", "Saturday 21 November, 8pm"),
    ],
)
def test_a_moment_soon_is_said_by_the_readers_own_midnight(now, at, words, monkeypatch):
    here = ZoneInfo("Pacific/Auckland")
    now, at = (datetime.fromisoformat(f"2026-11-{one}") for one in (now, at))
    monkeypatch.setattr(timezone, "now", lambda: now.replace(tzinfo=here))
    at = at.replace(tzinfo=here).astimezone(UTC)

    with timezone.override(here):
        said = Template("{% include '_time.html' with style='soon' %}")
        assert f">{words}</time>" in said.render(Context({"at": at}))


def test_soon_is_said_in_welsh_and_of_nothing_nothing_is():
    with translation.override("cy"):
        said = Template("{{ at|soon }}.").render(Context({"at": timezone.now()}))

    assert said.startswith("heddiw, ")
    assert Template("{{ at|soon }}.").render(Context({"at": None})) == "."
