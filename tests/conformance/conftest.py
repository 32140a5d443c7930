"""Which sources are checked: all there are, or with --device those that are named, and nothing else."""

from __future__ import annotations

import pytest

from tests.conformance.kinds import KINDS, hardware


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every check of a source, for every kind of it."""
    if "kind" in metafunc.fixturenames:
        devices = metafunc.config.getoption("device")
        kinds = [hardware(named) for named in devices] if devices else list(KINDS)
        metafunc.parametrize("kind", kinds, ids=[kind.name for kind in kinds])
