"""Hutong: a super app that anyone can run, compatible with WeChat's APIs and SDKs."""

__version__ = "0.1.0"
