"""These tests begin at noon, with a merchant who has money."""

from tests.pay.squares import market as market
from tests.pay.squares import stall as stall
