import re
from pathlib import Path

from tests.parts.servers import Server


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
