"""Every screen of the desk, as its people have it at work and on a phone at night."""

from walk import Walk

DESK_SCREENS = (
    ("max", "desk-board", "/moderation/"),
    ("max", "desk-shift", "/moderation/shift/"),
    ("max", "desk-handover", "/moderation/handover/"),
    ("max", "desk-plan", "/moderation/plan/"),
    ("max", "desk-rooms", "/moderation/cover/"),
    ("max", "desk-held", "/moderation/held/"),
    ("max", "desk-aftercare", "/moderation/aftercare/"),
    ("max", "desk-sample", "/moderation/sample/"),
    ("max", "desk-reading-twice", "/moderation/again/"),
    ("max", "desk-mine", "/moderation/shift/mine/"),
    ("max", "desk-choices", "/moderation/choices/"),
    ("sol", "desk-board-lead", "/moderation/"),
    ("sol", "desk-report", "/moderation/report/"),
    ("sol", "desk-record", "/moderation/report/record/"),
    ("sol", "desk-on-call", "/moderation/on-call/"),
    ("sol", "desk-targets", "/moderation/targets/"),
    ("sol", "desk-policies", "/moderation/policies/"),
    ("sol", "desk-policy", "/moderation/policies/emergency/"),
    ("sol", "desk-rules", "/moderation/rules/"),
    ("sol", "desk-rule", "/moderation/rules/new/"),
    ("sol", "desk-replies", "/moderation/replies/"),
)
TALL_DESK = {"viewport": {"width": 1060, "height": 1100}}
PHONE_AT_NIGHT = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "color_scheme": "dark",
}


def every_screen_of_the_desk(walk: Walk, flag: str) -> None:
    """Each by day on a desk and by night on a phone."""
    screens = [*DESK_SCREENS, ("max", "desk-flag", flag)]
    for look, ending in ((TALL_DESK, ""), (PHONE_AT_NIGHT, "-phone")):
        for alias in ("max", "sol"):
            page = walk.open(alias, "", look)
            for _, name, path in (one for one in screens if one[0] == alias):
                page.goto(path)
                walk.keep(page, name + ending)
            page.context.close()
