"""What people may choose from when they ask for a mentor or offer to be one."""

LANGUAGES = {
    "en": "English",
    "cy": "Welsh",
    "bsl": "British Sign Language",
    "ar": "Arabic",
    "bn": "Bengali",
    "zh": "Chinese",
    "fr": "French",
    "gu": "Gujarati",
    "pl": "Polish",
    "pt": "Portuguese",
    "pa": "Punjabi",
    "ro": "Romanian",
    "so": "Somali",
    "es": "Spanish",
    "uk": "Ukrainian",
    "ur": "Urdu",
}
GENDERS = {"woman": "A woman", "man": "A man", "another": "Another gender"}
AGE_BANDS = {
    "18-29": "18 to 29",
    "30-44": "30 to 44",
    "45-59": "45 to 59",
    "60+": "60 or over",
}
