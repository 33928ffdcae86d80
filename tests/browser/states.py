"""Every page of the site in every state that it has, for tests/browser/test_everyone….

A place in braces is an address of tests/browser/scenery.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Act = Callable[[Any], None]


@dataclass(frozen=True)
class State:
    """Who opens a page, what they do there, and how it stands then."""

    page: str  # the name of its URL
    path: str
    alias: str = ""  # nobody signed in
    how: str = ""
    acts: tuple[Act, ...] = ()
    world: str = "demo"  # or "first day": a real community before anybody came
    scripts: bool = True
    is_refused: bool = False  # answered 403 or 404, in words

    def __str__(self) -> str:
        who = f"by {self.alias}" if self.alias else "by a visitor"
        told = [self.page, who, self.how, "" if self.scripts else "without scripts"]
        where = "" if self.world == "demo" else f"on a {self.world}"
        return " ".join(part for part in [*told, where] if part)


def press(name: str) -> Act:
    return lambda page: page.get_by_role("button", name=name, exact=True).first.click()


def fill(label: str, words: str) -> Act:
    return lambda page: page.get_by_label(label, exact=True).first.fill(words)


def unfold(page: Any) -> None:
    page.locator(".menu > summary").last.click()


def choose(label: str) -> Act:
    return lambda page: page.get_by_label(label).check()


def listen(page: Any) -> None:
    page.get_by_role("button", name="Join just to listen").click()
    page.locator(".listening").wait_for()


def write(words: str) -> Act:
    def send(page: Any) -> None:
        page.get_by_label("Your message").fill(words)
        page.get_by_label("Your message").press("Enter")

    return send


def _see(selector: str) -> Act:
    return lambda page: page.locator(selector).first.wait_for()


DAY_ONE = "first day"

DOORS = [
    State("home", "/"),
    State("home", "/", world=DAY_ONE),
    State("home", "/", "ana", "with things to do"),
    State("home", "/", "ben", "with help for him alone"),
    State("home", "/", "mia", "with many threads"),
    State("home", "/", "sol"),
    State("home", "/", "ana", "with nothing yet", world=DAY_ONE),
    State("house_rules", "/house-rules/"),
    State("offline", "/offline/"),
    State("easy_read", "/easy-read/rules/", how="rules"),
    State("easy_read", "/easy-read/safety/", "ana"),
    State("easy_read", "/easy-read/how-to/", how="how to"),
    State("look", "/look/", how="every component"),
    State("help", "/help/"),
    State("help", "/help/", scripts=False),
    State("help", "/help/", "ben"),
    State("sign_in", "/sign-in/"),
    State("sign_in", "/sign-in/", scripts=False),
    State("sign_in", "/sign-in/", how="left empty", acts=(press("Sign in"),)),
    State(
        "sign_in",
        "/sign-in/",
        how="with a wrong passphrase",
        acts=(fill("Alias", "nobody"), fill("Passphrase", "no"), press("Sign in")),
    ),
    State("sign_up", "/sign-up/"),
    State("sign_up", "/sign-up/", how="left empty", acts=(press("Join"),)),
    State("sign_up", "/sign-up/", how="by invitation", world=DAY_ONE),
    State(
        "sign_up",
        "/sign-up/",
        how="by invitation, left empty",
        acts=(press("Join"),),
        world=DAY_ONE,
    ),
    State("recover", "/recover/"),
    State(
        "recover", "/recover/", how="left empty", acts=(press("Set my new passphrase"),)
    ),
]

OWN = [
    State("recovery_codes", "/recovery-codes/", "zed"),
    State(
        "recovery_codes",
        "/recovery-codes/",
        "zed",
        "shown",
        acts=(press("Show me eight codes"),),
    ),
    State(
        "recovery_codes",
        "/recovery-codes/",
        "zed",
        "asking again",
        acts=(press("Show me eight codes"),),
    ),
    State("settings", "/settings/", "ana"),
    State("settings", "/settings/", "max"),
    State("settings", "/settings/", "ana", "saved", acts=(press("Save"),)),
    State(
        "settings",
        "/settings/",
        "ana",
        "with a passphrase left empty",
        acts=(press("Change it"),),
    ),
    State("take_break", "/break/", "ana"),
    State("break_begun", "/break/begun/"),
    State(
        "settings",
        "/settings/",
        "zed",
        "with heavy topics covered",
        acts=(press("Cover heavy topics today"),),
    ),
    State("devices", "/settings/devices/", "ana"),
    State("devices", "/settings/devices/", "ana", scripts=False),
    State("devices", "/settings/devices/", "max", "told on two"),
    State(
        "devices",
        "/settings/devices/",
        "ana",
        "left empty",
        acts=(press("Turn on for this device"),),
    ),
    State("notices", "/notices/", "ana"),
    State("notices", "/notices/", "zed", "with none"),
    State("second_factor", "/second-factor/", "max", world=DAY_ONE),
    State(
        "second_factor",
        "/second-factor/",
        "max",
        "with wrong digits",
        acts=(fill("The six digits from your app", "0"), press("Go on")),
        world=DAY_ONE,
    ),
    State("second_factor_set_up", "/second-factor/set-up/", "sol", world=DAY_ONE),
    State(
        "second_factor_set_up",
        "/second-factor/set-up/",
        "sol",
        "left empty",
        acts=(press("Use this app"),),
        world=DAY_ONE,
    ),
]

ROOMS = [
    State("rooms", "/rooms/", "ana"),
    State("rooms", "/rooms/", "cora"),
    State("rooms", "/rooms/", "ana", "with none yet", world=DAY_ONE),
    State("room_new", "/rooms/new/", "cora"),
    State(
        "room_new", "/rooms/new/", "cora", "left empty", acts=(press("Open the room"),)
    ),
    State("room", "{full}", "ana", "full of all there is"),
    State("room", "{full}", "ana", "full of all there is", scripts=False),
    State("room", "{full}", "ben", "with a care card"),
    State("room", "{full}", "max", "as its moderator"),
    State("room", "{full}", "ana", "responding", acts=(unfold,)),
    State(
        "room",
        "{full}",
        "ana",
        "with a message just sent",
        acts=(write("Hello from here."), _see("text=Hello from here.")),
    ),
    State("room", "{empty}", "ana", "with no messages"),
    State("room", "/rooms/2/", "ana", "quiet without cover"),
    State(
        "room",
        "/rooms/2/",
        "ana",
        "with words that wait",
        acts=(fill("Your message", "Anyone?"), press("Send")),
    ),
    State("room", "{closed}", "ana", "closed"),
    State("room", "{muted}", "ana", "where she is muted"),
    State("room_about", "{full_about}", "ana", "which she has joined"),
    State("room_about", "{full_about}", "zed", "which he may join"),
    State("room_guide", "{full_guide}", "cora"),
    State("room", "{full}", "zed", "just listening", acts=(listen,)),
    State("edit_message", "{edit}", "ana"),
    State("set_warning", "{warn}", "ana"),
    State("quiet", "/rooms/quiet/", "ana"),
    State("room_hours", "/rooms/2/hours/", "cora"),
    State(
        "room_hours",
        "/rooms/2/hours/",
        "cora",
        "left empty",
        acts=(press("Add these hours"),),
    ),
    State("room_hours", "{shut_hours}", "cora", "with hours and a break"),
    State("room", "{shut}", "ana", "outside its hours"),
    State("breaks", "/rooms/breaks/", "cora"),
    State(
        "breaks",
        "/rooms/breaks/",
        "cora",
        "left empty",
        acts=(press("Keep this break"),),
    ),
    State("room", "{circle}", "ana", "with a circle"),
    State("room", "{circle}", "mia", "with a circle of hers"),
    State("room", "{circle}", "ana", "with a circle", scripts=False),
    State("responses", "{responses}", "ana", "with some"),
    State("responses", "{no_responses}", "ana", "with none"),
    State("circle", "{circle_page}", "mia", "with one on"),
    State("circle", "{full_circle}", "max", "to be opened"),
    State("circle", "{full_circle}", "ana", "with none"),
    State("circle_hosts", "{hosts}", "max"),
    State(
        "circle_hosts", "{hosts}", "max", "left empty", acts=(press("Let them host"),)
    ),
    State("older_messages", "{older}", "ana", scripts=False),
]

THREADS = [
    State("threads", "/threads/", "mia"),
    State("threads", "/threads/", "ana"),
    State("threads", "/threads/", "zed", "with none"),
    State("threads", "/threads/", "cora"),
    *(
        State("thread", f"{{thread_{scene}}}", "mia", f"with a session {scene}")
        for scene in (
            "asked", "waiting", "ahead", "open", "expected", "alone", "live", "ended",
        )
    ),
    State("thread", "{thread_none}", "mia", "with no session"),
    State(
        "thread",
        "{thread_none}",
        "mia",
        "with an answer put aside",
        acts=(fill("Your message", "I thought of you"), press("Keep for later")),
    ),
    State("phrases", "/threads/phrases/", "mia"),
    State("reading_times", "/threads/times/", "mia"),
    State(
        "reading_times",
        "/threads/times/",
        "ana",
        "with a choice that is not there",
        acts=(
            lambda page: page.get_by_label("At the times that I choose here").check(),
            lambda page: page.get_by_label("6pm").uncheck(),
            press("Keep my times"),
        ),
    ),
    State("goals", "{goals}", "mia", "with steps"),
    State("goals", "{goals}", "mia", "left empty", acts=(press("Suggest it"),)),
    State("add_step", "{step}", "mia"),
    State("add_step", "{step}", "mia", "left empty", acts=(press("Add it"),)),
    State("own_notes", "{notes}", "mia"),
    State(
        "thread",
        "{thread_worry}",
        "mia",
        "with all ways on",
        acts=(lambda page: page.locator(".thread-more > summary").click(),),
    ),
    State("who_reads", "/threads/who-reads/", "ana"),
    State("worry", "{worry}", "mia"),
    State("worry", "{worry}", "mia", "left empty", acts=(press("Tell them"),)),
    State("support", "{support}", "mia", "with a worry"),
    State("support", "{support}", "cora", "with a worry"),
    State("phrases", "/threads/phrases/", "mia", "left empty", acts=(press("Keep it"),)),
    State("thread", "{thread_over}", "mia", "whose mentorship is over"),
    State("thread", "{thread_live}", "mia", "live", scripts=False),
    State("propose_session", "{sessions_none}", "mia", "with none"),
    State("propose_session", "{sessions_ahead}", "mia", "with one ahead"),
    State("propose_session", "{sessions_gone}", "mia", "with one gone"),
    State("propose_session", "{sessions_over}", "mia", "with the mentorship over"),
    State(
        "propose_session",
        "{sessions_none}",
        "mia",
        "left empty",
        acts=(press("Suggest this time"),),
    ),
    State("propose_session", "{sessions_series}", "mia", "with one each week"),
    State("thread", "{thread_moving}", "mia", "with another time asked for"),
    State("cancel_session", "{cancel_series}", "mia", "of a series"),
    State("move_session", "{move_ahead}", "mia"),
    State("move_session", "{move_ahead}", "mia", "left empty", acts=(press("Ask for this time"),)),
    State("session_reminders", "/threads/reminders/", "mia"),
    State("live_sessions", "/threads/live/", "cora", "with some of each"),
    State("groups", "/threads/groups/", "mia"),
    State("groups", "/threads/groups/", "ana", "with none", world=DAY_ONE),
    State("plan_group", "/threads/groups/new/", "mia"),
    State("plan_group", "/threads/groups/new/", "mia", "left empty", acts=(press("Plan it"),)),
    State("group", "{group_open}", "mia", "as its host"),
    State("group", "{group_open}", "ana", "with a place"),
    State("group", "{group_full}", "ben", "which is full"),
    State("write_note", "{note_ended}", "mia"),
    State("ask_for_mentor", "/mentors/ask/", "ana"),
    State("ask_for_mentor", "/mentors/ask/", "ben", "while he waits"),
    State("volunteer", "/mentors/volunteer/", "mia"),
    State("volunteer", "/mentors/volunteer/", "zed", "left empty", acts=(press("Offer to be a mentor"),)),
    State("match_offer", "{match_asked}", "mia"),
    State("match_offer", "{match_offered}", "una"),
    State("my_hours", "/mentors/hours/", "mia", "with days away"),
    State("my_hours", "/mentors/hours/", "ana", "left empty", acts=(press("Add days away"),)),
    State("kept_apart", "/mentors/apart/", "ana"),
    State("programme", "/mentors/", "cora"),
    State("best_whole", "/mentors/everyone/", "cora"),
    State("suggestions", "{suggestions}", "cora"),
    State("suggestions", "{suggestions_asked}", "cora", "while a mentor is asked"),
    State("volunteer_for", "{volunteer}", "cora"),
    State("volunteer_for", "{volunteer}", "cora", "left empty", acts=(press("Note it"),)),
    State("topics", "/mentors/topics/", "cora"),
    State("topics", "/mentors/topics/", "cora", "left empty", acts=(press("Add it"),)),
    State("requirements", "/mentors/requirements/", "cora"),
    State("my_calendar", "/threads/calendar/", "mia"),
    State("my_calendar", "/threads/calendar/", "ana", "new", acts=(press("Make an address"),)),
    State("promise", "{promise}", "mia"),
    State("promise", "{promise}", "ana", "with a stand-in"),
    State("face_pairs", "/mentors/face-to-face/", "cora"),
    State("face_pair", "{face_pair}", "mia"),
    State("face_pair", "{face_pair}", "cora", "left empty", acts=(press("Note it"),)),
    State("pair", "/threads/pair/", "cora"),
    State("pair", "/threads/pair/", "cora", "left empty", acts=(press("Pair them"),)),
    State("views_of_thread", "{looks_told}", "ana", "with a look"),
    State("views_of_thread", "{looks_none}", "mia", "with none"),
]  # fmt: skip

DESK = [
    State("private_note", "{note_theirs}", "max"),
    State(
        "private_note",
        "{note_theirs}",
        "max",
        "left empty",
        acts=(press("Send the note"),),
    ),
    State("staff_notes", "/moderation/notes/", "max", "with one"),
    State("check_in", "{private_note}", "ben", "with a private note"),
    State("moderation", "/moderation/", "max", "with flags of every kind"),
    State("moderation", "/moderation/", "max", "with flags", scripts=False),
    State("moderation", "/moderation/", "sol", "with looks not told"),
    State("flag", "{flag_red}", "max", "red, not taken"),
    State("flag", "{flag_mine}", "max", "taken"),
    State("flag", "{flag_mine}", "max", "taken", scripts=False),
    State(
        "flag",
        "{flag_mine}",
        "max",
        "decided with nothing said",
        acts=(press("Keep this decision"),),
    ),
    State(
        "flag",
        "{flag_mine}",
        "max",
        "with a check-in begun",
        acts=(choose("Check in with the author"),),
    ),
    State("flag", "{flag_colleagues}", "max", "which a colleague took"),
    State("flag", "{flag_done}", "max", "done"),
    State("flag", "{flag_leads}", "max", "which is for the lead"),
    State("flag", "{flag_leads}", "sol", "which is for her"),
    State("flag", "{flag_unread}", "max", "in a thread, not taken"),
    State("flag", "{flag_danger}", "max", "red and his"),
    State(
        "flag",
        "{flag_danger}",
        "max",
        "red, with its questions left empty",
        acts=(press("Keep these answers"),),
    ),
    State("flag", "{flag_second}", "max", "which waits for a second person"),
    State("flag", "{flag_second}", "sol", "which asks her to be the second"),
    State(
        "flag",
        "{flag_second}",
        "sol",
        "not agreed with and not said why",
        acts=(press("I don’t agree"),),
    ),
    State(
        "flag",
        "{flag_mine}",
        "max",
        "with an empty note",
        acts=(press("Keep this note"),),
    ),
    State("flag", "{flag_mine}", "kit", "whose words he has covered"),
    State("envelope", "/envelope/", "zed", "with none"),
    State("envelope", "/envelope/", "ben", "that was opened"),
    State("envelope", "/envelope/", "zed", "left empty", acts=(press("Seal it"),)),
    State("flag", "{flag_danger}", "sol", "with an envelope that she may read"),
    State("opening_delay", "{opening}", "sol"),
    State("aftercare", "/moderation/aftercare/", "max"),
    State(
        "aftercare",
        "/moderation/aftercare/",
        "max",
        "with an empty note",
        acts=(press("Send it"),),
    ),
    State("desk_choices", "/moderation/choices/", "max"),
    State("replies", "/moderation/replies/", "max"),
    State("replies", "/moderation/replies/", "sol"),
    State("reply_new", "/moderation/replies/new/", "sol"),
    State(
        "reply_new",
        "/moderation/replies/new/",
        "sol",
        "left empty",
        acts=(press("Keep these words"),),
    ),
    State("reply", "{reply}", "sol"),
    State("decision", "{decision}", "ana", "of what was covered"),
    State(
        "decision",
        "{decision}",
        "ana",
        "appealed against with no words",
        acts=(press("Ask to look again"),),
    ),
    State("decision", "{decision_asked}", "ana", "that is being looked at again"),
    State("flag", "{flag_appealed}", "max", "which asks to look again at his decision"),
    State("flag", "{flag_appealed}", "sol", "which asks to look again, in her hands"),
    State("look_again", "/look-again/"),
    State("look_again", "/look-again/", how="left empty", acts=(press("Show me"),)),
    State("flag", "{flag_unlooked}", "max", "in a thread, before a look"),
    State(
        "flag",
        "{flag_unlooked}",
        "max",
        "in a thread, looked at with no reason",
        acts=(press("Keep my reason and show it"),),
    ),
    State("flag", "{flag_looked}", "max", "in a thread, looked at"),
    State("flag", "{flag_delayed}", "sol", "in a thread, looked at with a delay"),
    State("view_delay", "{delay}", "sol"),
    State("view_delay", "{delay}", "sol", "left empty", acts=(press("Wait longer"),)),
    State("shift", "/moderation/shift/", "max", "not begun"),
    State(
        "shift",
        "/moderation/shift/",
        "sol",
        "begun",
        acts=(
            press("Start my shift"),
            lambda page: page.get_by_role("link", name="Change or end").click(),
        ),
    ),
    State("held", "/moderation/held/", "max"),
    State("second_reads", "/moderation/again/", "max"),
    State("second_read", "{again}", "sol"),
    State("desk_report", "/moderation/report/", "sol"),
    State("desk_record", "/moderation/report/record/", "sol"),
    State("cover", "/moderation/cover/", "max"),
    State("cover", "/moderation/cover/", "sol", "with a review"),
    State("waive_cover", "/moderation/cover/2/", "sol"),
    State(
        "waive_cover",
        "/moderation/cover/2/",
        "sol",
        "left empty",
        acts=(press("Keep this"),),
    ),
    State("waive_cover", "{unwatched}", "sol", "without cover"),
    State("plan", "/moderation/plan/", "max"),
    State(
        "plan",
        "/moderation/plan/",
        "cora",
        "left empty",
        acts=(press("Keep in the plan"),),
    ),
    State("my_reading", "/moderation/shift/mine/", "max"),
    State("handover", "/moderation/handover/", "max", "with cases of his"),
    State("handover", "/moderation/handover/", "sol"),
    State("on_call", "/moderation/on-call/", "cora"),
    State(
        "on_call",
        "/moderation/on-call/",
        "cora",
        "left empty",
        acts=(press("Put on the list"),),
    ),
    State("page", "{page}", "max", "asked to answer"),
    State("targets", "/moderation/targets/", "sol"),
    State("policies", "/moderation/policies/", "sol"),
    State("rules", "/moderation/rules/", "sol"),
    State(
        "new_rule", "/moderation/rules/new/", "sol", "left empty", (press("Try it"),)
    ),
    State("rule", "/moderation/rules/of/suicide.wish/", "sol"),
    State("bench", "{bench}", "sol"),
    State("sample", "/moderation/sample/", "max"),
    State("rules_file", "/moderation/rules/file/", "max", "for leads", is_refused=True),
    State("policy", "/moderation/policies/retention/", "sol"),
    State("policy", "/moderation/policies/levels/", "max", "read"),
    State("person_words", "{words}", "sol"),
    State("check_in", "{check_in}", "ana", "with her"),
    State("check_in", "{check_in}", "max", "by him"),
    State("report_message", "{report_theirs}", "ana"),
    State("report_message", "{report_mine}", "ana", "of her own"),
    State(
        "report_thanks",
        "{report_theirs}",
        "ana",
        "for a worry",
        acts=(press("I'm worried about this person"),),
    ),
    State(
        "report_thanks",
        "{report_theirs}",
        "ana",
        "for what was hard",
        acts=(press("This was hard for me to read"),),
    ),
    State("helplines", "/help/lines/", "cora"),
    State("helpline_edit", "{helpline}", "cora"),
    State(
        "helpline_edit",
        "{helpline}",
        "cora",
        "not tried",
        acts=(press("Save and mark as checked"),),
    ),
]

CARE = [
    State("first_visit_step", "/first-visit/hello/", "zed"),
    State("first_visit_step", "/first-visit/rules/", "zed", "at the rules"),
    State("first_visit_step", "/first-visit/ways/", "zed", "choosing a way"),
    State("first_visit_step", "/first-visit/try/", "zed", "trying"),
    State("practice", "/first-visit/practice/", "zed"),
    State(
        "practice",
        "/first-visit/practice/",
        "zed",
        "after a message",
        acts=(fill("Your message", "Hello"), press("Send")),
    ),
    State("first_visit_step", "/first-visit/start/", "ana", "starting"),
    State("how_i_am", "/how-i-am/", "zed", "with nothing yet"),
    State(
        "how_i_am", "/how-i-am/", "zed", "left empty", acts=(press("Keep it for me"),)
    ),
    State("how_i_am", "/how-i-am/", "ben", "with weeks of it"),
    State(
        "how_i_am",
        "/how-i-am/",
        "zed",
        "in danger",
        acts=(
            fill("Words, if you like", "I want to kill myself tonight"),
            press("Keep it for me"),
        ),
    ),
    State("share_feeling", "{share}", "ben"),
    State("wall", "/wall/", "ana"),
    State("wall", "/wall/?area=nowhere", "ana", "with nothing that fits"),
    State("wall", "/wall/?room=2", "ana", "from a room"),
    State("wall", "/wall/", "ana", "with nothing yet", world=DAY_ONE),
    State("service", "{service}", "ana"),
    State("suggest_service", "/wall/suggest/", "zed"),
    State(
        "suggest_service",
        "/wall/suggest/",
        "zed",
        "left empty",
        acts=(press("Suggest it"),),
    ),
    State("wall_desk", "/wall/desk/", "cora"),
    State("service_new", "/wall/new/", "cora"),
    State("service_edit", "{suggestion}", "cora"),
    State(
        "service_decline",
        "{suggestion}",
        "cora",
        "with no reason",
        acts=(press("Say no, and why"),),
    ),
    State("signpost", "{signpost}", "ana"),
    State("welcoming", "/welcoming/", "ana", "who has not offered"),
    State("welcoming", "/welcoming/", "ben", "who offered"),
    State("newcomers", "/newcomers/", "max"),
    State("house", "/house/", "cora"),
    State("house", "/house/", "max", "left empty", acts=(press("Say it"),)),
    State("welcome_words", "/house/welcome/", "cora"),
]

STAFF = [
    State("people", "/people/", "cora"),
    State("people", "/people/?alias=nobody", "cora", "with nobody found"),
    State("people", "/people/", "sol"),
    State("invitations", "/people/invitations/", "cora"),
    State(
        "invitations",
        "/people/invitations/",
        "cora",
        "with a new code",
        acts=(press("Make a code"),),
    ),
    State("change_role", "{person}", "sol"),
    State("change_role", "{person_out}", "sol", "kept out"),
    State(
        "change_role", "{person}", "sol", "with no reason",
        acts=(press("Change the role"),),
    ),
    State("evaluation", "/evaluation/", "sol"),
    State("my_answers", "/evaluation/mine/", "zed"),
    State("my_answers", "/evaluation/mine/", "ana", "who agreed"),
    State("question", "{question}", "ana"),
    State("question", "{question}", "ana", "left empty", acts=(press("Next"),)),
    State("programme_report", "/evaluation/report/", "cora"),
    State("measures", "/evaluation/measures/", "sol"),
    State("measures", "/evaluation/measures/", "sol", "left empty", acts=(press("Add it"),)),
    State("answers_to_read", "/evaluation/to-read/", "max", "with none"),
]  # fmt: skip

STATES = DOORS + OWN + ROOMS + THREADS + DESK + CARE + STAFF

# What a visitor may stumble on; these have no URL of their own.
STUMBLES = [
    State("nowhere", "/nowhere/", is_refused=True),
    State("nowhere", "/nowhere/", "ana", is_refused=True),
    State("room of others", "{thread_none}", "zed", is_refused=True),
    State("not for a peer", "/moderation/", "ana", is_refused=True),
    State(
        "form too old",
        "{full}",
        "ana",
        acts=(
            fill("Your message", "I wrote all of this"),
            lambda page: page.context.clear_cookies(name="session"),
            press("Send"),
        ),
        scripts=False,
    ),
]

# URLs that show nobody a page, each with what it is.
NOT_PAGES = {
    "avatar": "a picture",
    "service_worker": "a script",
    "manifest": "read by browsers",
    "first_visit": "goes on to the step where somebody stopped",
    "desk_table": "a file to take away",
    "session_file": "a file for a calendar",
    "calendar_feed": "read by calendar programmes",
    "programme_csv": "a file to take away",
    "livez": "asked by machines",
    "readyz": "asked by machines",
    "session_state": "asked by an open page",
    "live_state": "asked by an open page",
    "room_changes": "asked by an open page",
    "held_messages": "asked by an open page",
    "shift_here": "asked by an open page",
    "post_message": "a form's other name for older_messages",
}

# Forms only: each answers by sending the reader on to a page above.
POST_ONLY = {
    "take_rules_file": "on to bench; its errors are a state of rules",
    "rules_back": "on to bench",
    "rule_retire": "on to bench",
    "bench_stop": "back to bench",
    "bench_use": "back to rules",
    "finish_visit": "on to home",
    "end_welcoming": "back to newcomers",
    "forget_feelings": "back to how_i_am",
    "service_take_down": "back to service_edit",
    "ask_word": "on to check_in",
    "heavy_topics": "back to settings",
    "sign_out": "on to sign_in",
    "choose_language": "back to the page where it was chosen",
    "change_passphrase": "on to settings; its errors are a state of settings",
    "text_only": "on to home",
    "tell_here": "on to devices; its errors are a state of devices",
    "stop_telling": "back to devices",
    "try_push": "back to devices",
    "room_join": "on to room",
    "room_hours_remove": "back to room_hours",
    "room_holding": "back to room_hours",
    "break_remove": "back to breaks",
    "room_leave": "on to rooms",
    "room_read": "back to room",
    "circle_act": "back to room",
    "react": "back to room",
    "take_back": "back to room",
    "hide_author": "back to room",
    "end_mentorship": "back to pair",
    "withdraw_request": "back to ask_for_mentor",
    "stop_volunteering": "back to volunteer",
    "go_away": "back to my_hours; its errors are a state of my_hours",
    "come_back": "back to my_hours",
    "clear_apart": "back to kept_apart",
    "offer_match": "back to suggestions",
    "reject_match": "back to suggestions",
    "decide_volunteer": "back to volunteer_for",
    "turn_topic": "back to topics",
    "call_away": "on to propose_session",
    "want_longer": "back to thread",
    "make_feed": "back to my_calendar",
    "end_feed": "back to my_calendar",
    "agree_stand_in": "back to promise",
    "keep_draft": "back to thread",
    "change_goal": "back to goals",
    "tick_step": "back to goals",
    "open_support": "on to support",
    "take_worry": "back to support",
    "close_worry": "back to support",
    "remove_phrase": "back to phrases",
    "agree_to_answer": "back to my_answers",
    "stop_answering": "back to my_answers",
    "keep_quote": "back to my_answers; its errors are shown there",
    "turn_measure": "back to measures",
    "mark_read": "back to answers_to_read",
    "end_face_pair": "back to face_pair",
    "turn_requirement": "back to requirements",
    "accept_session": "back to thread",
    "decline_session": "back to thread",
    "answer_move": "back to thread",
    "say_how_it_was": "back to thread",
    "see_to_missed": "back to live_sessions",
    "group_act": "back to group",
    "come_to_group": "on to room",
    "come_in": "back to thread",
    "end_session": "back to thread",
    "flag_claim": "on to flag; a conflict is a state of flag",
    "flag_renew": "back to flag",
    "flag_release": "on to moderation",
    "flag_keep": "back to flag; its errors are a state of flag",
    "flag_decide": "on to moderation; its errors are a state of flag",
    "flag_look": "back to flag; its errors are a state of flag",
    "appeal": "back to decision",
    "ask_again": "back to look_again",
    "answer_appeal": "on to moderation; its errors are a state of flag",
    "envelope_show": "a state of envelope",
    "envelope_away": "back to envelope",
    "envelope_ask": "back to flag; its errors are a state of flag",
    "envelope_read": "answers with what is inside; shown in docs/screenshots",
    "opening_tell": "back to moderation",
    "care_done": "back to aftercare; its errors are a state of it",
    "flag_note": "back to flag; its errors are a state of flag",
    "flag_not_me": "on to moderation",
    "flag_red": "back to flag; its errors are a state of flag",
    "flag_emergency": "back to flag",
    "flag_second": "on to moderation; its errors are a state of flag",
    "flag_withdraw": "back to flag",
    "view_tell": "back to moderation",
    "held_release": "back to held",
    "plan_drop": "back to plan",
    "ask_for_cover": "back to cover",
    "slow_room": "back to cover",
    "held_refuse": "back to held",
    "shift_start": "on to moderation",
    "shift_end": "back to shift; its errors are a state of shift",
    "handover_offer": "back to handover",
    "handover_accept": "on to flag",
    "handover_decline": "back to handover",
    "check_out_spoken": "back to moderation",
    "on_call_test": "back to on_call",
    "on_call_up": "back to on_call",
    "on_call_off": "back to on_call",
    "suspend_person": "back to change_role",
    "reinstate_person": "back to change_role",
    "remove_second_factor": "back to change_role",
    "withdraw_invitation": "back to invitations",
}
