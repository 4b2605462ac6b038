"""The instance's rules: each is off, warns, or is enforced with WeChat's own error."""

from typing import Literal, get_args

from hutong.apps import errors
from hutong.apps.models import Switch, switches
from hutong.kernel import instance
from hutong.kernel.db import Reader, Transaction, query

Rule = Literal[
    "permissions", "quotas", "ip_list", "callback_ports", "private_network", "domains", "filings", "merchant_owners"
]
State = Literal["off", "warn", "enforce"]
Switches = dict[Rule, State]

CHANGED = "apps.switches"
"""Woken when a rule was switched."""

DEFAULTS: dict[str, Switches] = {
    # A laptop calls from its own address and listens where it likes; the rest is as strict as WeChat, or says so.
    "lab": {
        "permissions": "enforce",
        "quotas": "warn",
        "ip_list": "off",
        "callback_ports": "warn",
        "private_network": "off",
        "domains": "warn",
        "filings": "warn",
        # Individuals take no payments; a lab may let them, and says so on its pages.
        "merchant_owners": "enforce",
    },
    "live": {
        "permissions": "enforce",
        "quotas": "enforce",
        "ip_list": "enforce",
        "callback_ports": "off",
        "private_network": "enforce",
        "domains": "enforce",
        # Abroad nobody files names: an operator there turns this off and keeps the lists.
        "filings": "enforce",
        "merchant_owners": "enforce",
    },
}

_all = query(switches.select(), Switch)


def stored(read: Reader) -> Switches:
    """How every rule stands."""
    here = instance.find(read)
    assert here is not None, "a lane is open only after its instance was made"
    set_here = {row.rule: row.state for row in read.many(_all)}
    return {rule: _state(set_here.get(rule, default)) for rule, default in DEFAULTS[here.mode].items()}


def switch(tx: Transaction, rule: str, state: str) -> None:
    """Set one rule. Raises: RuleUnknown"""
    if rule not in get_args(Rule) or state not in get_args(State):
        raise errors.RuleUnknown(rule=rule[:64], state=state[:64])
    row, is_new = tx.get_or_add(Switch(rule=rule, state=state))
    if not is_new:
        tx.update(row, state=state)
    tx.wake(CHANGED, None)


def _state(text: str) -> State:
    return "off" if text == "off" else "warn" if text == "warn" else "enforce"
