"""Only the demo's database can be dropped."""

import pytest
from django.conf import settings

from tracker.servers import ServerError, databases


def test_any_database_but_a_demo_is_refused():
    with pytest.raises(ServerError, match="拒绝重建数据库 tracker"):
        databases.recreate_demo(settings.DATABASES["default"] | {"NAME": "tracker"})


@pytest.mark.django_db(transaction=True)
def test_the_demo_is_dropped_with_all_its_tables_and_made_anew():
    import os

    import psycopg2

    known = settings.DATABASES["default"]
    demo = known | {"NAME": f"t{os.getpid()}_demo"}
    words = {"host": known["HOST"], "port": known["PORT"], "user": known["USER"]}
    words["password"] = known.get("PASSWORD") or None

    def ask(statement):
        line = psycopg2.connect(dbname=demo["NAME"], **words)
        try:
            with line, line.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchone() if cursor.description else None
        finally:
            line.close()

    databases.ensure(demo)
    databases.ensure(demo)
    ask("CREATE TABLE entered (x int)")
    databases.recreate_demo(demo)
    assert ask("SELECT to_regclass('entered')") == (None,)
    with databases._beside(known) as cursor:
        cursor.execute(f"DROP DATABASE {demo['NAME']}")
