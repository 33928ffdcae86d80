"""Every model says which variants of it are broken, and where its rules stand."""

import re
from pathlib import Path

import pytest

from prove.experiments.models import MODELS, variants

ROOT = Path(__file__).resolve().parents[2]
EACH = pytest.mark.parametrize(
    "model", sorted(MODELS.glob("*.pml")), ids=lambda m: m.stem
)


@EACH
def test_a_model_has_three_broken_variants_and_uses_each(model: Path) -> None:
    text = model.read_text()

    assert len(variants(model)) >= 3
    for name in variants(model):
        assert re.search(rf"^# ?if(n?def| !defined).*\b{name}\b", text, re.MULTILINE)


@EACH
def test_a_model_names_files_that_are_there(model: Path) -> None:
    head = model.read_text().partition("*/")[0]
    named = re.findall(r"[a-z]+/[a-z_/]+\.py", head)

    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
