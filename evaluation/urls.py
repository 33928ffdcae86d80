"""Measures, under /evaluation/."""

from django.urls import path

from evaluation import views

urlpatterns = [path("", views.evaluation, name="evaluation")]
