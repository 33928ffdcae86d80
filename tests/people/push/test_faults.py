"""A push service that is not well costs nobody their device and holds nothing up."""

from datetime import timedelta

import pytest
from django.utils import timezone

from people import actions
from people.push import sending
from people.push_models import Push, Subscription
from tests.people.push.conftest import came


def refuse_with(status):
    def answer(call):
        call.send_response(status)
        call.end_headers()

    return answer


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(ana, tell, service, status):
    tell(ana, "notices")
    service.answer = refuse_with(status)
    actions.notify(ana, kind="note", words="Hello")

    came(service)

    assert not Subscription.objects.exists()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_service_that_is_busy_is_tried_again_later(ana, tell, service, status):
    tell(ana, "notices")
    service.answer = refuse_with(status)
    actions.notify(ana, kind="note", words="Hello")
    assert len(came(service)) == 1
    assert len(came(service)) == 1

    Push.objects.update(send_at=timezone.now())

    assert len(came(service)) == 2


@pytest.mark.parametrize("status", [302, 400, 401, 403, 413])
def test_a_refusal_that_is_our_fault_does_not_cost_anybody_their_device(
    ana, tell, service, status
):
    tell(ana, "notices")
    service.answer = refuse_with(status)
    actions.notify(ana, kind="note", words="Hello")

    came(service)

    assert Subscription.objects.exists()
    assert not Push.objects.exists()


def test_it_gives_up_after_five_tries(ana, tell, service):
    tell(ana, "notices")
    service.answer = refuse_with(500)
    actions.notify(ana, kind="note", words="Hello")

    for _ in range(7):
        Push.objects.update(send_at=timezone.now())
        came(service)

    assert len(service.came) == 5
    assert not Push.objects.exists()


def test_what_is_old_news_is_not_told(ana, tell, service):
    tell(ana, "sessions")
    actions.notify(ana, kind="session", words="It starts within the hour.")
    Push.objects.update(made_at=timezone.now() - timedelta(hours=2))

    assert not came(service)


def test_a_service_that_is_not_there_holds_nothing_up(ana, tell, service):
    tell(ana, "notices")
    service.server_close()
    actions.notify(ana, kind="note", words="Hello")

    sending.send_due()

    assert Push.objects.get().tries == 1
