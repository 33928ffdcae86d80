"""What the server's own keeper does: the first lead, and a lead's lost phone."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django_otp.plugins.otp_totp.models import TOTPDevice

from people.models import Person

pytestmark = pytest.mark.django_db


def first_lead(*flags):
    out = io.StringIO()
    call_command("first_lead", *flags, stdout=out)
    return out.getvalue()


def test_the_first_lead_gets_offered_words_and_signs_in_with_them(client):
    said = first_lead("--alias", "Harbour Master", "--offered")
    words = re.search(r"shown once: ([a-z ]+)\n", said)[1]
    data = {"alias": "harbour master", "passphrase": words}

    assert client.post("/sign-in/", data).status_code == 302
    assert Person.objects.get().role == "lead"
    assert len(re.findall(r"(?:[0-9A-Z]{4}-){2}[0-9A-Z]{4}", said)) == 8


def test_a_passphrase_of_ones_own_comes_from_the_environment(client, monkeypatch):
    monkeypatch.setenv("FIRST_LEAD_PASSPHRASE", "a passphrase of my own")
    said = first_lead("--alias", "Harbour Master")

    assert "a passphrase of my own" not in said
    assert Person.objects.get().has_usable_password()


def test_there_is_only_one_first_lead(sol):
    with pytest.raises(CommandError, match="There is a safeguarding lead"):
        first_lead("--alias", "Harbour Master", "--offered")


def test_a_poor_passphrase_or_alias_is_refused(monkeypatch):
    monkeypatch.setenv("FIRST_LEAD_PASSPHRASE", "short")
    with pytest.raises(CommandError, match="at least 12"):
        first_lead("--alias", "Harbour Master")
    with pytest.raises(CommandError, match="kept for"):
        first_lead("--alias", "Admin", "--offered")

    assert not Person.objects.exists()


def test_whoever_runs_the_server_removes_a_lost_app(sol):
    TOTPDevice.objects.create(user=sol, name="app")
    call_command("remove_second_factor", "SOL", stdout=io.StringIO())

    assert not TOTPDevice.objects.exists()
    assert "Second factor removed." in sol.role_changes.latest("pk").reason
    with pytest.raises(CommandError, match="Nobody"):
        call_command("remove_second_factor", "sol", stdout=io.StringIO())
