"""Nobody takes a flag: it reaches one person after another, once each."""

import contextlib
import hashlib
import hmac
import json
import socket
import threading
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring.actions.supporting import open_support
from moderation import actions, channels, clockwork, paging, promises
from moderation.actions import on_call as lists
from moderation.actions.paging import MOST_TRIES
from moderation.actions.paging import test_on_call as send_test
from moderation.audit_models import AuditEntry
from moderation.cover_models import Act
from moderation.models import Flag
from moderation.paging_models import OnCall, Page, Targets
from people import outside, sealing
from people.actions import suspend_person
from people.models import Notice
from rooms.actions import join_room
from tests.conftest import make_person
from tests.moderation.conftest import LOW
from tests.moderation.hooks import SECRET, hook


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    """What would be sent on threads is sent at once."""
    monkeypatch.setattr(paging, "start", lambda run, page: run(page))


@pytest.fixture
def on_call(kit, max_):
    """kit first, then max, both by e-mail."""
    return [
        lists.put_on_call(
            p, channel="email", reach={"address": f"{p.alias}@test.example"}
        )
        for p in (kit, max_)
    ]


@pytest.fixture
def later(flag):
    """later(minutes) makes the flag that much older and lets the clock come by."""

    def wait(minutes):
        raised = timezone.now() - timedelta(minutes=minutes)
        Flag.objects.filter(pk=flag.pk).update(raised_at=raised)
        Page.objects.update(made_at=timezone.now() - timedelta(minutes=2))
        clockwork.climb()
        clockwork.send_pages()

    return wait


def addresses(mailoutbox):
    return [message.to[0].split("@")[0] for message in mailoutbox]


# --- Climbing


def test_with_nobody_on_shift_red_calls_the_first_at_once(on_call, flag, mailoutbox):
    clockwork.climb()
    clockwork.send_pages()

    assert addresses(mailoutbox) == ["kit"]


def test_the_next_is_called_when_nobody_answers_and_then_the_lead(
    on_call, later, mailoutbox, sol
):
    for minutes in (0, 0.5, 1, 1.5, 2, 4):
        later(minutes)

    assert addresses(mailoutbox) == ["kit", "max"]
    assert Notice.objects.filter(person=sol, kind="page").count() == 1


def test_the_call_says_nothing_of_what_it_is_about(on_call, later, mailoutbox, room):
    later(0)

    sent = mailoutbox[0]
    assert sent.subject == "Something waits on the board."
    text = sent.subject + sent.body
    assert not [w for w in ("ana", "tablets", "red", "Red", room.name) if w in text]


def test_whoever_answers_stops_it(on_call, later, client_of, kit, mailoutbox):
    later(0)
    path = mailoutbox[0].body.split("testserver")[1].strip()

    page = client_of(kit).get(path)
    assert "I know, I am on it" in page.text
    client_of(kit).post(path)
    later(3)

    assert addresses(mailoutbox) == ["kit"]


def test_an_answer_twice_is_harmless(on_call, later, client_of, kit):
    later(0)
    path = f"/moderation/pages/{Page.objects.get().token}/"

    answers = [client_of(kit).post(path).status_code for _ in range(2)]

    assert answers == [302, 302]


def test_who_answers_and_never_takes_it_is_not_believed_for_ever(
    on_call, later, client_of, kit, mailoutbox
):
    later(0)
    client_of(kit).post(f"/moderation/pages/{Page.objects.get().token}/")
    Page.objects.update(acknowledged_at=timezone.now() - timedelta(minutes=11))

    later(12)

    assert addresses(mailoutbox) == ["kit", "max"]


def test_taking_the_flag_stops_it(on_call, later, flag, max_, mailoutbox):
    later(0)
    actions.claim_flag(flag, by=max_)

    later(4)

    assert addresses(mailoutbox) == ["kit"]


def test_a_message_that_waits_is_not_sent_once_the_flag_is_taken(
    on_call, flag, max_, mailoutbox
):
    clockwork.climb()
    actions.claim_flag(flag, by=max_)

    clockwork.send_pages()

    assert mailoutbox == []


def test_everyone_on_shift_gets_a_notice_first(
    on_call, later, max_, be_here, flag, mailoutbox
):
    actions.start_shift([], by=max_)
    be_here(max_)

    later(1)

    told = Notice.objects.get(person=max_, kind="page")
    assert told.link == f"/moderation/flags/{flag.pk}/"
    assert "tablets" not in told.words
    assert mailoutbox == []


def test_two_clocks_tell_each_person_once(on_call, flag, later):
    from moderation import alarms
    from moderation.actions.paging import tell

    found = alarms.of_flags(timezone.now())
    tell(found)
    tell(found)

    assert Page.objects.count() == 1
    assert Notice.objects.filter(kind="page").count() == 1


def test_a_clock_that_begins_again_knows_what_was_told(on_call, later, mailoutbox):
    later(0)
    later(0)

    assert addresses(mailoutbox) == ["kit"]


def test_many_flags_at_once_are_one_call(on_call, flag, room, ana, say, mailoutbox):
    say(room, ana, f"{LOW} Again.")

    clockwork.climb()
    clockwork.send_pages()

    assert addresses(mailoutbox) == ["kit"]
    assert Page.objects.count() == 2


def test_a_test_call_swallows_no_real_one(on_call, flag, kit, mailoutbox):
    send_test(kit.on_call)

    clockwork.climb()
    clockwork.send_pages()

    assert addresses(mailoutbox) == ["kit", "kit"]


def test_a_call_about_what_was_taken_meanwhile_swallows_no_other(
    on_call, later, flag, room, ana, max_, say, mailoutbox
):
    later(0)
    actions.claim_flag(flag, by=max_)

    say(room, ana, LOW)
    clockwork.climb()
    clockwork.send_pages()

    assert addresses(mailoutbox) == ["kit", "kit"]


def test_what_was_left_to_a_call_that_is_never_sent_is_sent_itself(
    on_call, flag, room, ana, max_, say, mailoutbox
):
    say(room, ana, LOW)
    clockwork.climb()

    actions.claim_flag(flag, by=max_)
    clockwork.send_pages()
    clockwork.send_pages()

    assert addresses(mailoutbox) == ["kit"]


def test_with_an_empty_list_red_goes_to_the_lead_at_once(flag, sol, later):
    later(0)

    assert Page.objects.get().person == sol


def test_a_lead_who_is_kept_out_is_not_counted_on(flag, sol):
    kim = make_person("kim", "lead")
    a_week = timezone.now() + timedelta(days=7)
    suspend_person(kim, until=a_week, by=sol, reason="A complaint.")
    type(sol).objects.filter(pk=sol.pk).update(away_until=a_week)

    clockwork.climb()

    told = Page.objects.filter(flag=flag, step="lead").values_list("person", flat=True)
    assert list(told) == [sol.pk]


def test_who_is_suspended_or_moderates_no_more_is_not_called(
    on_call, later, kit, sol, mailoutbox
):
    from people.actions import change_role

    change_role(kit, "peer", by=sol, reason="Moved on.")

    later(0)

    assert addresses(mailoutbox) == ["max"]


# --- What the author is told


def help_words(person):
    return Notice.objects.get(person=person, kind="help").words


def test_with_somebody_on_watch_the_author_hears_so(room, ana, max_, be_here, say):
    actions.start_shift([], by=max_)
    be_here(max_)

    say(room, ana, LOW)

    assert str(promises.HERE) in help_words(ana)


def test_what_the_author_and_the_room_are_told_does_not_clash(
    room, client_of, ana, max_, be_here, say
):
    type(room).objects.update(needs_cover=False, covered_until=None)
    actions.start_shift([], by=max_)
    be_here(max_)
    say(room, ana, LOW)

    page = client_of(ana).get(f"/rooms/{room.pk}/").text

    assert "A moderator on watch for the whole community has been told." in page
    assert "No moderator is with this room now." in page


def test_who_is_alone_on_watch_is_not_told_that_they_read_their_own_words(
    room, max_, be_here, say
):
    join_room(room, by=max_)
    actions.start_shift([], by=max_)
    be_here(max_)

    say(room, max_, LOW)

    assert str(promises.NEXT_SHIFT) in help_words(max_)


def test_what_goes_to_the_leads_is_not_said_to_be_read_by_the_shift(
    thread, mia, max_, be_here, say
):
    actions.start_shift([], by=max_)
    be_here(max_)
    support = open_support(thread.mentorship, by=mia)

    say(support.room, mia, LOW)

    assert Flag.objects.get().is_for_lead
    assert str(promises.FOR_LEADS) in help_words(mia)


@pytest.fixture
def asleep(max_, be_here):
    """max is on shift with a page open, and has done nothing for eleven minutes."""
    actions.start_shift([], by=max_)
    be_here(max_)
    Act.objects.update(at=timezone.now() - timedelta(minutes=11))


def test_who_fell_asleep_at_an_open_page_is_no_promise(
    asleep, room, ana, ben, say, client_of
):
    message = say(room, ana, LOW)
    assert str(promises.NEXT_SHIFT) in help_words(ana)

    told = client_of(ben).post(
        f"/messages/{message.pk}/report/", {"door": "worried"}, follow=True
    )

    assert "No moderator is here at the moment." in told.text


def test_a_red_past_somebody_asleep_calls_who_is_on_call_at_once(
    asleep, kit, flag, mailoutbox
):
    lists.put_on_call(kit, channel="email", reach={"address": "kit@test.example"})

    clockwork.climb()
    clockwork.send_pages()

    assert addresses(mailoutbox) == ["kit"]


def test_with_nobody_on_watch_a_red_author_hears_that_somebody_is_called(
    room, ana, on_call, say
):
    say(room, ana, LOW)

    assert str(promises.CALLING) in help_words(ana)


def test_with_nobody_to_call_nothing_is_promised(room, ana, max_, say):
    say(room, ana, LOW)

    assert str(promises.NEXT_SHIFT) in help_words(ana)


def test_what_can_wait_for_a_shift_is_said_to_wait(room, ana, on_call, say):
    say(room, ana, "I want to die.")

    assert Flag.objects.get().level == "amber"
    assert str(promises.NEXT_SHIFT) in help_words(ana)


# --- The outbox


@pytest.fixture
def webhook(settings, kit):
    """kit is called by a webhook; webhook.answer is what the other side does."""
    settings.PLAIN_WEBHOOKS, settings.INSIDE_WEBHOOKS = True, ["127.0.0.1"]
    with hook() as server:
        reach = {"address": server.address, "secret": SECRET}
        lists.put_on_call(kit, channel="webhook", reach=reach)
        yield server


def test_a_webhook_is_signed_with_the_time(webhook, later):
    later(0)

    headers, body = webhook.came[0]
    signed = headers["X-Alongside-Timestamp"].encode() + b"." + body
    expected = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["X-Alongside-Signature"] == f"sha256={expected}"
    assert json.loads(body)["words"] == "Something waits on the board."
    assert Page.objects.get().sent_at


def test_a_webhook_that_hangs_is_left_after_three_seconds(webhook, kit, monkeypatch):
    monkeypatch.setattr(channels, "PATIENCE", 0.3)
    done = threading.Event()

    def drip(hook):
        with contextlib.suppress(OSError):
            for letter in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100:
                hook.wfile.write(bytes([letter]))
                if done.wait(0.05):
                    return

    webhook.answer = drip
    send_test(OnCall.objects.get())
    began = time.monotonic()
    clockwork.send_pages()
    done.set()

    assert time.monotonic() - began < 2
    page = Page.objects.get()
    assert (page.sent_at, page.tries) == (None, 1)
    assert page.send_at > timezone.now()


def test_a_webhook_that_answers_twice_is_asked_once(webhook, later):
    def twice(hook):
        for _ in range(2):
            hook.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    webhook.answer = twice
    later(0)
    later(0)

    assert len(webhook.came) == 1
    assert Page.objects.get().sent_at


def test_a_webhook_that_sends_us_elsewhere_is_not_followed(webhook, later):
    def elsewhere(hook):
        hook.send_response(302)
        hook.send_header("Location", "http://127.0.0.1:1/")
        hook.end_headers()

    webhook.answer = elsewhere
    later(0)

    assert Page.objects.get().sent_at is None


def test_what_was_not_taken_is_sent_again_under_the_same_id_and_then_given_up(
    webhook, later
):
    def refuse(hook):
        hook.send_response(500)
        hook.end_headers()

    webhook.answer = refuse
    later(0)
    for _ in range(MOST_TRIES + 2):
        Page.objects.exclude(send_at=None).update(send_at=timezone.now())
        clockwork.send_pages()

    ids = {json.loads(body)["id"] for _, body in webhook.came}
    assert (len(webhook.came), len(ids)) == (MOST_TRIES, 1)
    assert Page.objects.get(step="on_call").failed_at


def test_a_webhook_without_tls_is_refused_outside_the_demo(webhook, settings, later):
    settings.PLAIN_WEBHOOKS = False
    later(0)

    assert webhook.came == []


def leads_to(monkeypatch, *addresses):
    """Every name is at these addresses from now on."""
    found = [(0, 0, 0, "", (address, 0)) for address in addresses]
    monkeypatch.setattr(outside.socket, "getaddrinfo", lambda *_, **__: found)


def test_a_webhook_whose_name_leads_inside_is_not_called_and_leads_are_warned(
    webhook, settings, later, client_of, sol, monkeypatch
):
    settings.INSIDE_WEBHOOKS = []
    leads_to(monkeypatch, "127.0.0.1")
    later(0)
    assert "did not arrive" not in client_of(sol).get("/moderation/").text

    Page.objects.update(send_at=timezone.now())
    clockwork.send_pages()

    assert webhook.came == []
    assert "somebody on call did not arrive" in client_of(sol).get("/moderation/").text
    listed = client_of(sol).get("/moderation/on-call/").text
    assert "has not arrived yet. We are trying again." in listed


def test_the_warning_ends_when_a_message_arrives(webhook, client_of, sol, later):
    later(0)
    Page.objects.update(tries=3, sent_at=None)
    assert "did not arrive" in client_of(sol).get("/moderation/").text

    send_test(OnCall.objects.get())
    clockwork.send_pages()

    assert "did not arrive" not in client_of(sol).get("/moderation/").text


def test_the_address_that_was_looked_at_is_the_one_that_is_called(
    webhook, kit, later, monkeypatch
):
    port = webhook.server_port
    reach = {"address": f"http://tool.example:{port}/", "secret": SECRET}
    lists.put_on_call(kit, channel="webhook", reach=reach)
    monkeypatch.setattr(outside, "check_address", lambda address: None)
    answers = iter(["127.0.0.1", "127.0.0.2"])
    monkeypatch.setattr(
        outside.socket,
        "getaddrinfo",
        lambda host, *_, **__: (
            [(socket.AF_INET, 1, 6, "", (next(answers, host), port))]
            if host == "tool.example"
            else [(socket.AF_INET, 1, 6, "", (host, port))]
        ),
    )

    later(0)

    assert webhook.came[0][0]["Host"] == f"tool.example:{port}"
    assert next(answers) == "127.0.0.2"


def test_when_the_first_address_does_not_answer_the_next_is_called(
    webhook, later, monkeypatch
):
    real = socket.getaddrinfo

    def two(host, port, *rest, **more):
        if port is None:
            return [(0, 0, 0, "", (a, 0)) for a in ("127.0.0.9", "127.0.0.1")]
        return real(host, port, *rest, **more)

    monkeypatch.setattr(outside.socket, "getaddrinfo", two)

    later(0)

    assert len(webhook.came) == 1


def test_nobody_at_the_other_end_is_tried_again(webhook, kit, later):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    reach = {"address": f"http://127.0.0.1:{port}/", "secret": SECRET}
    lists.put_on_call(kit, channel="webhook", reach=reach)

    later(0)

    assert Page.objects.get().send_at > timezone.now()


# --- The pages


def put(client, person, **fields):
    form = {"person": person.pk, "channel": "email", "address": "kit@test.example"}
    return client.post("/moderation/on-call/", form | fields)


def test_a_coordinator_keeps_the_list_and_nobody_sees_an_address(client_of, cora, kit):
    client = client_of(cora)

    assert put(client, kit).status_code == 302

    shown = client.get("/moderation/on-call/").text
    assert "kit" in shown
    assert "test.example" not in shown
    assert "test.example" not in OnCall.objects.get().reach


def test_a_webhook_needs_https_and_a_secret(client_of, cora, kit):
    page = put(client_of(cora), kit, channel="webhook", address="http://here.example/")

    assert "starts https://" in page.text
    assert "give a signing secret" in page.text
    assert not OnCall.objects.exists()


INSIDE = (
    "https://127.0.0.1/call",
    "https://10.0.0.7:8443/call",
    "https://169.254.169.254/latest/meta-data",
    "https://[::1]/call",
    "https://[::ffff:192.168.0.1]/call",
    "https://2130706433/call",
    "https://0x7f.1/call",
    "https://localhost/call",
)


@pytest.mark.parametrize("address", INSIDE)
def test_a_webhook_that_leads_inside_is_refused_when_it_is_given(
    client_of, cora, kit, address
):
    page = put(
        client_of(cora), kit, channel="webhook", address=address, secret="s" * 20
    )

    assert "leads into a private network" in page.text
    assert not OnCall.objects.exists()


@pytest.mark.parametrize("inside", ["10.1.2.3", "fd00::1", "0.0.0.0"])
def test_a_webhook_with_one_address_inside_is_refused_when_it_is_given(
    client_of, cora, kit, monkeypatch, inside
):
    leads_to(monkeypatch, "93.184.216.34", inside)

    page = put(
        client_of(cora),
        kit,
        channel="webhook",
        address="https://tool.example/",
        secret="s" * 20,
    )

    assert "leads into a private network" in page.text


def test_a_host_inside_that_is_allowed_by_name_can_be_given(
    client_of, cora, kit, settings, monkeypatch
):
    settings.INSIDE_WEBHOOKS = ["oncall.internal"]
    leads_to(monkeypatch, "10.1.2.3")
    given = {"channel": "webhook", "secret": "s" * 20}

    other = put(client_of(cora), kit, address="https://db.internal/", **given)
    assert "leads into a private network" in other.text
    put(client_of(cora), kit, address="https://ONCALL.internal/x", **given)

    assert OnCall.objects.get().person == kit


def test_a_webhook_that_cannot_be_found_is_refused_when_it_is_given(
    client_of, cora, kit, monkeypatch
):
    def nowhere(*_, **__):
        raise socket.gaierror

    monkeypatch.setattr(outside.socket, "getaddrinfo", nowhere)

    page = put(
        client_of(cora),
        kit,
        channel="webhook",
        address="https://tool.example/",
        secret="s" * 20,
    )

    assert "find this address" in page.text
    assert not OnCall.objects.exists()


def test_a_peer_cannot_be_put_on_call(client_of, cora, ana):
    assert "Select a valid choice" in put(client_of(cora), ana).text


def test_the_order_can_be_changed_and_somebody_taken_off(client_of, cora, on_call):
    client = client_of(cora)
    first, second = on_call

    client.post(f"/moderation/on-call/{second.pk}/up/")
    assert [e.person.alias for e in OnCall.objects.all()] == ["max", "kit"]

    client.post(f"/moderation/on-call/{first.pk}/off/")
    assert [e.person.alias for e in OnCall.objects.all()] == ["max"]


def test_who_changes_the_list_is_in_the_audit_and_no_address_is(
    client_of, cora, on_call, kit
):
    entry = kit.on_call
    client_of(cora).post(f"/moderation/on-call/{entry.pk}/off/")

    kept = AuditEntry.objects.filter(kind="on_call").order_by("number").last()
    assert (kept.by, kept.facts) == (cora.pk, {"what": "taken off"})
    assert "example" not in str(list(AuditEntry.objects.values()))


def test_a_test_goes_out_like_a_real_call(client_of, cora, kit, on_call, mailoutbox):
    client_of(cora).post(f"/moderation/on-call/{on_call[0].pk}/test/")

    path = mailoutbox[0].body.split("testserver")[1].strip()
    assert "This is a test." in client_of(kit).get(path).text
    client_of(kit).post(path)
    assert (
        "Answered the last message." in client_of(cora).get("/moderation/on-call/").text
    )


def test_an_empty_list_is_a_warning_for_who_can_mend_it(client_of, sol, max_):
    assert "Nobody is on call." in client_of(sol).get("/moderation/").text
    assert "Nobody is on call." not in client_of(max_).get("/moderation/").text


def test_zed_and_others_find_nothing(client_of, zed, max_, kit, on_call, cora):
    send_test(on_call[0])
    page = f"/moderation/pages/{Page.objects.get().token}/"

    for person in (zed, max_, cora):
        assert client_of(person).get(page).status_code == 404
        assert client_of(person).post(page).status_code == 404
    for path in ("", f"{on_call[0].pk}/test/", f"{on_call[0].pk}/off/"):
        for person in (zed, kit):
            answer = client_of(person).post(f"/moderation/on-call/{path}")
            assert answer.status_code == 404
    assert client_of(kit).get("/moderation/targets/").status_code == 404


def test_an_address_sealed_with_an_older_key_still_opens(settings):
    sealed = sealing.seal({"address": "kit@test.example"}, "on-call")

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one " * 5
    assert sealing.unseal(sealed, "on-call") == {"address": "kit@test.example"}

    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(sealing.Unsealable):
        sealing.unseal(sealed, "on-call")


def test_the_lead_sets_targets_and_the_old_ones_are_kept(client_of, sol):
    form = {"red": 3, "amber": 20, "yellow": 120, "green": 720}

    client_of(sol).post("/moderation/targets/", form)
    seen = {"after": Targets.objects.get().pk}
    client_of(sol).post("/moderation/targets/", form | seen | {"red": 4})

    assert list(Targets.objects.order_by("pk").values_list("red", flat=True)) == [3, 4]
    wrong = client_of(sol).post("/moderation/targets/", form | {"red": 0})
    assert "from 1 to a week" in wrong.text


@pytest.mark.parametrize("after", ["0", "", "x", str(2**63)])
def test_of_two_leads_who_set_targets_the_second_is_told(client_of, sol, after):
    form = {"red": 3, "amber": 20, "yellow": 120, "green": 720}
    client_of(sol).post("/moderation/targets/", form)

    page = client_of(make_person("kim", "lead")).post(
        "/moderation/targets/", form | {"red": 4, "after": after}
    )

    assert "sol has set a new version meanwhile" in page.text
    assert 'value="4"' in page.text
    assert Targets.objects.get().red == 3
