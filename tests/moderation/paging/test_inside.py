"""A webhook is called on the open internet, or where it was allowed by name."""

import socket

import pytest
from django.utils import timezone

from moderation import clockwork
from moderation.actions import on_call as lists
from moderation.paging_models import OnCall, Page
from people import outside
from tests.moderation.hooks import SECRET
from tests.moderation.paging.test_on_call_list import put

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


# --- When it is given


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
