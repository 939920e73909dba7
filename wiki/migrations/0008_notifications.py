import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wiki", "0007_inline_comments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Notification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mention", "you are mentioned"),
                            ("reply", "your comment is answered"),
                            ("task", "a task is yours"),
                            ("change", "you watch it"),
                            ("like", "somebody reacted to what you wrote"),
                            ("job", "your job has ended"),
                        ],
                        max_length=16,
                    ),
                ),
                ("version", models.IntegerField(default=1, help_text="the version of the content that is told of")),
                ("job", models.UUIDField(null=True)),
                (
                    "subject",
                    models.CharField(blank=True, default="", help_text="what the job is called", max_length=255),
                ),
                ("created", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ("read", models.DateTimeField(null=True)),
                (
                    "mailed",
                    models.DateTimeField(help_text="when a mail of its own, or of its day, told of it", null=True),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "content",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wiki.content"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["user", "-created"], name="wiki_notification_of_person"),
                    models.Index(
                        condition=models.Q(("read__isnull", True)), fields=["user"], name="wiki_notification_unread"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("content__isnull", False)),
                        fields=("user", "content", "version"),
                        name="wiki_notification_of_version_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("job__isnull", False)),
                        fields=("user", "job"),
                        name="wiki_notification_of_job_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("content__isnull", False), ("job__isnull", True)),
                            models.Q(("content__isnull", True), ("job__isnull", False)),
                            _connector="OR",
                        ),
                        name="wiki_notification_of_one_thing",
                    ),
                ],
            },
        ),
    ]
