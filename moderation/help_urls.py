"""Help now, for anybody; and its lines, for staff to keep right."""

from django.urls import path

from moderation import help_views

urlpatterns = [
    path("help/", help_views.help_now, name="help"),
    path("help/lines/", help_views.helplines, name="helplines"),
    path("help/lines/new/", help_views.add, name="helpline_new"),
    path(
        "help/lines/<int:helpline_id>/take-away/",
        help_views.retire,
        name="helpline_retire",
    ),
    path(
        "help/lines/<int:helpline_id>/sooner/",
        help_views.sooner,
        name="helpline_sooner",
    ),
    path("help/lines/<int:helpline_id>/", help_views.edit, name="helpline_edit"),
]
