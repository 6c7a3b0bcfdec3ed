"""What is looked at while and after something went wrong, and what must be right then."""

from contextlib import contextmanager
from datetime import date

from celery import Celery
from django.db import connection

from audit.models import Entry
from metrics.actions import ring
from metrics.actions.leases import expire
from metrics.actions.locks import TIDY, number_of
from metrics.actions.shadow import computed_beside
from metrics.models import Claim, Mark, Result
from metrics.queries import kept_now, results
from projects.models import Progress
from tests import factories


def name_of(work):
    return f"hachang-2016/{work.code}"


def file_facts(works, name, event="opened"):
    for work in works:
        factories.fact(work, f"{name}-{work.code}", event=event, day=date(2020, 5, 1))


def computed(hindrance):
    """Who computed which works, in order."""
    lines = (hindrance / "log").read_text().splitlines()
    return [(int(line.split()[0]), line.split()[1:]) for line in lines]


def only_marked(work):
    return lambda: set(Mark.objects.values_list("subject", flat=True)) == {name_of(work)}


def nothing_waits():
    return not Mark.objects.exists() and not Claim.objects.exists()


def bell_of(broker):
    """Something that sends messages to this broker, whatever they are."""
    return Celery(broker=broker, set_as_current=False)


def ringing(question):
    """The question, asked with a ring each time, as the sweep would."""

    def ask():
        ring("metrics.refresh")
        return question()

    return ask


def expiring(question):
    """The question, asked when the claims of those who have left the database are ended."""

    def ask():
        expire()
        return question()

    return ask


def is_right(facts):
    """Results equal an independent recomputation; facts, traces, Results are there once."""
    assert nothing_waits()
    moments = kept_now()
    with computed_beside(moments) as made:
        assert made.differences([moment.key for moment in moments]) == []
    assert results(moments[-1], "account")
    assert Progress.objects.count() == facts
    assert Entry.objects.filter(action="projects.add_fact").count() == facts
    slots = Result.objects.values_list("moment", "subject_kind", "subject", "metric")
    assert slots.count() == slots.distinct().count()


@contextmanager
def held():
    """Hold up every storing before its end, on a connection of its own."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [number_of(TIDY)])
    try:
        yield
    finally:
        other.close()


def waits_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
            " WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()"
        )
        return cursor.fetchone()[0] > 0
