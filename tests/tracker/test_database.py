"""The driver and the database the whole suite stands on."""

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import is_psycopg3


def test_django_uses_psycopg2():
    assert is_psycopg3 is False


@pytest.mark.django_db
def test_the_database_is_a_real_postgresql_in_utf8():
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        assert cursor.fetchone() == ("UTF8",)
        cursor.execute("SELECT count(*) FROM django_migrations")
        assert cursor.fetchone()[0] > 0
