"""Logs on standard error: lines for people at a terminal, JSON for programs."""

import logging
import sys

import structlog


def to_stderr(*, plain: bool) -> None:
    """Send every log line to standard error; `plain` means JSON."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if plain or not sys.stderr.isatty() else structlog.dev.ConsoleRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
