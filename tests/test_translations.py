"""Everything that a member reads is marked, and there in Welsh; see docs/translating.md."""

import re

import pytest

from tests.parts import catalogue, marking
from tests.test_conventions import ROOT, TEMPLATES, name_of

# Read by staff alone, or by nobody.
FOR_STAFF = {
    "templates/look.html": "for those who build",
    "templates/_look_message.html": "for those who build",
    "templates/_mark.html": "a drawing",
    "templates/_scene.html": "a drawing",
    "templates/_unchecked.html": "Welsh in any case",
    "templates/easy/_pictures.html": "drawings",
    "templates/evaluation/_answers.html": "leads and coordinators",
    "templates/evaluation/about_mentors.html": "coordinators",
    "templates/evaluation/answers_to_read.html": "whoever is named to read them",
    "templates/evaluation/evaluation.html": "leads and coordinators",
    "templates/evaluation/measures.html": "leads and coordinators",
    "templates/evaluation/report.html": "leads and coordinators",
    "templates/people/_reason.html": "leads",
    "templates/people/change_role.html": "leads",
    "templates/people/invitations.html": "coordinators",
    "templates/people/people.html": "coordinators",
    "templates/people/second_factor.html": "staff",
    "templates/people/second_factor_set_up.html": "staff",
    "templates/rooms/_breaks.html": "coordinators",
    "templates/rooms/breaks.html": "coordinators",
    "templates/rooms/circle_hosts.html": "moderators",
    "templates/rooms/guide.html": "coordinators",
    "templates/rooms/hours.html": "coordinators",
    "templates/rooms/new.html": "coordinators",
    "templates/mentoring/_live_lines.html": "coordinators",
    "templates/mentoring/_suggestion.html": "coordinators",
    "templates/mentoring/approve_several.html": "coordinators",
    "templates/mentoring/best_whole.html": "coordinators",
    "templates/mentoring/face_pairs.html": "coordinators",
    "templates/mentoring/import.html": "coordinators",
    "templates/mentoring/import_codes.html": "coordinators",
    "templates/mentoring/import_file.html": "coordinators",
    "templates/mentoring/hand_over_group.html": "coordinators",
    "templates/mentoring/live.html": "coordinators",
    "templates/mentoring/pair.html": "coordinators",
    "templates/mentoring/programme.html": "coordinators",
    "templates/mentoring/requirements.html": "coordinators",
    "templates/mentoring/suggest_change.html": "coordinators",
    "templates/mentoring/suggestions.html": "coordinators",
    "templates/mentoring/topics.html": "coordinators",
    "templates/mentoring/volunteer_for.html": "coordinators",
    "templates/care/_decline.html": "coordinators",
    "templates/care/house.html": "staff",
    "templates/care/newcomers.html": "moderators",
    "templates/care/service_decline.html": "coordinators",
    "templates/care/service_edit.html": "coordinators",
    "templates/care/wall_desk.html": "coordinators",
    "templates/care/welcome_words.html": "staff",
}
# In these folders only what is named is for members.
STAFFS_OWN = {
    "templates/moderation/": frozenset(
        "_told _word care check_in decision envelope help look_again report "
        "report_thanks views_of_thread".split()
    ),
}


def is_for_members(path):
    name = name_of(path)
    for folder, members in STAFFS_OWN.items():
        if name.startswith(folder):
            return path.stem in members
    return name not in FOR_STAFF


MEMBERS = [path for path in TEMPLATES if is_for_members(path)]


@pytest.mark.parametrize("path", MEMBERS, ids=name_of)
def test_what_a_member_reads_is_marked(path):
    assert not marking.unmarked(path.read_text())


@pytest.mark.parametrize(
    "path",
    [path for path in TEMPLATES if not is_for_members(path)],
    ids=name_of,
)
def test_what_only_staff_read_is_read_aloud_as_english(path):
    """The page around it may be Welsh, and a screen reader would speak it so."""
    page = path.read_text()

    begins = re.search(r"{% block main %}\s*(<.*?>)", page)
    assert begins is None or 'lang="en-GB"' in begins[1]


def test_every_exception_is_still_there():
    for name in FOR_STAFF:
        assert (ROOT / name).exists(), name


def test_a_word_that_is_not_marked_is_found():
    assert marking.unmarked("<p>Hello {{ name }}</p>") == ["Hello"]
    assert marking.unmarked('<a aria-label="Hello there">{{ x }}</a>')
    assert marking.unmarked('{% include "_empty.html" with words="No rooms." %}')
    assert not marking.unmarked("<p>{% translate 'Hello' %} {{ name }}.</p>")


# --- The catalogue


def test_the_catalogue_has_what_is_marked_and_nothing_else():
    marked, known = catalogue.marked(), catalogue.read()

    assert marked.keys() == known.keys(), "python -m tests.parts.catalogue"
    assert [e.plural for e in marked.values()] == [known[k].plural for k in marked]


def test_all_of_it_is_there_in_welsh():
    lacking = [e.key.words for e in catalogue.read().values() if not e.is_whole]

    assert not lacking


def test_what_is_filled_in_is_the_same_in_both():
    gaps = re.compile(r"%\(\w+\)s|{\w+}|<[^>]+>")
    wrong = [
        (entry.key.words, form)
        for entry in catalogue.read().values()
        for form in entry.forms
        if set(gaps.findall(form)) - set(gaps.findall(entry.key.words + entry.plural))
        or not set(gaps.findall(entry.plural or entry.key.words))
        <= set(gaps.findall("".join(entry.forms)))
    ]

    assert not wrong


def test_the_compiled_catalogue_is_the_one_that_is_read():
    compiled = catalogue.compiled(catalogue.read())

    assert catalogue.MO.read_bytes() == compiled, "python -m tests.parts.catalogue"


def test_the_catalogue_says_that_no_native_reader_has_seen_it():
    assert "needs review by a native reader" in catalogue.PO.read_text()
