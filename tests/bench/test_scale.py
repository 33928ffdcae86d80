"""The sums of docs/scale.md, tried on worlds small enough to know the answer."""

import json
from pathlib import Path

import pytest

from bench import page, scale, scale_page
from bench.rows import scaling
from bench.scale import Turns, World
from tests.bench.test_page import result

TURNS = Turns(commit=0.004, publish=0.001, read=0.002)


def test_what_waits_shares_the_next_turn() -> None:
    done = scale.shared([(0.0, 1), (0.1, 2), (0.2, 3), (5.0, 4)], takes=1.0)

    assert done == [(1.0, {1}), (2.0, {2, 3}), (6.0, {4})]


def test_one_process_alone_hears_and_reads_nothing() -> None:
    asked = scale.asked_of(World(1_000, 1, 50.0), TURNS)

    assert asked.nudges_heard == asked.reads == asked.roster_people_read == 0
    assert asked.tips == (10 + 1_000) / 2


def test_rooms_that_are_led_to_one_process_are_read_by_no_other() -> None:
    scattered = scale.asked_of(World(1_000, 4, 50.0), TURNS)
    led = scale.asked_of(World(1_000, 4, 50.0, is_by_room=True), TURNS)

    assert led.reads == 0 < scattered.reads
    assert led.tips < scattered.tips


def test_every_quiet_post_is_a_nudge_and_a_read_elsewhere() -> None:
    asked = scale.asked_of(World(200, 2, 2.0), TURNS, seconds=100)

    assert asked.nudges_published_by_all == pytest.approx(2.0, rel=0.2)
    assert 2 * asked.reads == pytest.approx(asked.nudges_published_by_all, rel=0.05)


def test_a_rush_of_posts_shares_its_nudges() -> None:
    asked = scale.asked_of(World(1_000, 2, 2_000.0), TURNS)

    assert asked.nudges_published_by_all <= 2 / TURNS.commit


def test_longer_turns_are_shared_by_more() -> None:
    world = World(1_000, 2, 200.0)
    longer = scaling.taken_by(
        {"commit": 50, "commit_s": 2.0, "publish": 40, "publish_s": 0.2}
        | {"read": 0, "read_s": 0.0}
    )

    assert longer == Turns(commit=0.04, publish=0.005, read=0.0)
    asked, alone = scale.asked_of(world, longer), scale.asked_of(world, TURNS)
    assert asked.nudges_published_by_all < alone.nudges_published_by_all


def test_the_page_has_the_costs_and_the_worlds(tmp_path: Path) -> None:
    names = "row nudge read beat roster tips".split()
    costs = {f"{name}_us": 10.0 for name in names}
    costs |= {f"{name}_database_us": 5.0 for name in ("read", "tips", "post")}
    costs |= {"publish_redis_us": 2.0, "hearer_redis_us": 1.0}
    turns = {"commit": 0.004, "publish": 0.001, "read": 0.002}
    told = {"row": scale_page.ROW, "server": "costs", "costs": costs, "turns": turns}
    (tmp_path / "scale.md").write_text(f"By hand.\n{page.BEGIN}\n{page.END}\nToo.\n")

    scale_page.write("x.json", json.loads(json.dumps(result(runs=[told]))), tmp_path)

    text = (tmp_path / "scale.md").read_text()
    assert text.startswith("By hand.\n")
    assert text.endswith("\nToo.\n")
    assert "| a nudge heard | 10.0 |" in text
    assert "| processes | 10 | 10 | 100 | 100 | 100 |" in text
