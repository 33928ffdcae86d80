"""Leads change the screening rules: tried first, then whole, in every process."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from moderation import benches, clockwork, in_force
from moderation.models import Flag
from moderation.rules_models import Bench, Ruleset
from moderation.screening.local import Local
from tests.conftest import make_person
from tests.moderation.rules.conftest import NEW, severity_of, try_rule, use

HEADER = "id,concern,severity,reason,phrases,steady,retired\r\n"

GOOD_ROW = "ours.jam,crisis,yellow,says jam,strawberry jam,no,no\r\n"


def send(client, text):
    file = SimpleUploadedFile("rules.csv", text.encode())
    return client.post("/moderation/rules/file/take/", {"file": file}, follow=True)


def test_a_rule_counts_once_it_was_tried_and_put_in_use(lead, room, ana, say):
    assert severity_of(say(room, ana, "marmalade tonight")) == "none"
    try_rule(lead)
    in_force.look_again()
    assert severity_of(say(room, ana, "marmalade right now")) == "none"

    use(lead)

    assert severity_of(say(room, ana, "marmalade now please")) == "amber"
    assert Flag.objects.get().concern == "crisis"


def test_the_bench_shows_what_would_be_new_and_what_lost(lead, room, ana, say):
    say(room, ana, "marmalade tonight")
    say(room, ana, "toast tonight")
    try_rule(lead)
    clockwork.run_benches()

    page = lead.get(f"/moderation/rules/bench/{Bench.objects.get().pk}/").text

    assert "marmalade tonight" in page
    assert "toast" not in page
    assert (Bench.objects.get().gained, Bench.objects.get().lost) == (1, 0)


def test_a_threads_words_are_counted_and_never_shown(lead, thread, ana, say):
    say(thread, ana, "marmalade tonight")
    try_rule(lead)
    clockwork.run_benches()

    bench = Bench.objects.get()
    page = lead.get(f"/moderation/rules/bench/{bench.pk}/").text

    assert (bench.gained, bench.private, bench.samples) == (1, 1, [])
    assert "marmalade tonight" not in page


def test_a_message_taken_off_is_no_sample(lead, room, ana, say):
    message = say(room, ana, "marmalade tonight")
    try_rule(lead)
    clockwork.run_benches()
    type(message).objects.filter(pk=message.pk).update(state="covered")

    page = lead.get(f"/moderation/rules/bench/{Bench.objects.get().pk}/").text

    assert "marmalade tonight" not in page


def test_a_bench_reads_in_slices_and_can_be_stopped(lead, room, ana, say, monkeypatch):
    monkeypatch.setattr(benches, "SLICE", 1)
    for n in range(3):
        say(room, ana, f"marmalade now {n}")
    try_rule(lead)
    clockwork.run_benches()
    bench = Bench.objects.get()
    assert (bench.state, bench.read) == ("running", 1)
    told = lead.get(f"/moderation/rules/bench/{bench.pk}/?progress=1").json()
    assert told == {"state": "running", "percent": 33}

    lead.post(f"/moderation/rules/bench/{bench.pk}/stop/")
    clockwork.run_benches()

    bench.refresh_from_db()
    assert (bench.state, bench.read) == ("cancelled", 1)
    assert "not been read to the end" in use(lead).text
    assert not Ruleset.objects.exists()


def test_two_clocks_count_a_slice_once(lead, room, ana, say):
    from moderation.actions.rules import Slice, keep_slice

    say(room, ana, "marmalade now")
    try_rule(lead)
    bench = Bench.objects.get()
    for _ in range(2):
        keep_slice(bench, Slice(upto=bench.last, read=1, gained=1))

    bench.refresh_from_db()
    assert (bench.read, bench.gained) == (1, 1)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("phrases", "(marmalade", "a bracket is not closed"),
        ("phrases", "<nosuchlist> jam", "no list called"),
        ("phrases", "..3", "match nothing at all"),
        ("phrases", "i", "of 100 everyday messages"),
        ("phrases", "(a | the | i | you | it)", "of 100 everyday messages"),
        ("phrases", "jam\n" * 61, "between one and 60"),
        ("phrases", "", "at least one phrase"),
        ("id", "Ours Jam", "no name for a rule"),
        ("id", "../x", "no name for a rule"),
        ("concern", "gloom", "Please choose from the list"),
        ("severity", "purple", "Please choose from the list"),
        ("concern", "", "Please choose what it may be about."),
        ("severity", "", "Please choose how soon."),
        ("reason", "", "what moderators are told"),
    ],
)
def test_a_rule_that_cannot_be_or_finds_everything_is_refused(lead, field, value, said):
    answer = try_rule(lead, **{field: value})

    assert said in answer.text
    assert not Bench.objects.exists()


def test_a_shipped_rule_can_be_retired_and_brought_back(lead, room, ana, say):
    lead.post("/moderation/rules/of/suicide.wish/retire/")
    use(lead)
    assert [rule.id for rule in in_force.rules()] == ["suicide.wish"]

    lead.post("/moderation/rules/of/suicide.wish/retire/", {"back": "1"})
    use(lead)

    assert in_force.rules() == ()


def test_rules_come_and_go_as_a_file(lead):
    send(lead, HEADER + GOOD_ROW)
    use(lead)

    assert lead.get("/moderation/rules/file/").text == HEADER + GOOD_ROW
    whole = lead.get("/moderation/rules/file/?all=1").text
    assert "suicide.wish" in whole
    assert "ours.jam" in whole


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\r\n", "Line 1: the first line must be"),
        (HEADER + "ours.jam,crisis,yellow\r\n", "Line 2: a line has 7 columns"),
        (HEADER + GOOD_ROW * 2, "Line 3: two rules"),
        (HEADER + GOOD_ROW.replace("crisis", "gloom"), "Line 2: &#x27;gloom&#x27;"),
        (HEADER + GOOD_ROW.replace(",no,no", ",maybe,no"), "Line 2: &#x27;maybe&#x27;"),
        (HEADER + GOOD_ROW.replace("strawberry", "(strawberry"), "Line 2:"),
        (
            HEADER
            + GOOD_ROW
            + GOOD_ROW.replace("jam,c", "i,c").replace("strawberry jam", "i"),
            "Line 3:",
        ),
        ("\x00\x01", "Line 1"),
        ("", "This file is empty"),
    ],
)
def test_a_bad_file_is_refused_with_line_and_reason(lead, text, said):
    answer = send(lead, text)

    assert said in answer.text
    assert not Bench.objects.exists()


def test_a_lead_does_not_put_in_use_over_anothers_change(lead, client_of, sol):
    try_rule(lead)
    for _ in range(5):
        clockwork.run_benches()
    bench = Bench.objects.get()
    Ruleset.objects.create(rules=[], note="Another", by=sol)

    answer = lead.post(f"/moderation/rules/bench/{bench.pk}/use/", follow=True)

    assert "Somebody else has changed the rules" in answer.text
    assert Ruleset.objects.count() == 1


def test_an_earlier_version_can_be_tried_again(lead, sol):
    rule = Local("ours.jam", "crisis", "yellow", "says jam", ("strawberry jam",))
    first = Ruleset.objects.create(rules=[rule.plain()], note="First", by=sol)
    Ruleset.objects.create(rules=[], note="Second", by=sol)

    lead.post(f"/moderation/rules/back/{first.pk}/")
    use(lead)

    assert in_force.rules() == (rule,)


def test_a_version_is_never_changed_and_stands_in_the_audit(lead):
    from moderation import audit

    try_rule(lead)
    use(lead)

    with pytest.raises(TypeError):
        Ruleset.objects.get().save()
    assert "rules" in {link.kind for link in audit._links(audit.Report())}


@pytest.mark.parametrize("who", ["zed", "max_", "cora"])
def test_only_leads_see_the_rules_and_the_bench(request, client_of, lead, who):
    try_rule(lead)
    bench = Bench.objects.get().pk
    client = client_of(request.getfixturevalue(who))

    for path in ("", "new/", "file/", f"bench/{bench}/", "of/suicide.wish/"):
        assert client.get(f"/moderation/rules/{path}").status_code == 404
    for path in (f"bench/{bench}/use/", f"bench/{bench}/stop/", "file/take/"):
        assert client.post(f"/moderation/rules/{path}").status_code == 404


@pytest.mark.parametrize("path", [f"bench/{2**63}/", "bench/0/", "of/no.such/"])
def test_what_is_not_there_is_not_found(lead, path):
    assert lead.get(f"/moderation/rules/{path}").status_code == 404
    assert lead.post(f"/moderation/rules/back/{2**63}/").status_code == 404


def save_rule(client, name, after, **fields):
    form = NEW | {"after": after} | fields
    return client.post(f"/moderation/rules/{name}/", form, follow=True)


def test_a_rule_written_over_an_older_one_hides_no_change_of_another_lead(
    lead, client_of
):
    try_rule(lead)
    use(lead)
    older = Ruleset.objects.get().pk
    lea = client_of(make_person("lea", "lead"))
    save_rule(lea, "of/ours.marmalade", older, phrases="marmalade ..2 never")
    use(lea)

    slip = save_rule(lead, "of/ours.marmalade", older, reason="")
    late = save_rule(lead, "of/ours.marmalade", older)

    assert f'name="after" value="{older}"' in slip.text
    assert "lea has set a new version meanwhile" in late.text
    assert Bench.objects.count() == 2


@pytest.mark.parametrize("name", ["suicide.wish", "ours.marmalade"])
def test_a_new_rule_takes_the_place_of_none(lead, name):
    try_rule(lead)
    use(lead)

    answer = save_rule(lead, "new", Ruleset.objects.get().pk, id=name)

    assert "There is a rule of this name." in answer.text
    assert Bench.objects.count() == 1
