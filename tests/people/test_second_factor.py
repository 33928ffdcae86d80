"""The second factor: staff show it before they act as staff, over HTTP and socket."""

import re
import time

import pytest
from django.test import RequestFactory
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from people import access, actions
from people.models import RoleChange
from realtime.models import Revocation

GATE = "/second-factor/"
SET_UP = "/second-factor/set-up/"


def numbers(key, steps=0):
    totp = TOTP(bytes.fromhex(key))
    totp.time = time.time() + 30 * steps
    return f"{totp.token():06}"


@pytest.fixture
def device(sol):
    return TOTPDevice.objects.create(user=sol, name="app")


def key_offered(client):
    page = client.get(SET_UP).content.decode()
    letters = re.search(r'class="key">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    return _from_base32(letters), re.search(r'name="key" value="([^"]+)"', page)[1]


def _from_base32(letters):
    from base64 import b32decode

    return b32decode(letters + "=" * (-len(letters) % 8)).hex()


def test_staff_without_a_second_factor_are_led_to_set_one_up(client_of, sol):
    client = client_of(sol, verified=False)
    gate = client.get("/people/")
    set_up = client.get(gate["Location"])

    assert gate["Location"] == f"{GATE}?next=%2Fpeople%2F"
    assert set_up["Location"] == f"{SET_UP}?next=%2Fpeople%2F"


def test_staff_set_up_an_app_and_go_on_to_where_they_were_going(client_of, sol):
    client = client_of(sol, verified=False)
    key, signed = key_offered(client)
    data = {"key": signed, "code": numbers(key), "next": "/people/"}
    answer = client.post(SET_UP, data)

    assert answer["Location"] == "/people/"
    assert client.get("/people/").status_code == 200
    assert TOTPDevice.objects.get(user=sol).key == key


def test_the_picture_is_drawn_here_and_the_key_is_also_in_letters(client_of, sol):
    page = client_of(sol, verified=False).get(SET_UP).content.decode()

    assert 'src="data:image/svg+xml' in page
    assert re.search(r'class="key">([A-Z2-7]{4} ){7}[A-Z2-7]{4}<', page)


def test_a_wrong_number_sets_nothing_up_and_keeps_the_key(client_of, sol):
    client = client_of(sol, verified=False)
    key, signed = key_offered(client)
    page = client.post(SET_UP, {"key": signed, "code": "abcdef"}).content.decode()

    assert "do not match" in page
    assert not TOTPDevice.objects.exists()
    again = re.search(r'class="key">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    assert _from_base32(again) == key


def test_a_key_that_was_offered_to_somebody_else_is_not_taken(client_of, sol, max_):
    key, signed = key_offered(client_of(max_, verified=False))
    client_of(sol, verified=False).post(SET_UP, {"key": signed, "code": numbers(key)})

    assert not TOTPDevice.objects.exists()


def test_staff_show_their_number_once_a_session(client_of, sol, device):
    client = client_of(sol, verified=False)
    before = client.session.session_key
    data = {"code": f" {numbers(device.key)[:3]} {numbers(device.key)[3:]} "}
    answer = client.post(GATE, data | {"next": "/people/"})

    assert answer["Location"] == "/people/"
    assert client.get("/people/").status_code == 200
    assert client.session.session_key != before


def test_a_number_works_once(client_of, sol, device):
    number = numbers(device.key)
    client_of(sol, verified=False).post(GATE, {"code": number})
    other = client_of(sol, verified=False)
    other.post(GATE, {"code": number})

    assert other.get("/people/").status_code == 302


def test_after_wrong_numbers_one_has_to_wait(client_of, sol, device):
    client = client_of(sol, verified=False)
    for _ in range(4):
        client.post(GATE, {"code": "000000"})
    page = client.post(GATE, {"code": numbers(device.key)}).content.decode()

    assert re.search(r"try again in \d+ seconds", page)
    assert client.get("/people/").status_code == 302


def test_a_stolen_passphrase_is_not_enough_to_set_up_another_app(
    client_of, sol, device
):
    client = client_of(sol, verified=False)
    answer = client.post(SET_UP, {"key": "x", "code": "000000"})

    assert answer["Location"].startswith(GATE)
    assert TOTPDevice.objects.get() == device


def test_the_next_page_after_the_number_is_always_ours(client_of, sol, device):
    client = client_of(sol, verified=False)
    data = {"code": numbers(device.key), "next": "//elsewhere.test/"}

    assert client.post(GATE, data)["Location"] == "/"


@pytest.mark.parametrize("url", [GATE, SET_UP])
def test_who_is_not_staff_has_no_second_factor(client_of, zed, mia, url):
    assert client_of(zed).get(url).status_code == 404
    assert client_of(mia).get(url).status_code == 404


def test_the_demo_asks_for_none(client_of, sol, settings):
    settings.STAFF_SECOND_FACTOR = False

    assert client_of(sol, verified=False).get("/people/").status_code == 200


def test_a_form_sent_without_the_second_factor_changes_nothing(client_of, sol, zed):
    client = client_of(sol, verified=False)
    data = {"role": "moderator", "reason": "Trained."}
    answer = client.post(f"/people/{zed.pk}/", data)
    zed.refresh_from_db()

    assert answer["Location"].startswith(GATE)
    assert zed.role == "peer"


# --- What the socket asks


def test_a_session_is_verified_only_for_whoever_showed_the_device(
    client_of, sol, max_, zed
):
    verified, other = client_of(sol).session, client_of(max_, verified=False).session

    assert access.is_verified(verified, sol)
    assert not access.is_verified(verified, max_)
    assert not access.is_verified(other, max_)
    assert access.is_verified(client_of(zed).session, zed)


def test_removing_a_device_ends_what_it_had_opened(client_of, sol, max_):
    client = client_of(max_)
    actions.remove_second_factor(max_, by=sol, reason="Lost phone.")

    assert not access.is_verified(client.session, max_)


def test_a_lead_removes_a_lost_app_with_a_reason_that_is_kept(client_of, sol, max_):
    client_of(max_)
    url = f"/people/{max_.pk}/second-factor/remove/"
    client = client_of(sol)
    client.post(url, {"reason": ""})
    assert access.has_device(max_)
    client.post(url, {"reason": "Lost phone."})

    assert not access.has_device(max_)
    assert "Lost phone." in RoleChange.objects.filter(person=max_).latest("pk").reason


@pytest.mark.parametrize(
    ("door", "let_in"),
    [
        (access.staff_only, {"moderator", "coordinator", "lead"}),
        (access.moderators_only, {"moderator", "lead"}),
        (access.coordinators_only, {"coordinator", "lead"}),
        (access.leads_only, {"lead"}),
    ],
)
@pytest.mark.parametrize("role", ["peer", "mentor", "moderator", "coordinator", "lead"])
def test_each_door_lets_in_its_roles(zed, settings, door, let_in, role):
    settings.STAFF_SECOND_FACTOR = False
    zed.role = role
    request = RequestFactory().get("/")
    request.user, request.session = zed, {}

    assert _enters(door, request) == (role in let_in)


def _enters(door, request):
    from django.http import Http404

    try:
        return door(lambda request: True)(request)
    except Http404:
        return False


def test_a_new_app_ends_what_the_older_one_had_opened(client_of, sol):
    client = client_of(sol)
    key, signed = key_offered(client)
    client.post(SET_UP, {"key": signed, "code": numbers(key)})

    assert Revocation.objects.filter(person=sol.pk, session="", stream="").exists()
