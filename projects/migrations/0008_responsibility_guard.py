"""The database itself keeps responsibilities append-only, and holds what needs other rows."""

from django.db import migrations

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

TABLES = ("projects_responsibility", "projects_term")

# The row of the item is locked first, so that two people cannot both pass the check.
CREATE_CHECK = """
CREATE FUNCTION responsibility_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM projects_project WHERE id = NEW.project_id FOR NO KEY UPDATE;
    IF NEW.ends_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM projects_responsibility ended
        WHERE ended.id = NEW.ends_id AND NOT ended.withdrawn
          AND ended.project_id = NEW.project_id
          AND ended.organisation_id = NEW.organisation_id
          AND ended.role = NEW.role AND ended.valid_from = NEW.valid_from
    ) THEN
        RAISE EXCEPTION '终止的记录必须与所终止的一条一致'
            USING ERRCODE = 'check_violation',
                  CONSTRAINT = 'projects_responsibility_end_repeats';
    END IF;
    IF NEW.withdrawn THEN
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT 1 FROM regions_organisation office
        WHERE office.id = NEW.organisation_id AND NEW.ends_id IS NULL
          AND (NEW.valid_from < office.valid_from OR NEW.valid_from >= office.valid_to)
    ) THEN
        RAISE EXCEPTION '单位在生效日期尚未设立或已经停用'
            USING ERRCODE = 'check_violation',
                  CONSTRAINT = 'projects_responsibility_office_in_force';
    END IF;
    IF EXISTS (
        SELECT 1 FROM projects_responsibility other
        WHERE other.project_id = NEW.project_id AND NOT other.withdrawn
          AND other.id IS DISTINCT FROM NEW.ends_id
          AND NOT EXISTS (
              SELECT 1 FROM projects_responsibility later WHERE later.ends_id = other.id
          )
          AND (other.organisation_id = NEW.organisation_id
               OR (other.role = 'lead' AND NEW.role = 'lead'))
          AND (NEW.valid_to IS NULL OR other.valid_from < NEW.valid_to)
          AND (other.valid_to IS NULL OR NEW.valid_from < other.valid_to)
    ) THEN
        RAISE EXCEPTION '一个事项同一时间只能有一个牵头单位，同一单位只能有一种责任'
            USING ERRCODE = 'check_violation',
                  CONSTRAINT = 'projects_responsibility_one_at_a_time';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER projects_responsibility_check BEFORE INSERT ON projects_responsibility
    FOR EACH ROW EXECUTE FUNCTION responsibility_check();
"""

DROP_CHECK = """
DROP TRIGGER projects_responsibility_check ON projects_responsibility;
DROP FUNCTION responsibility_check();
"""


class Migration(migrations.Migration):
    """Adds the triggers; emptying is possible in a test database alone."""

    dependencies = [("projects", "0007_responsibility")]
    operations = [
        *[
            migrations.RunSQL(GUARD.format(table=table), RELEASE.format(table=table))
            for table in TABLES
        ],
        migrations.RunSQL(CREATE_CHECK, DROP_CHECK),
    ]
