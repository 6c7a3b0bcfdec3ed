"""Settings of a worker in a test: hindered, with a short lease and an impatient timetable."""

from tracker import settings as ours

globals().update({name: value for name, value in vars(ours).items() if name.isupper()})

METRICS_LEASE = 3
METRICS_COMPUTERS = {
    **ours.METRICS_COMPUTERS,
    "project": ours.METRICS_COMPUTERS["project"] | {"compute": "tests.metrics.hindered.stages"},
}
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "metrics.refresh", "schedule": 1.0, "options": {"expires": 10}},
    "new day": {"task": "metrics.roll_day", "schedule": 1.0},
    "nightly comparison": {"task": "metrics.reconcile", "schedule": 2.0},
}
