"""What travels to a push service: sealed, signed, and only to where it may go."""

import contextlib
import http.client
import json
import socket
import threading
import time

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec

from people import outside
from people.push import base64url, browsers, encryption, keys, posting, vapid
from tests.moderation.hooks import hook
from tests.people.browsers import Secret, signed_word

# The example of RFC 8291, appendix A.
RFC_TEXT = b"When I grow up, I want to be a watermelon"
RFC_BROWSER = Secret(
    "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94", "BTBZMqHH6r4Tts7J_aSIgg"
)
RFC_SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
RFC_SALT = "DGv6ra1nlYgDCS1FRnbzlw"
RFC_SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6"
    "e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZ"
    "wbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def seal(text, to, **given):
    public, auth = (base64url.decode(to.fields[name]) for name in ("public", "auth"))
    return encryption.seal(text, public, auth, **given)


def test_the_example_of_the_standard_comes_out_as_it_stands_there():
    number = int.from_bytes(base64url.decode(RFC_SENDER), "big")
    once = ec.derive_private_key(number, encryption.CURVE)
    salt = base64url.decode(RFC_SALT)

    sealed = seal(RFC_TEXT, RFC_BROWSER, once=once, salt=salt, length=0)

    assert base64url.encode(sealed) == RFC_SEALED


def test_only_the_browser_it_is_for_can_open_it():
    mine, other = Secret(), Secret()

    sealed = seal(b"hello", mine)

    assert mine.open(sealed) == b"hello"
    assert b"hello" not in sealed
    with pytest.raises(InvalidTag):
        other.open(sealed)


def test_every_kind_has_the_same_length_on_the_way():
    kinds = (b'{"kind": "flags"}', b'{"kind": "sessions"}')

    assert len({len(seal(kind, Secret())) for kind in kinds}) == 1


def test_the_voucher_is_signed_and_good_for_one_service_for_half_a_day():
    key = ec.generate_private_key(encryption.CURVE)
    public = base64url.encode(encryption.public_bytes(key))
    now = time.time()

    header = vapid.authorization("https://push.example/a/b", key, "mailto:a@b.c", now)

    word = signed_word(header, public)
    assert (word["aud"], word["sub"]) == ("https://push.example", "mailto:a@b.c")
    assert now < word["exp"] <= now + 24 * 3600


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "nonsense",
        "http://push.example/a",
        "ftp://push.example/a",
        "https://push.example:8443/a",
        "https://push.example:99999/a",
        "https://name:word@push.example/a",
        "https://10.0.0.1/a",
        "https://127.0.0.1/a",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/a",
        "https://[fe80::1%25eth0]/a",
        "https://[::ffff:192.168.0.1]/a",
        "https://[64:ff9b::a00:1]/a",
        "https://[2002:a00:1::]/a",
        "https://224.0.0.1/a",
        "https://push.example/a b",
        "https://push.example/\r\nHost: other",
        "https://push.example/ü",
        "https://[broken/a",
        "https://push.example/" + "a" * 600,
    ],
)
def test_an_endpoint_that_leads_elsewhere_is_never_called(endpoint, settings):
    settings.LOOPBACK_PUSH = False

    with pytest.raises(outside.NotAllowed):
        posting.post(endpoint, {}, b"")


@pytest.mark.parametrize(
    "inside", ["10.1.2.3", "127.0.0.1", "::1", "fd00::1", "::ffff:10.0.0.1", "0.0.0.0"]
)
def test_a_name_that_leads_inside_is_not_followed(inside, settings, monkeypatch):
    settings.LOOPBACK_PUSH = False
    found = [(0, 0, 0, "", ("93.184.216.34", 443)), (0, 0, 0, "", (inside, 443))]
    monkeypatch.setattr(outside.socket, "getaddrinfo", lambda *_, **__: found)

    with pytest.raises(outside.NotAllowed):
        posting.post("https://push.example/a", {}, b"")


def test_a_push_service_that_was_slow_to_be_found_and_drips_is_cut_all_the_same(
    settings, monkeypatch
):
    """Any member may name one; a few that never end would stop all pushes."""
    settings.LOOPBACK_PUSH = True
    monkeypatch.setattr(posting, "PATIENCE", 0.2)
    done, find = threading.Event(), socket.getaddrinfo

    def slowly(*given, **more):
        done.wait(0.4)
        return find(*given, **more)

    def drip(call):
        with contextlib.suppress(OSError):
            for letter in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 50 + b"\r\n\r\n":
                call.wfile.write(bytes([letter]))
                done.wait(0.05)

    with hook() as service:
        service.answer = drip
        monkeypatch.setattr(outside.socket, "getaddrinfo", slowly)
        with pytest.raises((OSError, http.client.HTTPException)):
            posting.post(service.address, {}, b"")
        done.set()


def test_a_key_is_made_once_and_only_we_may_read_it(settings, tmp_path):
    settings.PUSH_KEY, settings.VAR_DIR = "", tmp_path
    assert (keys.ours(), keys.public()) == (None, "")

    keys.ensure()
    first = keys.public()
    keys.ensure()

    assert len(first) == 87
    assert keys.public() == first
    assert (tmp_path / "push.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["x", "a" * 200, "é" * 43, "A" * 43, "_" * 43])
def test_what_is_no_key_is_refused_before_anybody_is_served(settings, text):
    from chatserver.checks import push_key_is_one

    settings.PUSH_KEY = text

    assert [found.id for found in push_key_is_one()] == ["alongside.E003"]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Mozilla/5.0 (Linux; Android 13) Gecko/1 Firefox/140.0", "Firefox on an Android phone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/1 Edg/140", "Edge on a Windows computer"),
        ("Mozilla/5.0 (iPhone; like Mac OS X) Version/17 Safari/1", "Safari on an iPhone"),
        ("", "A browser"),
        ("\x00<b>", "A browser"),
    ],
)  # fmt: skip
def test_a_browser_is_named_so_that_its_owner_knows_it(said, name):
    assert browsers.name_of(said) == name


def test_what_is_told_is_a_kind_and_nothing_else():
    mine = Secret()

    opened = mine.open(seal(json.dumps({"kind": "flags"}).encode(), mine))

    assert json.loads(opened) == {"kind": "flags"}
