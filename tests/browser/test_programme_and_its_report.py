"""The whole programme, seeded, and its report: read, taken along as CSV, and printed."""

import csv
from pathlib import Path

from playwright.sync_api import expect

from tests.parts.made_programme import FACE, ONLINE, ROOMS, SPAN, TWICE
from tests.parts.servers import Process

MADE = """
from people.models import Person
from tests.parts import made_programme
made_programme.make(Person.objects.get(alias="cora"))
"""
# Each line of each table: its heading, its words, its figure.
LINES = """all => [...all.querySelectorAll("h3")].flatMap(heading =>
  [...heading.nextElementSibling.querySelectorAll("tr")].map(line =>
    [heading, ...line.cells].map(cell => cell.textContent)))"""
# A table that is wider than its paper is cut off.
CUT = "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
# Each pair on a Thursday evening; every other one on a Monday morning too.
WROTE = {"Mon": ["0", "119", "0", "0"], "Thu": ["0", "0", "0", str(ONLINE)]}
HOURS = "Messages by hour of the week"
PAPER = {"width": 700, "height": 1000}


def test_the_whole_programme_and_its_report(server, browsing):
    folder = server.log.parent
    Process("programme", folder, "manage.py", "shell", "-c", MADE).run()

    cora = browsing.open("cora", f"/evaluation/report/{SPAN}")
    figures = every_figure(cora)
    assert ["People", "Supported online", str(ONLINE)] in figures
    assert ["People", "Supported face to face", str(FACE)] in figures
    the_plots_are_told_in_words(cora)
    a_table_is_reached_by_keyboard(cora)
    taken = taken_along(cora)
    assert [line for line in taken if line[0] != HOURS] == figures
    assert len(taken) - len(figures) == 7 * 24
    is_printed_whole(cora)


def every_figure(page):
    return page.get_by_role("region", name="All figures", exact=True).evaluate(LINES)


def the_plots_are_told_in_words(page):
    expect(page.get_by_role("img", name="Messages by hour of the week")).to_be_visible()
    change = page.get_by_role("region", name="Satisfied with life: everyone").first
    expect(change.locator("svg")).to_be_visible()
    expect(change).to_contain_text(f"of {TWICE + ROOMS} who answered twice")


def a_table_is_reached_by_keyboard(page):
    table = page.locator(".figures").first
    page.get_by_role("link", name="All figures as CSV").focus()
    page.keyboard.press("Tab")
    expect(table).to_be_focused()
    for day, counts in WROTE.items():
        cells = table.get_by_role("row", name=day).get_by_role("cell")
        expect(cells).to_have_text(counts)


def taken_along(page):
    """The CSV's lines, without their heading."""
    with page.expect_download() as waited:
        page.get_by_role("link", name="All figures as CSV").click()
    assert waited.value.suggested_filename == "report.csv"
    text = Path(waited.value.path()).read_text("utf-8-sig")
    lines = list(csv.reader(text.splitlines()))[1:]
    return [[*line, f"{value} of {of}" if of else value] for *line, value, of in lines]


def is_printed_whole(page):
    """All that was found stands on paper, and nothing that is only for pressing."""
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    for name in ("Programme report", "When people wrote", "What changed", "People"):
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    pictures, tables = page.locator("main svg"), page.locator(".figures")
    for one in (*pictures.all(), *tables.all()):
        expect(one).to_be_visible()
    assert tables.evaluate_all(CUT) == 0
    for name in ("Show this time", "Leave this page"):
        expect(page.get_by_text(name)).to_be_hidden()
    expect(page.get_by_role("link", name="All figures as CSV")).to_be_hidden()
