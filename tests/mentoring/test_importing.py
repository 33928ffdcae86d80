"""Three hundred volunteers from a file: every bad line named, nothing half done, no doubles."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mentoring import clockwork, volunteer_file
from mentoring.actions import importing
from mentoring.actions.starting import ensure_programme
from mentoring.models import Check, Volunteer, VolunteerFile
from people.models import Person
from tests.mentoring.test_pages import words_of

pytestmark = pytest.mark.django_db
HEAD = "alias,few words,topics,languages,most,Background check\n"
PATH = "/mentors/volunteers/import/"
VOWELS, STARTS = "aeiouy", "bdfghjklmnprstvwz"


def names(count):
    """Aliases that nobody takes for one another."""
    parts = [start + vowel for start in STARTS for vowel in VOWELS]
    return [f"{parts[n % 97]}{parts[n // 97]}x{parts[n % 97]}" for n in range(count)]


def rows(count):
    return [f"{name},I cared.,,en,2,14/05/2026" for name in names(count)]


@pytest.fixture(autouse=True)
def _programme():
    ensure_programme()


@pytest.fixture
def send(client_of, cora):
    """send(text) posts a file, and returns the page on which one lands."""
    client = client_of(cora)

    def post(text):
        content = text.encode() if isinstance(text, str) else text
        file = SimpleUploadedFile("volunteers.csv", content)
        return client.post(PATH, {"file": file}, follow=True)

    return post


def bring_in(file, by):
    importing.bring_in(file, by=by)
    while VolunteerFile.objects.get(pk=file.pk).state == "running":
        clockwork.bring_in_volunteers()
    return VolunteerFile.objects.get(pk=file.pk)


def test_three_hundred_with_bad_rows_and_again_make_no_doubles(send, cora, ana):
    lines = rows(300)
    lines[9] = "Nameless,,,en,2,"
    lines[99] = "Tooth,I cared.,Juggling,en,99,31/02/2026"
    lines[199] = lines[5]
    lines[299] = "ana,I cared.,,en,2,"
    text = HEAD + "\n".join(lines)

    page = words_of(send(text))
    assert "296 volunteers can be brought in." in page
    for said in (
        "Line 11.</strong> “few words” is empty.",
        "Line 101.</strong> There is no topic “Juggling”.",
        "Line 101.</strong> “most” is a number from 1 to 20.",
        "Line 101.</strong> “background check” is no day.",
        "Line 201.</strong> This alias stands in the file already.",
        "Line 301.</strong> Somebody who is no volunteer has this alias",
    ):
        assert said in page
    assert not Volunteer.objects.exists()

    first = bring_in(VolunteerFile.objects.latest("pk"), cora)
    assert (Volunteer.objects.count(), Check.objects.count()) == (296, 296)
    assert (first.people.count(), first.known, first.rows) == (296, 0, [])

    send(text)
    again = bring_in(VolunteerFile.objects.latest("pk"), cora)
    assert (again.people.count(), again.known) == (0, 296)
    assert (Volunteer.objects.count(), Check.objects.count()) == (296, 296)


def test_it_goes_on_where_it_stopped(send, cora):
    send(HEAD + "\n".join(rows(20)))
    file = VolunteerFile.objects.get()
    importing.bring_in(file, by=cora)

    clockwork.bring_in_volunteers()
    half = VolunteerFile.objects.get()
    assert (half.dealt_with, half.percent) == (15, 75)
    assert Volunteer.objects.count() == 15
    for _ in range(2):
        clockwork.bring_in_volunteers()

    assert VolunteerFile.objects.get().state == "done"
    assert Volunteer.objects.count() == 20


def test_two_clocks_bring_in_each_row_once(at_once, cora):
    ensure_programme()
    text = HEAD + "\n".join(rows(12))
    table = volunteer_file.read(text, [], ["Background check"], timezone.localdate())
    importing.bring_in(importing.keep_file(table, by=cora), by=cora)

    at_once(*[clockwork.bring_in_volunteers] * 3)

    assert Volunteer.objects.count() == VolunteerFile.objects.get().dealt_with == 12


def test_a_row_that_fails_leaves_nothing_of_itself(send, cora, monkeypatch):
    from people.actions import Refused

    def fail(*args, **kwargs):
        raise Refused("No.")

    send(HEAD + "\n".join(rows(1)))
    monkeypatch.setattr(importing, "note_check", fail)
    people = Person.objects.count()

    file = bring_in(VolunteerFile.objects.get(), cora)

    assert file.problems == [[2, "No."]]
    assert (Person.objects.count(), Volunteer.objects.count()) == (people, 0)


def test_an_alias_taken_since_the_check_is_named_too(send, cora):
    from people.actions import register

    send(HEAD + "Orla,I cared.,,en,2,\n")
    register("Orla", None)

    file = bring_in(VolunteerFile.objects.get(), cora)

    assert file.problems[0][0] == 2
    assert not Volunteer.objects.exists()


def test_who_is_brought_in_waits_for_a_coordinator(send, cora):
    send(HEAD + "Orla,I cared.,Sleep and tiredness|Dementia,English|cy,3,2026-05-14\n")

    bring_in(VolunteerFile.objects.get(), cora)

    orla = Volunteer.objects.get()
    assert (orla.state, orla.person.role, orla.most) == ("offered", "peer", 3)
    assert orla.languages == ["en", "cy"]
    assert {t.name for t in orla.topics.all()} == {"Sleep and tiredness", "Dementia"}
    check = orla.checks.get()
    assert (f"{check.done_on}", f"{check.good_until}") == ("2026-05-14", "2029-05-14")


def test_a_code_lets_them_in_and_is_shown_once(client, client_of, send, cora):
    send(HEAD + "Orla,I cared.,,en,2,\n")
    file = bring_in(VolunteerFile.objects.get(), cora)
    coordinator = client_of(cora)
    page = coordinator.post(f"{PATH}{file.pk}/codes/")
    ((person, code),) = page.context["codes"]
    assert code in words_of(page)
    assert code not in words_of(coordinator.get(f"{PATH}{file.pk}/"))

    words = "four words do well"
    fields = {"alias": "Orla", "code": code, "passphrase": words}
    answer = client.post("/recover/", fields)

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)
    assert not importing.make_codes(file, by=cora)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "That file is empty."),
        ("alias\nOrla\n", "Missing: few words."),
        ("name,words\nOrla,Hello\n", "Missing: alias, few words."),
        ("alias,few words,shoe size\n", "Nothing here is called “shoe size”."),
        ("alias,few words,alias\n", "Two columns have the same name."),
        (b"alias,few words\nOrl\xe1,Hi\n", "Save the file as CSV UTF-8"),
        (b"PK\x03\x04\x00\x00", "That is no CSV file."),
        ("alias,few words\n" + "x,y\n" * 2_001, "At most 2000 volunteers"),
        ("x" * 2_000_001, "That file is too large."),
    ],
)
def test_what_is_no_such_file_is_refused_in_words(text, words, send):
    page = send(text)

    assert page.status_code == 422
    assert words in words_of(page)
    assert not VolunteerFile.objects.exists()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Orla", "It has more or fewer cells than names."),
        ("Orla,Hi,,,,,,,", "It has more or fewer cells than names."),
        ("Orla," + "x" * 301 + ",,,,", "“few words” is longer than 300 letters."),
        ("O" * 25 + ",Hi,,,,", "“alias” is longer than 24 letters."),
        ("Orla,Hi,,Klingon,,", "There is no language “Klingon”."),
        ("Orla,Hi,,,,2999-01-01", "“background check” is in the future."),
        ("Orla,Hi,,,two,", "“most” is a number from 1 to 20."),
        ("Moderator,Hi,,,,", "Line 2."),
        ('"Orla', "This line cannot be read."),
    ],
)
def test_a_bad_line_is_named_and_keeps_nobody_else_out(line, words, send):
    good = "" if line.startswith('"') else "Pia,Hello.,,,,\n"
    page = words_of(send(f"{HEAD}{line}\n{good}"))

    assert words in page
    assert VolunteerFile.objects.get().total == (1 if good else 0)


def test_a_file_of_another_country_is_read(send):
    send("Alias;Few words;Most\nOrla;I cared, long;4\n")

    (row,) = VolunteerFile.objects.get().rows
    assert (row["few_words"], row["most"]) == ("I cared, long", 4)


def test_what_was_never_brought_in_is_forgotten(send, cora):
    send(HEAD + "Orla,I cared.,,en,2,\n")
    VolunteerFile.objects.update(made_at=timezone.now() - importing.FORGET_AFTER * 2)

    importing.forget_files()

    assert not VolunteerFile.objects.exists()


@pytest.mark.parametrize("who", ["zed", "ana", "mia", "max_"])
@pytest.mark.parametrize("path", ["", "1/", "1/codes/"])
def test_only_coordinators_bring_people_in(path, who, client_of, send, request):
    send(HEAD + "Orla,I cared.,,en,2,\n")
    client = client_of(request.getfixturevalue(who))

    assert client.get(PATH + path).status_code in {404, 405}
    assert client.post(PATH + path).status_code == 404
    assert VolunteerFile.objects.get().state == "checked"
