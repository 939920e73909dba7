"""Where new content ids come from on PostgreSQL: a sequence. Elsewhere the first draw makes the row of a counter."""

from django.db import migrations

FIRST_ID = 65537


def make_source(apps, schema_editor):
    """Make the sequence, from which ids can be drawn without waiting."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"CREATE SEQUENCE IF NOT EXISTS wiki_content_id_seq START {FIRST_ID} MAXVALUE 2147483647")


def drop_source(apps, schema_editor):
    """Drop the sequence."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP SEQUENCE IF EXISTS wiki_content_id_seq")


class Migration(migrations.Migration):
    """Make the source of content ids."""

    dependencies = [("wiki", "0001_content")]

    operations = [migrations.RunPython(make_source, drop_source)]
