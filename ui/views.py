"""The gallery page: every component in every state, for those who build pages."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ui import gallery as examples


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show the components in the demo and test profiles; elsewhere the page does not exist."""
    if getattr(settings, "PROFILE", "production") not in ("demo", "test"):
        raise Http404
    return render(request, "ui/gallery.html", examples.context())
