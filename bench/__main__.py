"""Run every measurement on a demo of its own and print the ratios."""

import io
import os
import shutil
import tempfile
from pathlib import Path


def main() -> None:
    """Build the demo, measure, print, and remove everything."""
    folder = Path(tempfile.mkdtemp(prefix="tracker-bench-"))
    os.environ |= {"TRACKER_DATA": str(folder), "TRACKER_PROFILE": "demo"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
    from tracker.servers.commands import servers_for

    try:
        with servers_for(["bench", "demo"]):
            _measure()
    finally:
        from django.conf import settings

        shutil.rmtree(settings.PLACES.runtime, ignore_errors=True)
        shutil.rmtree(folder)


def _measure() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    print("building the demo…", flush=True)
    call_command("demo", verbosity=0, stdout=io.StringIO())
    call_command("collectstatic", verbosity=0, interactive=False)
    from bench import approval, cold_start, first_screen

    for part in (cold_start, first_screen, approval):
        print(part.measure(), flush=True)


if __name__ == "__main__":
    main()
