import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wiki", "0006_editing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="InlineComment",
            fields=[
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="inline_comment",
                        serialize=False,
                        to="wiki.content",
                    ),
                ),
                ("ref", models.CharField(help_text="ac:ref of its markers", max_length=255)),
                (
                    "original",
                    models.TextField(blank=True, default="", help_text="the words as they were when it was made"),
                ),
                ("resolved", models.BooleanField(default=False)),
                ("changed", models.DateTimeField(null=True)),
                (
                    "changer",
                    models.ForeignKey(
                        help_text="who resolved or reopened it last",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
