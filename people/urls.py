"""Where the pages of people are."""

from django.urls import path

from people.views import (
    care,
    devices,
    door,
    language,
    leaving,
    mail,
    own,
    resting,
    second_factor,
)

urlpatterns = [
    path("sign-in/", door.sign_in, name="sign_in"),
    path("sign-up/", door.sign_up, name="sign_up"),
    path("sign-out/", door.sign_out, name="sign_out"),
    path("language/", language.choose_language, name="choose_language"),
    path("recover/", door.recover, name="recover"),
    path("recovery-codes/", own.recovery_codes, name="recovery_codes"),
    path("settings/", own.settings, name="settings"),
    path("settings/text-only/", own.text_only, name="text_only"),
    path("settings/passphrase/", own.change_passphrase, name="change_passphrase"),
    path("settings/heavy/", resting.heavy_topics, name="heavy_topics"),
    path("break/", resting.take_break, name="take_break"),
    path("break/begun/", resting.break_begun, name="break_begun"),
    path("leave/", leaving.leave_for_good, name="leave_for_good"),
    path("leave/begun/", leaving.leaving_begun, name="leaving_begun"),
    path("notices/", own.notices, name="notices"),
    path("settings/devices/", devices.devices, name="devices"),
    path("settings/devices/here/", devices.tell_here, name="tell_here"),
    path(
        "settings/devices/<int:subscription_id>/stop/",
        devices.stop,
        name="stop_telling",
    ),
    path(
        "settings/devices/<int:subscription_id>/try/", devices.try_it, name="try_push"
    ),
    path("settings/e-mail/", mail.reminder_mail, name="reminder_mail"),
    path("settings/e-mail/give/", mail.give_address, name="give_address"),
    path("settings/e-mail/confirm/", mail.confirm_address, name="confirm_address"),
    path("settings/e-mail/remove/", mail.remove_address, name="remove_address"),
    path("second-factor/", second_factor.second_factor, name="second_factor"),
    path(
        "second-factor/set-up/",
        second_factor.second_factor_set_up,
        name="second_factor_set_up",
    ),
    path("people/", care.people, name="people"),
    path("people/invitations/", care.invitations, name="invitations"),
    path(
        "people/invitations/<int:invitation_id>/withdraw/",
        care.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("people/<int:person_id>/avatar.svg", own.avatar, name="avatar"),
    path("people/<int:person_id>/", care.change_role, name="change_role"),
    path("people/<int:person_id>/suspend/", care.suspend_person, name="suspend_person"),
    path(
        "people/<int:person_id>/reinstate/",
        care.reinstate_person,
        name="reinstate_person",
    ),
    path(
        "people/<int:person_id>/second-factor/remove/",
        care.remove_second_factor,
        name="remove_second_factor",
    ),
]
