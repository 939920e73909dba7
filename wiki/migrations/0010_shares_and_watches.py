import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("wiki", "0009_reactions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Share",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("addresses", models.JSONField(default=list, help_text="mail addresses outside of the wiki")),
                ("note", models.TextField(blank=True, default="")),
                ("recipients", models.IntegerField(help_text="how many people and addresses there are")),
                ("created", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                (
                    "content",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="shares", to="wiki.content"
                    ),
                ),
                ("people", models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "sharer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.RemoveConstraint(model_name="watch", name="wiki_watch_of_one_thing"),
        migrations.AddField(
            model_name="watch",
            name="label",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="watches", to="wiki.label"
            ),
        ),
        migrations.AddField(
            model_name="watch",
            name="person",
            field=models.ForeignKey(
                help_text="whose pages, blog posts and comments are followed",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="follows",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="watch",
            constraint=models.UniqueConstraint(
                condition=Q(label__isnull=False), fields=("user", "label"), name="wiki_watch_label_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="watch",
            constraint=models.UniqueConstraint(
                condition=Q(person__isnull=False), fields=("user", "person"), name="wiki_watch_person_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="watch",
            constraint=models.CheckConstraint(
                condition=Q(
                    Q(content__isnull=False, label__isnull=True, person__isnull=True, space__isnull=True),
                    Q(content__isnull=True, label__isnull=True, person__isnull=True, space__isnull=False),
                    Q(content__isnull=True, label__isnull=False, person__isnull=True, space__isnull=True),
                    Q(content__isnull=True, label__isnull=True, person__isnull=False, space__isnull=True),
                    _connector="OR",
                ),
                name="wiki_watch_of_one_thing",
            ),
        ),
        migrations.AlterField(
            model_name="notification",
            name="kind",
            field=models.CharField(
                choices=[
                    ("mention", "you are mentioned"),
                    ("reply", "your comment is answered"),
                    ("task", "a task is yours"),
                    ("change", "you watch it"),
                    ("label", "it got a label that you watch"),
                    ("share", "somebody shares it with you"),
                    ("like", "somebody reacted to what you wrote"),
                    ("job", "your job has ended"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="notification",
            name="subject",
            field=models.CharField(
                blank=True, default="", help_text="what the job, or the label, is called", max_length=255
            ),
        ),
    ]
