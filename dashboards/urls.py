"""Addresses of the joined pages."""

from django.urls import path

from dashboards import views
from dashboards.views import conventions, curve, engine, inquiries, methods, plan, why

app_name = "dashboards"

urlpatterns = [
    path("", views.board_page, name="board"),
    path("conventions/", conventions.conventions_page, name="conventions"),
    path("curve/", curve.curve, name="curve"),
    path("curve.csv", curve.curve_csv, name="curve_csv"),
    path("plan/", plan.plan_page, name="plan"),
    path("plan/functions/", plan.function_list, name="functions"),
    path("plan/duties/", plan.duty_list, name="duties"),
    path("plan/zones/", plan.zone_list, name="zones"),
    path("inquiries/", inquiries.inquiry_list, name="inquiries"),
    path("inquiries/export.xlsx", inquiries.inquiry_xlsx, name="inquiries_xlsx"),
    path("inquiries/export.docx", inquiries.inquiry_docx, name="inquiries_docx"),
    path("computing/", engine.engine_page, name="engine"),
    path("computing/<int:number>/retry/", engine.retry_parked, name="engine_retry"),
    path("freshness/", views.freshness_line, name="freshness"),
    path("methods/", methods.shelf_page, name="methods"),
    path("methods/<slug:slug>/", methods.method_page, name="method"),
    path("why/<slug:kind>/<path:subject>/<slug:metric>/", why.why_page, name="why"),
    path("search/", views.search_page, name="search"),
    path("works/<slug:code>/", views.work, name="work"),
    path("indicators/<slug:code>/", views.indicator, name="indicator"),
]
