"""Easy Read: the rules, staying safe and how to, in short lines with a picture each."""

from dataclasses import dataclass

from realtime.later import later as _

# A picture's name in templates/easy/_pictures.html, and the words beside it.
Line = tuple[str, str]


@dataclass(frozen=True)
class Part:
    heading: str
    lines: list[Line]


@dataclass(frozen=True)
class Page:
    name: str
    title: str
    lead: str
    parts: list[Part]


RULES = Page(
    "rules",
    _("Our rules"),
    _("These rules keep everybody safe."),
    [
        Part(
            _("Be kind"),
            [
                ("smile", _("Be kind to each other.")),
                ("cup", _("Listen first.")),
                ("talk", _("You can say: “I hear you.”")),
                ("people", _("You do not have to fix anybody.")),
            ],
        ),
        Part(
            _("Keep yourself private"),
            [
                ("lock", _("Do not say your real name.")),
                ("house", _("Do not say where you live.")),
                ("no_phone", _("Do not give your phone number.")),
                ("people", _("Do not ask others for theirs.")),
            ],
        ),
        Part(
            _("Hard things"),
            [
                ("sad", _("You can say that you feel very bad.")),
                ("no_pill", _("Do not say how people hurt themselves.")),
                ("cover", _("You can put a warning on hard words.")),
                ("tick", _("Then others can choose to read them.")),
            ],
        ),
        Part(
            _("What is said here stays here"),
            [
                ("lock", _("Do not copy what others write.")),
                ("no_camera", _("Do not take photos of it.")),
                ("no_pill", _("Do not tell others what pills to take.")),
                ("no_coin", _("Do not sell things here.")),
            ],
        ),
        Part(
            _("If somebody breaks a rule"),
            [
                ("person", _("A person looks at it. Not a machine.")),
                ("cover", _("They may hide the message.")),
                ("moon", _("They may ask somebody to take a break.")),
                ("talk", _("They say why.")),
            ],
        ),
    ],
)

SAFETY = Page(
    "safety",
    _("Staying safe"),
    _("You can get help at any time, day and night."),
    [
        Part(
            _("If you are in danger now"),
            [
                ("phone", _("Call 999. It is free.")),
                ("people", _("Go to where other people are.")),
                ("talk", _("Tell somebody: “I am not safe. Please stay with me.”")),
            ],
        ),
        Part(
            _("If you feel very bad"),
            [
                ("phone", _("Call Samaritans on 116 123. It is free.")),
                ("clock", _("You can call at any hour.")),
                ("pencil", _("Or text SHOUT to 85258.")),
                ("help", _("The link “I need urgent help” is on every page.")),
            ],
        ),
        Part(
            _("If you worry about somebody here"),
            [
                ("flag", _("Press the three dots beside their message.")),
                ("flag", _("Choose “Report this message”.")),
                ("person", _("It goes to a person who looks after the room.")),
                ("lock", _("We do not say that it was you.")),
            ],
        ),
        Part(
            _("If somebody looks at your phone"),
            [
                ("door", _("Press “Leave this page”. You see the weather.")),
                ("clock", _("The phone may still show that you were here.")),
                ("key", _("Sign out when you share a phone.")),
            ],
        ),
        Part(
            _("Who can see what you write"),
            [
                ("people", _("All in the room can read what you write there.")),
                ("mentor", _("In a thread it is you and your mentor.")),
                ("person", _("People who look after safety may read it too.")),
                ("talk", _("If they look in your thread, we tell you.")),
            ],
        ),
    ],
)

HOW_TO = Page(
    "how-to",
    _("How to use this place"),
    _("You can go slowly. Nothing here is a test."),
    [
        Part(
            _("Come in"),
            [
                ("pencil", _("Choose a made-up name.")),
                ("key", _("Choose four words as your passphrase.")),
                ("lock", _("Keep your passphrase secret.")),
                ("paper", _("You get eight codes. Write them down.")),
                ("key", _("A code lets you in if you forget.")),
            ],
        ),
        Part(
            _("Talk in a room"),
            [
                ("door", _("Press “Rooms”. Then choose a room.")),
                ("cup", _("You can just read. You need not write.")),
                ("pencil", _("Write in the box. Then press “Send”.")),
                ("clock", _("“Not sent yet” means: we keep trying.")),
                ("back", _("You can take a message back.")),
            ],
        ),
        Part(
            _("Answer somebody"),
            [
                ("smile", _("Press “I hear you” if you have no words.")),
                ("talk", _("Press “Reply” to write back.")),
            ],
        ),
        Part(
            _("Talk with a mentor"),
            [
                ("mentor", _("A mentor is one person who helps you.")),
                ("pencil", _("You can write at any time.")),
                ("clock", _("You can meet here at a time you both choose.")),
            ],
        ),
        Part(
            _("Rest"),
            [
                ("moon", _("You can take a break. Nobody minds.")),
                ("cover", _("You can hide words that hurt you.")),
                ("no_phone", _("You can turn all messages off.")),
            ],
        ),
    ],
)

PAGES = {page.name: page for page in (RULES, SAFETY, HOW_TO)}
