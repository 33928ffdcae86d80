"""What a change leaves to its end is done last, and once, and only if it commits."""

import pytest

from realtime import endings
from realtime.writer import change


@pytest.mark.django_db
def test_an_ending_comes_after_the_rest_of_the_outermost_change():
    done = []

    @change
    def inner():
        endings.at_end(lambda: done.append("ending"))
        done.append("inner")

    @change
    def outer():
        inner()
        done.append("outer")

    outer()

    assert done == ["inner", "outer", "ending"]


@pytest.mark.django_db
def test_what_failed_leaves_no_ending():
    done = []

    @change
    def inner():
        endings.at_end(lambda: done.append("ending"))
        raise ValueError

    @change
    def outer():
        with pytest.raises(ValueError):  # noqa: PT011
            inner()

    outer()
    with pytest.raises(ValueError):  # noqa: PT011
        inner()

    assert done == []


@pytest.mark.django_db
def test_outside_a_change_it_is_done_at_once():
    done = []

    endings.at_end(lambda: done.append("ending"))

    assert done == ["ending"]


@pytest.mark.django_db
def test_an_ending_may_bring_another():
    done = []

    @change
    def run():
        endings.at_end(lambda: endings.at_end(lambda: done.append("second")))

    run()

    assert done == ["second"]
