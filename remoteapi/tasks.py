"""Celery entry points of the remote API."""

from celery import shared_task

from remoteapi import tokens


@shared_task(ignore_result=True)
def forget_expired_tokens() -> None:
    """Remove the sessions that have been idle for too long."""
    tokens.forget_expired_tokens()
