"""Import contracts of our own: a domain has one door, and an order inside.

`lint-imports` reads them from pyproject.toml. A domain is a folder of `hutong` that is neither the kernel, nor the
wire, nor part of the composition. See docs/decisions/host-folders-inside-domains.md.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

DOORS = {"public", "events"}
HOST_FOLDERS = {
    "api_weixin", "api_mch_v2", "api_mch_v3", "qyapi", "open_weixin", "mp_weixin", "wx_tenpay",
    "client", "console", "lab", "operate", "pages", "web_lane",
}  # fmt: skip
# From the bottom up. Whatever has no place of its own here is a rule.
PLACES = {"errors": 0, "events": 0, "models": 1, "reactions": 4, "jobs": 4}
RULES, HOSTS = 2, 5
PUBLIC = 3


class HutongContract(Contract):
    """Checks every direct import of the graph against one question."""

    domains = fields.ListField(subfield=fields.StringField())
    exceptions = fields.ListField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Ask the question of every import between two modules of ours."""
        del verbose
        domains, exceptions = set(self.domains), set(self.exceptions or ())
        complaints = [
            (importer, imported, complaint)
            for importer, imported in direct_imports(graph)
            if importer not in exceptions and (complaint := self.complaint(importer, imported, domains))
        ]
        return ContractCheck(kept=not complaints, metadata={"complaints": complaints})

    @abstractmethod
    def complaint(self, importer: str, imported: str, domains: set[str]) -> str | None:
        """What is wrong with one import, if anything."""

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line per import that breaks the contract."""
        for importer, imported, complaint in sorted(check.metadata["complaints"]):
            output.print_error(f"{importer} imports {imported}: {complaint}", bold=False)


class OneDoor(HutongContract):
    """A domain is entered only through its `public.py` and `events.py`."""

    type_name = "one_door"

    def complaint(self, importer: str, imported: str, domains: set[str]) -> str | None:
        """Entering somebody else's room other than by the door."""
        room = domain_of(imported)
        if room not in domains or domain_of(importer) == room:
            return None
        inside = imported.split(".")[2:]
        if not inside or inside[0] in DOORS:
            return None
        return f"enter {room} through {room}.public or {room}.events"


class OrderInside(HutongContract):
    """Inside a domain: host folders, then reactions and jobs, then rules, then models, then events and errors."""

    type_name = "order_inside"

    def complaint(self, importer: str, imported: str, domains: set[str]) -> str | None:
        """Looking up inside one's own domain."""
        if domain_of(importer) != domain_of(imported) or domain_of(importer) not in domains:
            return None
        own, other = importer.split(".")[2:], imported.split(".")[2:]
        if not own or not other or place_of(own[0]) >= place_of(other[0]):
            return None
        return f"{own[0]} stands below {other[0]}"


def direct_imports(graph: ImportGraph) -> Iterator[tuple[str, str]]:
    """Every pair (importer, imported) within `hutong`."""
    for importer in sorted(graph.modules):
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            yield importer, imported


def domain_of(module: str) -> str | None:
    """`official` for `hutong.official.menus`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else None


def place_of(name: str) -> int:
    """How high a file or folder stands inside its domain."""
    if name in HOST_FOLDERS:
        return HOSTS
    if name == "public":
        return PUBLIC
    return PLACES.get(name, RULES)
