"""A second moderator reads some flags again, without seeing what was decided."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import second_reading
from moderation.actions.policies import set_policy
from moderation.actions.second_reading import read_again
from moderation.policies import terms
from moderation.reading_models import SecondRead
from people.actions import Refused


@pytest.fixture
def everyone(sol):
    day = timezone.localdate() + timedelta(days=30)
    share = terms("reading") | {"percent": 100}
    set_policy("reading", share, by=sol, review_on=day, after=0)


def test_a_second_moderator_reads_without_seeing_the_decision(
    everyone, done, kit, client_of
):
    flag = done(1, "cover")[0]
    client = client_of(kit)
    assert f"/moderation/again/{flag.pk}/" in client.get("/moderation/again/").text

    page = client.get(f"/moderation/again/{flag.pk}/").text
    assert "tablets" in page
    assert "Why." not in page
    client.post(f"/moderation/again/{flag.pk}/", {"answer": "concern"})

    read = SecondRead.objects.get()
    assert (read.by, read.is_concern) == (kit, True)


def test_an_answer_is_needed(everyone, done, kit, client_of):
    flag = done(1)[0]

    answer = client_of(kit).post(f"/moderation/again/{flag.pk}/", {"answer": "maybe"})

    assert "Please choose one." in answer.text
    assert not SecondRead.objects.exists()


def test_how_far_they_agree_is_told(everyone, done, kit, client_of, sol):
    concerns, nothing = done(5, "cover"), done(5)
    for flag in concerns:
        read_again(flag, by=kit, is_concern=True)
    for number, flag in enumerate(nothing):
        read_again(flag, by=kit, is_concern=number == 0)

    page = client_of(sol).get("/moderation/report/").text

    assert "9 of 10 flags read twice" in page
    assert "(kappa): 0.80" in page


def test_nobody_reads_again_what_they_decided_or_wrote(
    everyone, done, max_, ana, client_of
):
    flag = done(1)[0]

    assert client_of(max_).get(f"/moderation/again/{flag.pk}/").status_code == 404
    ana.role = "moderator"
    ana.save()
    assert client_of(ana).get(f"/moderation/again/{flag.pk}/").status_code == 404


def test_threads_and_what_was_erased_are_not_read_again(
    everyone, thread_flag, max_, kit, decide
):
    decide(max_, thread_flag, "no_concern")

    assert second_reading.waiting_for(kit) == []


def test_each_flag_is_read_again_once(everyone, done, kit, sol):
    flag = done(1)[0]
    read_again(flag, by=kit, is_concern=True)

    with pytest.raises(Refused, match="colleague has read"):
        read_again(flag, by=sol, is_concern=False)


def test_the_sample_is_about_as_large_as_asked():
    sampled = sum(second_reading.is_sampled(number, 10) for number in range(5000))

    assert 400 < sampled < 600
    assert not any(second_reading.is_sampled(number, 0) for number in range(100))


@pytest.mark.parametrize("who", ["zed", "ana", "cora"])
def test_others_read_nothing_again(who, everyone, done, client_of, request):
    client = client_of(request.getfixturevalue(who))
    flag = done(1)[0]

    assert client.get("/moderation/again/").status_code == 404
    assert client.get(f"/moderation/again/{flag.pk}/").status_code == 404
