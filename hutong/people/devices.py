"""What a browser is called in the list of a person's sessions."""

import re

_UNKNOWN = ""
# The first that matches wins: most browsers also carry the names of those before them.
_BROWSERS = (
    ("MicroMessenger/", "WeChat"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
    ("python", "Python"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
_LONGEST_OTHER = 40


def device_of(user_agent: str) -> str:
    """A browser and its system, such as `Firefox · Linux`; names that need no translation."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), _UNKNOWN)
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), _UNKNOWN)
    known = " · ".join(name for name in (browser, system) if name)
    return known or re.sub(r"[^\w ./-]", "", user_agent.partition("(")[0]).strip()[:_LONGEST_OTHER]
