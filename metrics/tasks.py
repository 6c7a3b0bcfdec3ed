"""What runs later."""

from celery import shared_task

from metrics import actions


@shared_task(name="metrics.refresh", ignore_result=True)
def refresh() -> None:
    """Work through the marks."""
    actions.refresh()


@shared_task(name="metrics.roll_day", ignore_result=True)
def roll_day() -> None:
    """Follow the calendar."""
    actions.roll_day()


@shared_task(name="metrics.reconcile", ignore_result=True)
def reconcile() -> None:
    """Compare all results with a full recomputation."""
    actions.reconcile()
