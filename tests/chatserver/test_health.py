import pytest

from chatserver import engine, views


def test_a_process_that_runs_says_so_without_a_database(client):
    answer = client.get("/livez")

    assert answer.content == b"alive"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "status"), [("ready", 200), ("degraded", 200), ("not ready", 503)]
)
def test_ready_says_whether_messages_can_be_taken(client, monkeypatch, state, status):
    monkeypatch.setattr(engine, "state", lambda: state)

    answer = client.get("/readyz")

    assert answer.json() == {"status": state}
    assert answer.status_code == status


@pytest.mark.django_db
def test_a_silent_database_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(engine, "state", lambda: "ready")
    monkeypatch.setattr(views, "_database_answers", lambda: False)

    assert client.get("/readyz").status_code == 503
