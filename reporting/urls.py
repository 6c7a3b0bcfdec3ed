"""Addresses of filings and review."""

from django.urls import path

from reporting import views

app_name = "reporting"

urlpatterns = [
    path("filings/", views.mine, name="mine"),
    path("filings/new/", views.new, name="new"),
    path("filings/<int:pk>/", views.detail, name="detail"),
    path("filings/<int:pk>/edit/", views.edit, name="edit"),
    path("filings/<int:pk>/submit/", views.submit, name="submit"),
    path("filings/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("filings/<int:pk>/discard/", views.discard, name="discard"),
    path("filings/<int:pk>/return/", views.return_, name="return"),
    path("filings/<int:pk>/approve/", views.approve, name="approve"),
    path("review/", views.queue, name="queue"),
]
