"""Every public error of the house has its remote exception."""

import inspect

import pytest

import accounts.errors
import remoteapi.errors
import wiki.errors
from remoteapi.faults import FAULTS, FaultClass, fault_for

MODULES = (accounts.errors, wiki.errors, remoteapi.errors)
ERRORS = sorted(
    {
        one
        for module in MODULES
        for _, one in inspect.getmembers(module, inspect.isclass)
        if issubclass(one, Exception) and not one.__name__.startswith("_")
    },
    key=lambda one: f"{one.__module__}.{one.__name__}",
)


@pytest.mark.parametrize("error", ERRORS, ids=lambda one: f"{one.__module__}.{one.__name__}")
def test_every_error_has_a_row_or_inherits_one(error: type[Exception]) -> None:
    assert any(cls in FAULTS for cls in error.__mro__)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (accounts.errors.NotPermitted(), FaultClass.NOT_PERMITTED),
        (accounts.errors.TooManyFailures("a", 3), FaultClass.AUTHENTICATION_FAILED),
        (accounts.errors.NoSuchUser("a"), FaultClass.REMOTE),
        (wiki.errors.TitleTaken("a", "b"), FaultClass.REMOTE),
        (wiki.errors.KeyTaken("a"), FaultClass.ALREADY_EXISTS),
        (wiki.errors.VersionConflict(1, 2), FaultClass.VERSION_MISMATCH),
        (wiki.errors.NoSuchPage(7), FaultClass.REMOTE),
        (wiki.errors.MalformedStorage(3, 4, "no"), FaultClass.REMOTE),
        (remoteapi.errors.InvalidSession(), FaultClass.INVALID_SESSION),
    ],
)
def test_the_nearest_class_decides(error: Exception, expected: FaultClass) -> None:
    fault = fault_for(error)
    assert fault is not None
    assert fault.fault_class is expected
    assert fault.reason == str(error)


def test_an_unforeseen_error_has_no_fault() -> None:
    assert fault_for(ValueError("a secret")) is None


def test_a_fault_names_its_class_and_reason() -> None:
    fault = fault_for(remoteapi.errors.InvalidSession())
    assert str(fault).startswith("com.atlassian.confluence.rpc.InvalidSessionException: User not authenticated")
