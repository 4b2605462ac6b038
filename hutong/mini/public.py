"""The door of mini programs: what the domains above may call, and what the runtime half of this one stands on."""

from hutong.kernel.lane import Lane
from hutong.mini import launches, open_data, programs, testers
from hutong.mini.content import ContentPort, WordList
from hutong.mini.launches import Launch
from hutong.mini.models.domains import DomainKind
from hutong.mini.models.programs import Privacy, Program
from hutong.mini.models.versions import Problem, Version, Wanted
from hutong.mini.packages import compiling, packing, store, unpacking
from hutong.mini.packages.compiling import Places
from hutong.mini.ports import FunctionsPort, NoticePort
from hutong.mini.versions import choosing

__all__ = [
    "CONFINED",
    "MOST_JSON_BYTES",
    "MOST_PACKED_BYTES",
    "ContentPort",
    "DomainKind",
    "FunctionsPort",
    "Launch",
    "NoticePort",
    "Privacy",
    "Problem",
    "Program",
    "Version",
    "Wanted",
    "app_of",
    "compiler_command",
    "current_version",
    "find_version",
    "folder_here",
    "is_member",
    "is_tester",
    "look_into_zip",
    "node_program",
    "open_data_held_by",
    "open_on",
    "pack_folder",
    "package_file",
    "package_folder",
    "program_of",
    "recheck_launch",
    "require_launch",
    "unpack_zip",
]

app_of = programs.app_of
program_of = programs.found
current_version = choosing.current
find_version = choosing.ready
is_member = testers.is_member
is_tester = testers.is_tester
package_folder = store.folder
package_file = store.find
pack_folder = packing.pack
compiler_command = compiling.command
require_launch = launches.require
recheck_launch = launches.recheck
open_data_held_by = open_data.held_by
folder_here = packing.folder_here
look_into_zip = unpacking.look
unpack_zip = unpacking.unpack
MOST_PACKED_BYTES = unpacking.MOST_PACKED_BYTES
MOST_JSON_BYTES = unpacking.MOST_JSON_BYTES
node_program = compiling.node
CONFINED = compiling.CONFINED


def open_on(lane: Lane) -> None:
    """Make a lane ready: called once, when its ports are filled."""
    lane.provide(Places, Places())
    lane.provide(ContentPort, WordList())
