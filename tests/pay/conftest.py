"""What every test of money may count on."""

from tests.support.keys import few_keys as few_keys
