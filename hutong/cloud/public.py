"""The door of the cloud: what the domains above may call."""

from hutong.cloud import environments
from hutong.cloud.models.environments import Environment

__all__ = ["Environment", "environment_at_hand", "find_environment", "switch_environment"]

environment_at_hand = environments.at_hand
find_environment = environments.find
switch_environment = environments.switch
