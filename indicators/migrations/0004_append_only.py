"""The database itself refuses to change or remove a value."""

from django.db import migrations

GUARD = """
CREATE TRIGGER indicators_observation_append_only
    BEFORE UPDATE OR DELETE ON indicators_observation
    FOR EACH ROW EXECUTE FUNCTION fact_refuse();
CREATE TRIGGER indicators_observation_no_truncate BEFORE TRUNCATE ON indicators_observation
    FOR EACH STATEMENT EXECUTE FUNCTION fact_refuse();
"""

RELEASE = """
DROP TRIGGER indicators_observation_no_truncate ON indicators_observation;
DROP TRIGGER indicators_observation_append_only ON indicators_observation;
"""


class Migration(migrations.Migration):
    """Adds the triggers that projects defines for all facts."""

    dependencies = [
        ("indicators", "0003_values_finite"),
        ("projects", "0004_append_only"),
    ]
    operations = [migrations.RunSQL(GUARD, RELEASE)]
