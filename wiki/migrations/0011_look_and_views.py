import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wiki", "0010_shares_and_watches"),
    ]

    operations = [
        migrations.CreateModel(
            name="Logo",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("png", models.BinaryField()),
            ],
        ),
        migrations.AddField(
            model_name="space",
            name="accent",
            field=models.CharField(
                blank=True,
                default="",
                help_text="the colour of its screens; empty: that of the site",
                max_length=7,
            ),
        ),
        migrations.AddField(
            model_name="space",
            name="logo",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="spaces",
                to="wiki.logo",
            ),
        ),
        migrations.CreateModel(
            name="ViewCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("views", models.PositiveIntegerField(default=0)),
                (
                    "content",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="view_counts", to="wiki.content"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["day", "content"], name="wiki_views_by_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("content", "day"), name="wiki_views_once_a_day"),
                ],
            },
        ),
    ]
