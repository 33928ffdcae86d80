import json
import re
import shutil
from pathlib import Path

import pytest

from tests.parts.servers import Server, prepare


def test_scripts_are_served_small_and_for_long(server: Server, visit) -> None:
    ana = visit(server, "ana")
    script = ana.get("/").text.split('type="module" src="')[1].split('"')[0]

    answer = ana.get(script, {"Accept-Encoding": "br"})

    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Type"].startswith("text/javascript")


def test_imports_have_hashed_names(seeded_folder: Path) -> None:
    scripts = list((seeded_folder / "static" / "js").rglob("*.????????????.js"))

    lost = [
        (script.name, found)
        for script in scripts
        for found in re.findall(
            r"""(?:import|from)\s*["']([^"']+)""", script.read_text()
        )
        if not re.search(r"\.[0-9a-f]{12}\.js$", found)
    ]

    assert scripts
    assert not lost


def test_a_page_is_served_without_warnings(server: Server, visit) -> None:
    visit(server, "ana").get("/static/css/base.css")

    assert "WARNING" not in server.said()


@pytest.fixture
def older(seeded_folder: Path, tmp_path: Path):
    """A server whose version had another app.js, and a file of the one before that."""
    folder = tmp_path / "older"
    shutil.copytree(seeded_folder, folder)
    static = folder / "static"
    manifest = static / "staticfiles.json"
    found = json.loads(manifest.read_text())
    newer = static / found["paths"]["js/app.js"]
    for name in ("app.000000000000.js", "app.111111111111.js"):
        shutil.copy(newer, static / "js" / name)
    for file in newer.parent.glob(f"{newer.name}*"):
        file.unlink()
    found["paths"]["js/app.js"] = "js/app.000000000000.js"
    manifest.write_text(json.dumps(found))
    (static / ".collected-from").unlink()
    running = Server(folder)
    running.start()
    yield running, f"/static/js/{newer.name}"
    running.stop()


def test_pages_of_two_versions_find_their_files_at_a_process_of_the_older(
    older, visit
) -> None:
    running, newer = older
    ana = visit(running, "ana")
    page = ana.get("/").text
    assert "/static/js/app.000000000000.js" in page
    assert ana.get(newer).status == 404

    prepare(running.log.parent)

    named = set(re.findall(r"/static/[\w./-]+", page)) | {newer}
    assert {ana.get(path).status for path in named} == {200}


def test_what_neither_version_names_is_not_kept(older) -> None:
    running, _ = older
    scripts = running.log.parent / "static" / "js"

    prepare(running.log.parent)

    assert not (scripts / "app.111111111111.js").exists()
