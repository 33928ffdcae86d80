"""What a phone is sent of a stylesheet."""

from pathlib import Path

from django.core.files.base import ContentFile

from chatserver.storage import ModuleStorage

SHEET = b"/* For its\nkeepers. */\na { color: red; } /* again */\nb { top: 0; }\n"


def test_a_stylesheet_is_sent_whole_and_without_its_comments(tmp_path: Path) -> None:
    storage = ModuleStorage(location=tmp_path, base_url="/static/")
    storage.save("own.css", ContentFile(SHEET))
    found = dict.fromkeys(
        name for name, _, _ in storage.post_process({"own.css": (storage, "own.css")})
    )
    assert found

    for sheet in [tmp_path / "own.css", *tmp_path.glob("own.????????????.css")]:
        assert sheet.read_bytes() == b"a { color: red; } b { top: 0; }\n"
    assert len(list(tmp_path.glob("own.*.css"))) == 1


def test_a_script_is_sent_as_it_is(tmp_path: Path) -> None:
    storage = ModuleStorage(location=tmp_path, base_url="/static/")
    storage.save("own.js", ContentFile(SHEET))
    assert (tmp_path / "own.js").read_bytes() == SHEET
