"""`python -m bench [CASE …]`: measure, print, and write `bench/out/latest.json`."""

import sys
from pathlib import Path

import msgspec
from rich.console import Console

from bench.cases import articles, broadcasts, executor, faces, ledger, mini, process, redirect, signing, wire
from bench.measure import Figure, commit

_CASES = {
    "articles": articles,
    "broadcasts": broadcasts,
    "executor": executor,
    "faces": faces,
    "ledger": ledger,
    "mini": mini,
    "wire": wire,
    "redirect": redirect,
    "process": process,
    "signing": signing,
}
_OUT = Path(__file__).parent / "out" / "latest.json"


def main(names: list[str]) -> None:
    """Measure the named cases, or all."""
    console = Console(width=150)
    at = commit()
    figures: list[Figure] = []
    for name in names or list(_CASES):
        for figure in _CASES[name].figures():
            figures.append(msgspec.structs.replace(figure, commit=at))
            console.print(_line(figure), highlight=False)
    _OUT.parent.mkdir(exist_ok=True)
    _OUT.write_bytes(msgspec.json.format(msgspec.json.encode(figures), indent=1) + b"\n")
    console.print(f"written to {_OUT.relative_to(Path.cwd())}")


def _line(figure: Figure) -> str:
    mark = "[green]ok  [/green]" if figure.is_met else "[red]over[/red]"
    wanted = f"{'at least' if figure.higher_is_better else 'at most'} {figure.bar:g}x"
    return (
        f"{mark} {figure.name}: {figure.ours:g} {figure.unit} against {figure.baseline:g} ({figure.baseline_name}), "
        f"{figure.ratio:g}x, {wanted}; {figure.n} rounds, spread {figure.spread:g}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
