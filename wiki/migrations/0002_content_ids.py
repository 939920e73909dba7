"""Where new content ids come from: a sequence on PostgreSQL, a counter elsewhere."""

from django.db import migrations

FIRST_ID = 65537


def make_source(apps, schema_editor):
    """Make the source of ids that this database can draw from without waiting."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"CREATE SEQUENCE IF NOT EXISTS wiki_content_id_seq START {FIRST_ID} MAXVALUE 2147483647")
    else:
        counter = apps.get_model("wiki", "ContentIdCounter")
        counter.objects.get_or_create(pk=1, defaults={"next_id": FIRST_ID})


def drop_source(apps, schema_editor):
    """Drop the source of ids."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP SEQUENCE IF EXISTS wiki_content_id_seq")


class Migration(migrations.Migration):
    """Make the source of content ids."""

    dependencies = [("wiki", "0001_content")]

    operations = [migrations.RunPython(make_source, drop_source)]
