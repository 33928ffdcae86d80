"""The screening rules, for leads: read, changed, tried on the bench, put in use."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from moderation import benches, in_force, precision, rulebook
from moderation import rules_access as access
from moderation.actions import rules as actions
from moderation.actions.policies import CHANGED
from moderation.rules_forms import AT_LINE, RuleForm, RulesFileForm
from moderation.rules_models import Bench, Ruleset
from moderation.screening import RulesError
from moderation.screening.local import Local, changed, from_plain, write_csv
from moderation.views.policy import on_screen, written_over
from people.access import leads_only, me
from people.actions import Refused

NAMESAKE = "There is a rule of this name. Please change that one, or choose another."
REFUSED = "These rules cannot be used. {problem}"

Answer = Callable[..., HttpResponseBase]


def with_files(view: Answer) -> Answer:
    """Says so where the files that ship are gone; what runs goes on (in_force.py)."""

    @wraps(view)
    def answer(request: HttpRequest, **names: str) -> HttpResponseBase:
        try:
            return view(request, **names)
        except RulesError:
            shown = {"runs": in_force.runs()}
            return render(request, "moderation/rules_gone.html", shown, status=503)

    return answer


@leads_only
@require_safe
@with_files
def index(request: HttpRequest) -> HttpResponse:
    shown = _book() | {
        "poor": {rule.name for rule in precision.by_rule().values() if rule.is_poor},
        "benches": Bench.objects.filter(state=Bench.State.RUNNING),
        "file_form": RulesFileForm(),
    }
    return render(request, "moderation/rules.html", shown)


@leads_only
@require_http_methods(["GET", "HEAD", "POST"])
@with_files
def rule(request: HttpRequest, name: str = "") -> HttpResponseBase:
    """One rule as it stands, and a form to change it; without a name, a new one."""
    standing = rulebook.rule(name) if name else None
    form = RuleForm(request.POST or None, initial=_initial(standing))
    newest = in_force.newest()
    if form.is_valid() and _hides_nothing(request, form, newest, name):
        wanted = form.rule()
        rules = changed(in_force.rules(), wanted)
        if bench := _begin(request, form, rules, (rules[-1],), f"Rule {wanted.id}"):
            return redirect("bench", bench.pk)
    lately = precision.by_rule().get(name) if standing else None
    after = written_over(form, newest.pk if newest else 0)
    shown = {"form": form, "standing": standing, "lately": lately, "after": after}
    return render(request, "moderation/rule.html", shown)


def _hides_nothing(
    request: HttpRequest, form: RuleForm, newest: Ruleset | None, name: str
) -> bool:
    """A lead who wrote over older rules is told, and so is who gives a name twice."""
    if newest and newest.pk != on_screen(request):
        form.add_error(None, CHANGED.format(alias=newest.by.alias))
    elif form.cleaned_data["id"] in {one.id for one in rulebook.all_rules()} - {name}:
        form.add_error("id", NAMESAKE)
    return form.is_valid()


@leads_only
@require_POST
@with_files
def retire(request: HttpRequest, name: str) -> HttpResponseBase:
    """Taken out of use, or put back as it shipped; after the bench, like any change."""
    standing = rulebook.rule(name)
    rules = in_force.rules()
    if "back" in request.POST:
        rules = tuple(rule for rule in rules if rule.id != name)
        note = f"Rule {name} as it shipped"
    else:
        rules = changed(rules, replace(standing, retired=True))
        note = f"Rule {name} retired"
    bench = _begin(request, None, rules, (), note)
    return redirect("bench", bench.pk) if bench else redirect("rules")


@leads_only
@require_POST
@with_files
def take_file(request: HttpRequest) -> HttpResponseBase:
    form = RulesFileForm(request.POST, request.FILES)
    if form.is_valid():
        rules: tuple[Local, ...] = form.cleaned_data["file"]
        if bench := _begin(request, form, rules, rules, "Rules from a file"):
            return redirect("bench", bench.pk)
    shown = _book() | {"file_form": form}
    return render(request, "moderation/rules.html", shown, status=422)


def _book() -> dict[str, Any]:
    return {
        "concerns": rulebook.by_concern(),
        "versions": rulebook.versions(),
        "is_read": in_force.is_read(),
    }


@leads_only
@require_POST
def go_back(request: HttpRequest, version_id: int) -> HttpResponseBase:
    """Has the rules of an earlier version tried again."""
    rules = from_plain(access.ruleset_for(me(request), version_id).rules)
    bench = _begin(request, None, rules, (), f"Version {version_id} again")
    return redirect("bench", bench.pk) if bench else redirect("rules")


@leads_only
@require_safe
@with_files
def give_file(request: HttpRequest) -> HttpResponse:
    rules = rulebook.all_rules() if "all" in request.GET else in_force.rules()
    answer = HttpResponse(write_csv(rules), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="screening-rules.csv"'
    return answer


@leads_only
@require_safe
def bench(request: HttpRequest, bench_id: int) -> HttpResponse:
    found = access.bench_for(me(request), bench_id)
    percent = 100 * found.read // max(1, found.total)
    if "progress" in request.GET:
        return JsonResponse({"state": found.state, "percent": percent})
    samples = benches.samples(found)
    shown = {
        "bench": found,
        "gained": [sample for sample in samples if sample.is_new],
        "lost": [sample for sample in samples if not sample.is_new],
        "percent": percent,
        "before_a_day": round(found.flags_before / found.days, 1),
        "after_a_day": round(found.flags_after / found.days, 1),
    }
    return render(request, "moderation/bench.html", shown)


@leads_only
@require_POST
def stop(request: HttpRequest, bench_id: int) -> HttpResponseBase:
    actions.cancel_bench(access.bench_for(me(request), bench_id), by=me(request))
    messages.success(request, "Stopped. Nothing has changed.")
    return redirect("bench", bench_id)


@leads_only
@require_POST
def use(request: HttpRequest, bench_id: int) -> HttpResponseBase:
    try:
        actions.put_in_force(access.bench_for(me(request), bench_id), by=me(request))
    except Refused as no:
        messages.error(request, no.words)
        return redirect("bench", bench_id)
    in_force.look_again()
    messages.success(request, "These rules count from now on.")
    return redirect("rules")


def _initial(standing: Local | None) -> dict[str, object]:
    if standing is None:
        return {"id": "ours."}
    return standing.plain() | {"phrases": "\n".join(standing.phrases)}


def _begin(
    request: HttpRequest,
    form: RuleForm | RulesFileForm | None,
    rules: tuple[Local, ...],
    fresh: tuple[Local, ...],
    note: str,
) -> Bench | None:
    """The bench on which these rules are read, or None and why in the form."""
    try:
        benches.check(rules, fresh)
        return actions.begin_bench(
            rules, by=me(request), note=note, reach=benches.reach(timezone.now())
        )
    except RulesError as problem:
        by_line = isinstance(form, RulesFileForm)
        said = (
            problem.reason
            if not by_line
            else AT_LINE.format(line=problem.line, reason=problem.reason)
        )
        if form:
            form.add_error("file" if by_line else "phrases", said[0].upper() + said[1:])
        else:
            messages.error(request, REFUSED.format(problem=said))
    return None
