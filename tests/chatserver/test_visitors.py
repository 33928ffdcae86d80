"""Where a socket comes from: the rule of pages, so that limits mean the same for both."""

import pytest

from chatserver import visitors

FORWARDED = b"x-forwarded-for"


def scope(peer, *forwarded):
    return {"client": [peer, 4711], "headers": [(FORWARDED, f) for f in forwarded]}


def test_a_spoofed_address_of_a_socket_is_not_believed():
    assert visitors.address_of(scope("203.0.113.9", b"198.51.100.7")) == "203.0.113.9"


def test_behind_a_proxy_of_ours_each_socket_has_its_own_address(settings):
    settings.TRUSTED_PROXIES = ["10.0.0.1"]

    assert visitors.address_of(scope("10.0.0.1", b"9.9.9.9, 198.51.100.7")) == (
        "198.51.100.7"
    )


def test_a_header_sent_twice_is_one_list(settings):
    settings.TRUSTED_PROXIES = ["10.0.0.1"]
    asked = scope("10.0.0.1", b"9.9.9.9", b"198.51.100.7")

    assert visitors.address_of(asked) == "198.51.100.7"


@pytest.mark.parametrize("peer", ["2001:db8::1", "2001:db8::ffff"])
def test_a_home_network_is_one_address(peer):
    assert visitors.address_of(scope(peer)) == "2001:db8::/64"


def test_a_socket_without_an_address_has_none():
    assert visitors.address_of({"client": None}) == ""
