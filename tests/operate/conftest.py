"""What these tests may ask for."""

from tests.people.fixtures import _quick_hashes, browser, lab, lane, live, wire

__all__ = ["_quick_hashes", "browser", "lab", "lane", "live", "wire"]
