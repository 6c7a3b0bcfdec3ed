"""The database itself refuses to change or remove a fact or a ruling."""

from django.db import migrations

CREATE = """
CREATE FUNCTION fact_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND starts_with(current_database(), 'test_') THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '已入库的事实只能追加，不能修改或删除（%）', TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;
"""

GUARD = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION fact_refuse();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION fact_refuse();
"""

RELEASE = """
DROP TRIGGER {table}_no_truncate ON {table};
DROP TRIGGER {table}_append_only ON {table};
"""

TABLES = ("projects_progress", "plan_ruling")


class Migration(migrations.Migration):
    """Adds the triggers; emptying is possible in a test database alone."""

    dependencies = [("projects", "0003_progress_numbers_finite"), ("plan", "0001_initial")]
    operations = [
        migrations.RunSQL(CREATE, "DROP FUNCTION fact_refuse();"),
        *[
            migrations.RunSQL(GUARD.format(table=table), RELEASE.format(table=table))
            for table in TABLES
        ],
    ]
