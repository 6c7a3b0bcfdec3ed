"""Addresses of the list of indicators."""

app_name = "indicators"

urlpatterns: list = []
