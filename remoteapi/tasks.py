"""Celery entry points of the remote API."""

from celery import shared_task

from remoteapi import personal_tokens, tokens


@shared_task(ignore_result=True)
def forget_expired_tokens() -> None:
    """Remove the sessions that have been idle for too long, and personal tokens that were revoked long ago."""
    tokens.forget_expired_tokens()
    personal_tokens.forget_ended_tokens()
