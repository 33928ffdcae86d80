"""The house rules by a short name, so that a decision can point at one."""

RULES = {
    "kind": "Be kind",
    "private": "Keep yourself private",
    "methods": "Talk about feelings, not methods",
    "warn": "Say what is coming",
    "stays": "What is said here stays here",
    "selling": "No diagnosis, no selling",
}
NO_RULE = "No rule was broken"


def words(rule: str) -> str:
    return RULES.get(rule, "")
