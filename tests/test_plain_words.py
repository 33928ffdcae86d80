"""Everything that people read here is plain: short sentences, and words of every day.

The measure is that of Flesch and Kincaid, which counts letters' sounds and sentences' words.
It knows nothing of meaning: it finds the worst, and a person must do the rest.
"""

from collections.abc import Iterator

import pytest

from chatserver import easy_read
from tests.parts import reading
from tests.test_conventions import PYTHON, ROOT, TEMPLATES, name_of

# A text that nearly every adult can read; what is in hand for the frightened is easier.
OLDEST = 11
FOR_MEMBERS = 10
EASY = 9
LONGEST_EASY = 10
# Fewer words than this say little about a page.
ENOUGH = 30

# Read by those who run a server, never by members or staff.
NOT_FOR_PEOPLE = {
    "chatserver/settings.py": "said on a terminal when a knob is wrong",
    "chatserver/environment.py": "said on a terminal when a knob is wrong",
    "chatserver/checks.py": "said on a terminal by manage.py check",
    "chatserver/management": "said on a terminal",
    "people/management": "said on a terminal",
    "moderation/management": "said on a terminal",
}
FIRST_TO_READ = [
    "templates/landing.html",
    "templates/house_rules.html",
    "templates/moderation/help.html",
    "templates/offline.html",
    "templates/people/sign_up.html",
    "templates/people/sign_in.html",
    "templates/people/devices.html",
    "templates/rooms/about.html",
]


def texts() -> Iterator[tuple[str, str]]:
    for path in TEMPLATES:
        yield name_of(path), reading.words_of_template(path.read_text())
    for path in PYTHON:
        if not name_of(path).startswith(tuple(NOT_FOR_PEOPLE)):
            yield name_of(path), reading.words_of_module(path.read_text())


def test_no_sentence_is_longer_than_fifteen_words():
    long = [
        f"{name}: {' '.join(words)}"
        for name, text in texts()
        for words in reading.sentences(text)
        if len(words) > reading.LONGEST_SENTENCE
    ]

    assert not long, "\n".join(long)


def test_no_text_needs_a_reader_older_than_eleven():
    hard = {
        name: round(reading.reading_age(text), 1)
        for name, text in texts()
        if sum(map(len, reading.sentences(text))) >= ENOUGH
        and reading.reading_age(text) > OLDEST
    }

    assert not hard


@pytest.mark.parametrize("name", FIRST_TO_READ)
def test_what_members_read_first_is_easier_still(name):
    text = reading.words_of_template((ROOT / name).read_text())

    assert reading.reading_age(text) <= FOR_MEMBERS


def test_every_exception_is_still_there():
    for name in NOT_FOR_PEOPLE:
        assert (ROOT / name).exists(), name


# --- Easy Read


@pytest.mark.parametrize("page", easy_read.PAGES.values(), ids=lambda page: page.name)
def test_easy_read_is_easy(page):
    lines = [words for part in page.parts for _, words in part.lines]
    long = [
        words
        for line in lines
        for words in reading.sentences(str(line))
        if len(words) > LONGEST_EASY
    ]

    assert not long
    assert reading.reading_age("\n".join(map(str, lines))) <= EASY


def test_every_line_of_easy_read_has_a_picture_and_every_picture_a_use():
    drawn = (ROOT / "templates" / "easy" / "_pictures.html").read_text()
    used = {
        picture
        for page in easy_read.PAGES.values()
        for part in page.parts
        for picture, _ in part.lines
    }

    assert {part.split('"')[0] for part in drawn.split('id="easy-')[1:]} == used


@pytest.mark.django_db
def test_easy_read_is_there_for_everybody_and_led_to(client):
    for name, page in easy_read.PAGES.items():
        assert str(page.title) in client.get(f"/easy-read/{name}/").text
    assert client.get("/easy-read/nothing/").status_code == 404
    for path in ("/", "/help/", "/house-rules/"):
        assert "/easy-read/" in client.get(path).text


# --- The measure itself


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1), ("table", 2), ("people", 2), ("made", 1), ("asked", 1),
        ("wanted", 2), ("message", 2), ("understand", 3), ("moderator", 4), ("the", 1),
    ],
)  # fmt: skip
def test_it_counts_syllables_about_right(word, count):
    assert reading.syllables(word) == count


def test_it_tells_hard_from_easy():
    easy = "The cat sat on the mat. It was warm. We had tea."
    hard = (
        "Notwithstanding considerable organisational difficulties, practitioners "
        "subsequently implemented comprehensive safeguarding methodologies."
    )

    assert reading.reading_age(easy) < 7
    assert reading.reading_age(hard) > 20


def test_it_reads_what_a_page_says_and_nothing_else():
    source = (
        "<p>Hello {{ name }}.</p><script>var long = 1</script>{# not said #}<p>Bye</p>"
    )

    assert reading.sentences(reading.words_of_template(source)) == [
        ["Hello", "it"],
        ["Bye"],
    ]
