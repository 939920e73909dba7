"""The processes that serve the site tell of themselves."""

import os
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from celery import current_app
from django.utils import timezone

from remoteapi import nodes
from remoteapi.models import NodeHeartbeat

pytestmark = pytest.mark.django_db


def row(pid: int, seconds: float) -> NodeHeartbeat:
    then = timezone.now() - timedelta(seconds=seconds)
    return NodeHeartbeat.objects.create(host="elsewhere", process="quick", pid=pid, started=then, beaten=then)


def test_a_process_has_one_row_however_often_it_tells() -> None:
    started = timezone.now() - timedelta(hours=2)
    nodes.beat("web", started)
    nodes.beat("web", started)
    (node,) = NodeHeartbeat.objects.all()
    assert (node.process, node.pid, node.started) == ("web", os.getpid(), started)
    assert node.figures["process"]["uptimeSeconds"] == "7200"
    assert int(node.figures["process"]["peakMemoryBytes"]) > 1024 * 1024
    assert all(isinstance(value, str) for part in node.figures.values() for value in part.values())


def test_figures_tell_no_secret(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current_app.conf, "broker_url", "amqp://user:hunter2@queue.example.org//")
    nodes.beat("web", timezone.now())
    figures = str(NodeHeartbeat.objects.get().figures)
    assert "hunter2" not in figures
    assert "queue.example.org" not in figures
    assert settings.SECRET_KEY not in figures


def test_who_was_silent_for_a_minute_does_not_live() -> None:
    live, _ = row(1, 30), row(2, 90)
    assert [node.pid for node in nodes.live_nodes()] == [live.pid, os.getpid()]


def test_this_process_is_there_once() -> None:
    nodes.beat("quick", timezone.now())
    assert [node.process for node in nodes.live_nodes()] == ["quick"]


def test_rows_of_the_dead_are_forgotten() -> None:
    row(1, 7200)
    nodes.beat("web", timezone.now())
    assert [node.pid for node in NodeHeartbeat.objects.all()] == [os.getpid()]


@pytest.mark.parametrize(("broker", "expected"), [("file://localhost", False), ("redis://redis:6379/0", True)])
def test_several_machines_need_a_database_and_queues_that_they_share(
    monkeypatch: pytest.MonkeyPatch, broker: str, expected: bool
) -> None:
    monkeypatch.setattr(current_app.conf, "broker_url", broker)
    monkeypatch.setattr(nodes, "connection", SimpleNamespace(vendor="sqlite"))
    assert nodes.may_be_clustered() is False
    monkeypatch.setattr(nodes, "connection", SimpleNamespace(vendor="postgresql"))
    assert nodes.may_be_clustered() is expected
