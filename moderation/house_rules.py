"""The house rules by a short name, so that a decision can point at one."""

from realtime.later import later as _

RULES = {
    "kind": _("Be kind"),
    "private": _("Keep yourself private"),
    "methods": _("Talk about feelings, not methods"),
    "warn": _("Say what is coming"),
    "stays": _("What is said here stays here"),
    "selling": _("No diagnosis, no selling"),
}
NO_RULE = _("No rule was broken")


def words(rule: str) -> str:
    return RULES.get(rule, "")
