"""What the project promises about its own text; each rule's reason is in STYLE.md."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[1]
APPS = [
    "chatserver",
    "evaluation",
    "care",
    "moderation",
    "mentoring",
    "rooms",
    "people",
    "realtime",
]
PYTHON = sorted(
    path
    for app in APPS
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "chatserver" / "static").rglob("*.js")) + sorted(
    (ROOT / "templates").rglob("*.js")
)
STYLES = sorted((ROOT / "chatserver" / "static").rglob("*.css"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

LONGEST_FILE = 250
# Short tests and short style rules: more lines, as quickly read.
LONGEST_LIST = 300
LONGEST_FUNCTION = 40
LONG_FILES = {
    "chatserver/settings.py": "every knob stands in one place",
}

# Modules that write without being actions.
WRITERS = {
    "realtime": "below every app: streams, revocations and rosters are its own",
    "people/sessions.py": "Django's session store, sent through the writer",
    "moderation/verdicts.py": "a verdict is written in its message's transaction",
    "chatserver/backups.py": "a restored database is put right before anybody uses it",
    "chatserver/moving.py": "rows go from one database to another as they are",
    "moderation/flags.py": "and so are the flags it raises",
}
WRITING = frozenset(
    [
        "save",
        "create",
        "bulk_create",
        "bulk_update",
        "get_or_create",
        "update_or_create",
        "delete",
    ]
)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def files_with(pattern: str, texts: dict[Path, str]) -> list[str]:
    """Where a pattern is found: file and line."""
    return [
        f"{name_of(path)}:{text.count(chr(10), 0, match.start()) + 1}: {match[0]}"
        for path, text in texts.items()
        for match in re.finditer(pattern, text)
    ]


def texts_of(paths: list[Path], without: str = "") -> dict[Path, str]:
    """Texts with what a pattern matches blanked, so that lines keep their numbers."""
    blank = re.compile(without or r"(?!)", re.DOTALL)
    return {
        path: blank.sub(lambda m: "\n" * m[0].count("\n"), path.read_text())
        for path in paths
    }


# --- Python


def test_only_actions_write():
    found = [
        f"{name_of(path)}:{line}"
        for path in PYTHON
        if not may_write(path)
        for line in writes(path)
    ]

    assert not found


def may_write(path: Path) -> bool:
    name = name_of(path)
    return (
        path.stem == "actions"
        or path.stem.endswith("_actions")
        or "actions" in path.parts
        or "management" in path.parts
        or any(name.startswith(writer) for writer in WRITERS)
    )


def writes(path: Path) -> Iterator[int]:
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        receiver = ast.unparse(node.func.value)
        is_query = re.search(r"\.objects\b|\.(filter|exclude|all)\(", receiver)
        if (node.func.attr in WRITING and not receiver.startswith("super(")) or (
            node.func.attr == "update" and is_query
        ):
            yield node.lineno


def test_a_module_says_in_a_sentence_what_lives_in_it():
    silent = [
        name_of(path)
        for path in PYTHON
        if path.read_text()
        and path.name != "apps.py"
        and not ast.get_docstring(ast.parse(path.read_text()))
    ]

    assert not silent


def test_a_file_can_be_read_in_one_go():
    found = {
        name_of(path): len(path.read_text().splitlines())
        for path in PYTHON + SCRIPTS + TEMPLATES
    }
    long = {name: length for name, length in found.items() if length > LONGEST_FILE}

    assert long.keys() == LONG_FILES.keys(), long


def test_a_file_of_tests_or_styles_has_one_subject():
    found = {
        name_of(path): len(path.read_text().splitlines()) for path in TESTS + STYLES
    }

    assert not {name for name, length in found.items() if length > LONGEST_LIST}


def test_a_function_fits_a_screen():
    long = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in PYTHON
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]

    assert not long


def test_module_names_say_what_they_hold():
    vague = {"utils", "util", "helpers", "helper", "services", "managers", "base"}

    assert not [name_of(path) for path in PYTHON if path.stem in vague]


@pytest.mark.parametrize("app", APPS)
def test_apps_with_tables_have_migrations(app):
    has_tables = any(apps.get_app_config(app).get_models())

    assert not has_tables or list((ROOT / app / "migrations").glob("0001_*.py"))


def test_every_knob_of_the_settings_is_explained():
    text = (ROOT / "chatserver" / "settings.py").read_text()
    knobs = set(re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", text))
    page = (ROOT / "docs" / "operations" / "settings.md").read_text()
    explained = set(re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE))

    assert knobs == explained


# --- Tests


def test_no_test_fails_by_the_letters_of_a_random_token():
    """A page holds tokens of 64 letters and digits: any two stand in one of sixty."""
    assert not files_with(
        r"""["']\w{1,3}["'] not in (page|html|client)""", texts_of(TESTS)
    )


# --- Templates

# What Django reads; an argument called style is not an attribute.
TAGS = r"{%.*?%}|{{.*?}}|{#.*?#}"


def test_templates_hold_no_code_and_no_styles():
    html = texts_of(TEMPLATES, without=TAGS)

    assert not files_with(r"\sstyle\s*=|<style\b", html)
    assert not files_with(r"<script(?![^>]*\bsrc=)[^>]*>", html)
    assert not files_with(r"\son[a-z]+\s*=\s*[\"']", html)
    assert not files_with(r"\|\s*safe\b|autoescape off", texts_of(TEMPLATES))


def test_templates_load_nothing_from_elsewhere():
    html = texts_of(TEMPLATES, without=r"<a\b[^>]*>|{% comment.*?endcomment %}")

    assert not files_with(r"https?://|=[\"']//", html)


def test_titles_are_plain_words():
    titles = r"{%\s*block title\s*%}(?:{% translate \")?([^{\"]*)(\"|.)"
    found = [
        (name_of(path), words)
        for path in TEMPLATES
        for words, after in re.findall(titles, path.read_text())
        if after in '{"'
        and not 0 < len(words.split()) <= 6
        and path.name != "base.html"
    ]

    assert not found


# --- Scripts and styles


def test_imports_can_be_given_hashed_names():
    """Django 5.2 leaves an import without its semicolon as it is, without a word."""
    imports = r"(?m)^(?:import|export)\s(?:[\w*{}\s,$]+\sfrom\s+)?[\"'].*$"
    proper = re.compile(r"[\"']\.{1,2}/[\w./-]+\.js[\"'];$")
    found = files_with(imports, texts_of(SCRIPTS))

    assert not [line for line in found if not proper.search(line)]
    # What is fetched late is named by the server: {% static %} knows the hash.
    late = r"\bimport\((?!element\.dataset\.module\))"
    assert not files_with(late, texts_of(SCRIPTS))


def test_scripts_make_no_html_and_run_no_text():
    forbidden = (
        r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser)\b"
        r"|\beval\(|new Function\(|createContextualFragment|setHTMLUnsafe"
    )

    assert not files_with(forbidden, texts_of(SCRIPTS, without=r"/\*.*?\*/"))


def test_every_style_lies_in_a_layer():
    texts = texts_of(STYLES, without=r"/\*.*?\*/")
    outside = [
        name_of(path)
        for path, text in texts.items()
        if not text.strip().startswith(("@layer", "@import"))
    ]

    assert not outside
