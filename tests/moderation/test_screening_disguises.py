"""Disguised words are read, and shown where they stand in the text as written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.screening import default_screener
from moderation.screening.normalise import fold

PHRASES = ["kill myself", "i want to die", "i am suicidal", "thinking about suicide"]
LOOKALIKE = str.maketrans("aceiopsxy", "асеіорѕху")
FULL_WIDTH = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(97, 123)})


def zero_width(phrase):
    return "\u200b".join(phrase)


def struck_through(phrase):
    return "".join(letter + "\u0336" for letter in phrase)


def spaced(phrase):
    return " ".join(phrase.replace(" ", ""))


def dotted(phrase):
    return " ".join(".".join(word) for word in phrase.split())


def upper(phrase):
    return phrase.upper()


def stretched(phrase):
    return phrase.replace("i", "iiii")


def look_alike(phrase):
    return phrase.translate(LOOKALIKE)


def full_width(phrase):
    return phrase.translate(FULL_WIDTH)


DISGUISES = [
    zero_width,
    struck_through,
    spaced,
    dotted,
    upper,
    stretched,
    look_alike,
    full_width,
]


@given(
    st.sampled_from(PHRASES),
    st.sampled_from(DISGUISES),
    st.sampled_from(["", "hello all. ", "so yeah… ", "👋🏽 ", "é "]),
    st.sampled_from(["", " !!", " 💔", ". bye"]),
)
@settings(deadline=None, max_examples=400)
def test_a_disguised_phrase_is_found_where_it_stands(phrase, disguise, before, after):
    hidden = disguise(phrase)
    text = before + hidden + after
    findings = default_screener().screen(text).findings
    shown = [fold(text[finding.start : finding.end]).text for finding in findings]
    last = phrase.split()[-1][-3:]
    assert any(letters(words).endswith(last) for words in shown), (text, shown)
    assert all(finding.start >= len(before) for finding in findings)


def letters(folded):
    kept = "".join(letter for letter in folded if letter.isalpha())
    return kept.replace("iiii", "i")


@pytest.mark.parametrize(
    "text",
    [
        "i want to k1ll mys3lf",
        "k!ll myself",
        "k*ll myself",
        "thinking about s*icide",
        "i am su***dal",
        "i am suicdial",
        "kil myself",
        "i wnat to kill mysefl",
        "killmyself",
        "i want to kill my self",
        "kms",
        "sewerslide on my mind",
        "i want to unalive myself",
        "🅺🅸🅻🅻 myself",
    ],
)
def test_masks_digits_slips_and_code_words_are_read(text):
    assert default_screener().screen(text).severity in ("amber", "red")


@pytest.mark.parametrize(
    "text",
    [
        "my skill is still improving",
        "the therapist was lovely",
        "we have 2 dogs & 3 cats",
        "call 0800 1111 or e-mail a.b.c",
        "@someone #hello *waves* _smiles_",
        "a b c d e f g",
        "the plot of s.w.a.t. is thin",
    ],
)
def test_ordinary_words_are_not_taken_for_disguises(text):
    assert default_screener().screen(text).severity == "none"


@given(st.text(max_size=60))
@settings(deadline=None)
def test_folding_keeps_a_place_for_every_letter(text):
    folded = fold(text)
    assert len(folded.text) == len(folded.origins)
    assert list(folded.origins) == sorted(folded.origins)
    assert all(0 <= origin < len(text) for origin in folded.origins)
