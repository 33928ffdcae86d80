"""What is kept, said to members and to whoever thinks about joining."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation.actions.policies import set_policy
from moderation.policies import terms

PATH = "/what-we-keep/"


def test_settings_lead_to_it_and_it_leads_on(client_of, ana):
    client = client_of(ana)
    assert f'href="{PATH}"' in client.get("/settings/").text

    page = client.get(PATH).text

    for path in (
        "/settings/",
        "/how-i-am/",
        "/envelope/",
        "/break/",
        "/leave/",
        "/my-copy/",
    ):
        assert f'href="{path}"' in page


@pytest.mark.django_db
def test_whoever_thinks_about_joining_reads_it_too(client):
    assert f'href="{PATH}"' in client.get("/").text
    assert "What we keep about you" in client.get(PATH).text


def test_it_says_the_days_that_leads_have_set(client, sol):
    kept = terms("retention") | {"rooms": 401, "threads": 402}
    day = timezone.localdate() + timedelta(days=30)
    set_policy("retention", kept, by=sol, review_on=day, after=0)

    page = client.get(PATH).text

    assert "Messages in rooms go after 401 days." in page
    assert "Those in a thread go 402 days after it ends." in page
