"""What people may choose from when they ask for a mentor or offer to be one."""

from realtime.later import later as _

LANGUAGES = {
    "en": _("English"),
    "cy": _("Welsh"),
    "bsl": _("British Sign Language"),
    "ar": _("Arabic"),
    "bn": _("Bengali"),
    "zh": _("Chinese"),
    "fr": _("French"),
    "gu": _("Gujarati"),
    "pl": _("Polish"),
    "pt": _("Portuguese"),
    "pa": _("Punjabi"),
    "ro": _("Romanian"),
    "so": _("Somali"),
    "es": _("Spanish"),
    "uk": _("Ukrainian"),
    "ur": _("Urdu"),
}
GENDERS = {"woman": _("A woman"), "man": _("A man"), "another": _("Another gender")}
AGE_BANDS = {
    "18-29": _("18 to 29"),
    "30-44": _("30 to 44"),
    "45-59": _("45 to 59"),
    "60+": _("60 or over"),
}
