"""Help now, open to anybody; and the staff's list of its lines."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from moderation import helpline_actions
from moderation import helplines as lines
from moderation.help_forms import HelplineForm
from moderation.models import Helpline
from people.access import me, staff_only


@login_not_required
@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    return render(request, "moderation/help.html", {"helplines": lines.all_in_order()})


@staff_only
@require_safe
def helplines(request: HttpRequest) -> HttpResponse:
    return render(
        request, "moderation/helplines.html", {"helplines": lines.all_in_order()}
    )


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, helpline_id: int) -> HttpResponseBase:
    line = get_object_or_404(Helpline, pk=helpline_id)
    form = HelplineForm(request.POST or None, instance=line)
    if not form.is_valid():
        asked = {"form": form}
        return render(request, "moderation/helpline_edit.html", asked)
    helpline_actions.update_helpline(
        line, by=me(request), checked_on=form.checked_on(), words=form.words()
    )
    messages.success(request, "Thank you. The new words are on the help page now.")
    return redirect("helplines")
