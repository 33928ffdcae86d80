"""A text is cut where findings begin and end, and nothing of it is lost."""

import pytest

from moderation.marking import segments


def shown(text, *spans):
    return "".join(
        f"[{s.text}]" if s.is_found else s.text for s in segments(text, spans)
    )


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], "so very tired"),
        ([(3, 7)], "so [very] tired"),
        ([(0, 2), (8, 13)], "[so] very [tired]"),
        ([(8, 13), (0, 2)], "[so] very [tired]"),
        ([(0, 7), (3, 13)], "[so very tired]"),
        ([(0, 13), (3, 7)], "[so very tired]"),
        ([(0, 2), (2, 7)], "[so very] tired"),
        ([(-3, 2), (8, 99)], "[so] very [tired]"),
        ([(5, 5), (7, 3), (50, 60)], "so very tired"),
    ],
)
def test_found_words_are_marked(spans, expected):
    assert shown("so very tired", *spans) == expected


def test_an_empty_text_has_no_segments():
    assert segments("", [(0, 3)]) == []
