"""Give each item on file its first version, then let the database keep versions append-only."""

from django.db import migrations

FIRST = """
INSERT INTO projects_criterion (project_id, number, text, origin, reason, recorded_by)
SELECT id, 1, criterion, 'catalogue', '目录载明', '系统' FROM projects_project;
SET CONSTRAINTS ALL IMMEDIATE;
"""

GUARD = """
CREATE TRIGGER projects_criterion_append_only BEFORE UPDATE OR DELETE ON projects_criterion
    FOR EACH ROW EXECUTE FUNCTION fact_refuse();
CREATE TRIGGER projects_criterion_no_truncate BEFORE TRUNCATE ON projects_criterion
    FOR EACH STATEMENT EXECUTE FUNCTION fact_refuse();
"""

RELEASE = """
DROP TRIGGER projects_criterion_no_truncate ON projects_criterion;
DROP TRIGGER projects_criterion_append_only ON projects_criterion;
"""


class Migration(migrations.Migration):
    """Adds the rows and the triggers; emptying is possible in a test database alone."""

    dependencies = [("projects", "0009_criterion")]
    operations = [
        migrations.RunSQL(FIRST, migrations.RunSQL.noop),
        migrations.RunSQL(GUARD, RELEASE),
    ]
