"""The list of who is called, and the targets: kept by leads and coordinators."""

import pytest

from moderation.actions.paging import test_on_call as send_test
from moderation.audit_models import AuditEntry
from moderation.paging_models import OnCall, Page, Targets
from people import sealing
from tests.conftest import make_person


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


def test_a_peer_cannot_be_put_on_call(client_of, cora, ana):
    assert "Please choose from the list" in put(client_of(cora), ana).text


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
