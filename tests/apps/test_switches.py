"""The instance's rules."""

import pytest

from hutong.apps import errors, public, switches
from hutong.kernel.lane import Lane
from tests.apps.house import set_rule


async def test_a_rule_that_nobody_set_stands_at_its_mode_s_default(lab: Lane, live: Lane) -> None:
    assert await lab.db.read(public.rules) == switches.DEFAULTS["lab"]
    assert await live.db.read(public.rules) == switches.DEFAULTS["live"]


async def test_a_switched_rule_is_heard_at_once(lane: Lane) -> None:
    assert await public.rule(lane, "quotas") == "warn"
    await set_rule(lane, "quotas", "enforce")
    assert await public.rule(lane, "quotas") == "enforce"
    await set_rule(lane, "quotas", "off")
    assert await public.rule(lane, "quotas") == "off"
    assert (await lane.db.read(public.rules))["quotas"] == "off"


@pytest.mark.parametrize("rule, state", [("gravity", "off"), ("quotas", "maybe")])
async def test_an_unknown_rule_or_state_changes_nothing(lab: Lane, rule: str, state: str) -> None:
    with pytest.raises(errors.RuleUnknown):
        await set_rule(lab, rule, state)
    assert await lab.db.read(public.rules) == switches.DEFAULTS["lab"]


async def test_the_network_rule_says_whom_callbacks_reach(lab: Lane) -> None:
    assert (await public.network_policy(lab)).allows("127.0.0.1")
    await set_rule(lab, "private_network", "enforce")
    assert not (await public.network_policy(lab)).allows("127.0.0.1")
    assert (await public.network_policy(lab)).allows("8.8.8.8")
