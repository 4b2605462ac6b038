"""How a bill is written: a line of names, lines of values that begin with a back-tick, and a summary."""

import msgspec

_CONTROL = dict.fromkeys(range(32), " ") | {127: " "}


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A bill before it is text."""

    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    summary_columns: tuple[str, ...]
    summary: tuple[str, ...]


def columns(line: str) -> tuple[str, ...]:
    """The names in a line of them."""
    return tuple(line.split(","))


def text(sheet: Sheet) -> str:
    """The bill as it is downloaded: lines end with CR LF, commas in values are not quoted."""
    lines = [",".join(sheet.columns), *map(_line, sheet.rows)]
    if sheet.summary_columns:
        lines += [",".join(sheet.summary_columns), _line(sheet.summary)]
    return "".join(f"{line}\r\n" for line in lines)


def yuan(fen: int, digits: int = 2) -> str:
    """An amount in yuan, like 0.01 or -0.01000."""
    sign, fen = ("-" if fen < 0 else ""), abs(fen)
    return f"{sign}{fen // 100}.{fen % 100:02d}{'0' * (digits - 2)}"


def percent(bps: int) -> str:
    """A rate like 0.60%."""
    return f"{bps // 100}.{bps % 100:02d}%"


def _line(values: tuple[str, ...]) -> str:
    return ",".join(f"`{value.translate(_CONTROL)}" for value in values)
