"""Where a coordinator brings in volunteers from a file, and sees how far it is."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mentoring import programme_access as access
from mentoring import volunteer_file
from mentoring.actions import importing
from people.access import coordinators_only, me
from people.refusing import form_page

LARGEST = 2_000_000
SHOWN = 200


class FileForm(forms.Form):
    file = forms.FileField(
        label="The file",
        help_text="CSV, saved as UTF-8. Nothing is brought in yet; we check it first.",
        error_messages={
            "required": "Choose a file.",
            "empty": "That file is empty.",
            "missing": "Choose a file.",
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> volunteer_file.Table:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError("That file is too large. Split it.")
        try:
            text = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError(
                "Save the file as CSV UTF-8, then try again."
            ) from None
        names = access.names_for_files()
        try:
            return volunteer_file.read(text, **names, today=timezone.localdate())
        except volunteer_file.FileError as problem:
            raise ValidationError(str(problem)) from None


@coordinators_only
@require_http_methods(["GET", "POST"])
def import_volunteers(request: HttpRequest) -> HttpResponseBase:
    is_sent = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if is_sent else FileForm()
    if form.is_valid():
        kept = importing.keep_file(form.cleaned_data["file"], by=me(request))
        return redirect("import_file", kept.pk)
    page = {
        "form": form,
        "columns": volunteer_file.COLUMNS,
        "asked": access.names_for_files()["asked"],
        "files": access.files_for(me(request))[:10],
    }
    return form_page(request, "mentoring/import.html", page)


@coordinators_only
@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """What was checked or is being brought in; bad rows by line. Posting begins it."""
    file = access.one(access.files_for(me(request)), file_id)
    if request.method == "POST":
        importing.bring_in(file, by=me(request))
        return redirect("import_file", file_id)
    if "progress" in request.GET:
        return JsonResponse({"state": file.state, "percent": file.percent})
    page: dict[str, Any] = {
        "file": file,
        "problems": file.problems[:SHOWN],
        "has_more": len(file.problems) > SHOWN,
        "new": file.people.count(),
        "has_codes": importing.never_yet_in(file).exists(),
    }
    return render(request, "mentoring/import_file.html", page)


@coordinators_only
@never_cache
@require_POST
def import_codes(request: HttpRequest, file_id: int) -> HttpResponse:
    """Shown once, like all codes; asking again makes new ones."""
    file = access.one(access.files_for(me(request)), file_id)
    page = {"file": file, "codes": importing.make_codes(file, by=me(request))}
    return render(request, "mentoring/import_codes.html", page)
