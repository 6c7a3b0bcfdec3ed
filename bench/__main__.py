"""Run every measurement on a demo of its own and print the ratios."""

import argparse
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROUNDS = 7
SIZE, SEED = 1_000_000, 20160223


def main() -> None:
    """Build the demo, measure, print, and remove everything; 1 where a bound is not held."""
    words = argparse.ArgumentParser(prog="python -m bench", description=main.__doc__)
    words.add_argument("--rounds", type=int, default=ROUNDS, help="measured so many times")
    words.add_argument("--size", type=int, default=SIZE, help="facts on file beyond the real ones")
    words.add_argument("--seed", type=int, default=SEED, help="from which they are drawn")
    words.add_argument("--facts-only", action="store_true", help="only what grows with the facts")
    asked = words.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="tracker-bench-"))
    os.environ |= {"TRACKER_DATA": str(folder), "TRACKER_PROFILE": "demo"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
    from tracker.servers.commands import servers_for

    try:
        with servers_for(["bench", "demo"]):
            held = _measure(asked)
    finally:
        from django.conf import settings

        shutil.rmtree(settings.PLACES.runtime, ignore_errors=True)
        shutil.rmtree(folder)
    sys.exit(0 if held else 1)


def _measure(asked: argparse.Namespace) -> bool:
    import django
    from django.core.management import call_command

    django.setup()
    print("building the demo…", flush=True)
    call_command("demo", verbosity=0, stdout=io.StringIO())
    call_command("collectstatic", verbosity=0, interactive=False)
    held = True
    for found in _parts(asked):
        print(found, flush=True)
        held = held and getattr(found, "held", True)
    return held


def _parts(asked: argparse.Namespace) -> Iterator[object]:
    """Everything that is measured, one after the other."""
    from bench import annotated, cold_start, first_screen, growing

    if not asked.facts_only:
        for part in (cold_start, first_screen, annotated):
            yield part.measure(asked.rounds)
        yield annotated.compared(asked.rounds)
    yield from growing.measure(asked.size, asked.rounds, asked.seed)


if __name__ == "__main__":
    main()
