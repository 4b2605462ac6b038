"""What tests of the lab may ask for."""

from tests.wire.conftest import account, any_town, live, town

__all__ = ["account", "any_town", "live", "town"]
