from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wiki", "0011_look_and_views"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="content",
            index=models.Index(
                condition=models.Q(("kind", "page"), ("status", "current")),
                fields=["space", "parent", "kind", "status", "position", "title_folded"],
                name="wiki_page_in_tree",
            ),
        ),
    ]
