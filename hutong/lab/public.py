"""The door of the lab: what the composition above may call."""

from hutong.lab import demo

__all__ = ["Surroundings", "begin_demo"]

Surroundings = demo.Surroundings
begin_demo = demo.begin
