"""The link of E2b: planned anywhere, made where there is root, else named as left out."""

import itertools
import select
import socket
from pathlib import Path

import pytest

from prove import links, page
from prove.experiments.links import over_a_link
from prove.links import ENDS, KINDS, Link
from prove.results import Book, Result

pytestmark = pytest.mark.real


def test_a_seed_repeats_the_faults_of_a_link() -> None:
    first, second = links.plan(5, 12), links.plan(5, 12)
    shortest, longest = links.LASTS

    assert first == second
    assert first != links.plan(6, 12)
    assert sorted((fault.kind, fault.end) for fault in first) == sorted(
        list(itertools.product(KINDS, ENDS)) * 2
    )
    assert all(shortest <= fault.seconds <= longest for fault in first)


async def test_where_no_link_can_be_made_the_page_names_it_as_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "may_link", lambda: False)

    said = await left_out(tmp_path)

    assert (
        "- **E2b A broken link between two namespaces**: it needs root, which may make links."
        in said
    )


async def test_what_a_broken_link_takes_arrives_once_it_is_whole(
    tmp_path: Path,
) -> None:
    if not links.may_link():
        assert "it needs root" in await left_out(tmp_path)
        return
    with links.link() as link:
        ours, theirs = connection(link)
        for kind, end in itertools.product(KINDS, ENDS):
            speaks, hears = (ours, theirs) if end == "ours" else (theirs, ours)
            with link.broken(kind, end):
                speaks.sendall(b"hello")
                assert not select.select([hears], [], [], 0.1)[0], (kind, end)
            assert hears.recv(5) == b"hello", (kind, end)
        ours.close()
        theirs.close()


async def test_whoever_moves_comes_from_another_address(tmp_path: Path) -> None:
    if not links.may_link():
        assert "it needs root" in await left_out(tmp_path)
        return
    with links.link() as link:
        ours, theirs = connection(link)
        link.move()
        again, heard = connection(link)
        ours.send(b"hello")

        assert heard.getpeername()[0] == link.ours.address != links.OURS
        assert not select.select([theirs], [], [], 0.5)[0]
        for one in (ours, theirs, again, heard):
            one.close()


def connection(link: Link) -> tuple[socket.socket, socket.socket]:
    with link.theirs.inside():
        listening = socket.create_server((link.theirs.address, 0))
    with link.ours.inside():
        ours = socket.create_connection(listening.getsockname(), timeout=60)
    theirs, _ = listening.accept()
    listening.close()
    theirs.settimeout(60)
    return ours, theirs


async def left_out(folder: Path) -> str:
    """What the page says of it."""
    result, book = Result("E2b", "A link", "full", 1), Book(folder)
    await over_a_link(result)
    book.keep(result, {})
    page.write(book)
    return (folder / "README.md").read_text().partition("## Left out")[2]
