"""Addresses of evaluation reports."""

from django.urls import path

from evaluation import views

app_name = "evaluation"

urlpatterns = [
    path("evaluation/", views.list_page, name="list"),
    path("evaluation/new/", views.make, name="make"),
    path("evaluation/<int:pk>/", views.detail, name="detail"),
    path("evaluation/<int:pk>/report.docx", views.docx, name="docx"),
    path("evaluation/<int:pk>/report.pdf", views.pdf, name="pdf"),
]
