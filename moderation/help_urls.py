"""Help now, for anybody; and its lines, for staff to keep right."""

from django.urls import path

from moderation import help_views

urlpatterns = [
    path("help/", help_views.help_now, name="help"),
    path("help/lines/", help_views.helplines, name="helplines"),
    path("help/lines/<int:helpline_id>/", help_views.edit, name="helpline_edit"),
]
