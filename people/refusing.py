"""What a page says when a change is refused: at the field, or above the page."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from people.actions import Refused


@contextmanager
def refusal_on(form: BaseForm) -> Iterator[None]:
    """A refusal stands at the field that it names, or above the form."""
    try:
        yield
    except Refused as no:
        form.add_error(no.field if no.field in form.fields else None, no.words)


@contextmanager
def refusal_told(request: HttpRequest) -> Iterator[None]:
    """For a button, which has no field to blame."""
    try:
        yield
    except Refused as no:
        messages.warning(request, no.words)


def words_back(
    request: HttpRequest, reason: str, words: str, back: str
) -> HttpResponse:
    """For a field on a page of many: what was written into it is never lost."""
    page = {"reason": reason, "drafts": [words], "back": back}
    return render(request, "words_back.html", page, status=422)


def form_page(
    request: HttpRequest, template: str, page: dict[str, Any]
) -> HttpResponse:
    """A page with a form; 422 where something in it is not right."""
    status = 422 if page["form"].errors else 200
    return render(request, template, page, status=status)
