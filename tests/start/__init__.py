"""Tests of starting the wiki: settings, bin/start, the task queues."""
