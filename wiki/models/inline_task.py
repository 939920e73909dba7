"""Tasks that stand in pages, kept as rows so that they can be listed."""

from django.conf import settings
from django.db import models


class InlineTask(models.Model):
    """One `ac:task` of a current version; the body is the truth, and each save brings the rows in line with it."""

    content = models.ForeignKey("wiki.Content", on_delete=models.CASCADE, related_name="tasks")
    number = models.CharField(max_length=64, help_text="ac:task-id, as written")
    position = models.PositiveIntegerField(help_text="its place among the tasks of the text, from 0")
    text = models.CharField(max_length=1000, blank=True, default="", help_text="its beginning, as plain text")
    complete = models.BooleanField(default=False)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="assigned_tasks"
    )
    due = models.DateField(null=True)
    creator = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField()
    completer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    completed = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["assignee", "complete", "due"], name="wiki_task_of_assignee"),
            models.Index(fields=["content", "position"], name="wiki_task_of_content"),
        )

    def __str__(self) -> str:
        return self.text
