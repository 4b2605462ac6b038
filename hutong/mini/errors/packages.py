"""What is wrong with an uploaded package."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class PackageMissing(HutongError):
    """No package was sent."""

    product = Problem(422, "package_missing")


class PackageTooLarge(HutongError):
    """A package has at most `limit_bytes`, packed."""

    api_weixin = Errcode(85044, "code package is too large")
    product = Problem(413, "package_too_large")


class PackageNotZip(HutongError):
    """The bytes are no zip archive, or a broken one."""

    product = Problem(422, "package_not_zip")


class PackageEncrypted(HutongError):
    """`file` in the archive is encrypted, or packed in a way that is not read here."""

    product = Problem(422, "package_encrypted")


class TooManyFiles(HutongError):
    """A package has at most `limit` files."""

    product = Problem(422, "package_too_many_files")


class PackageUnpacksTooLarge(HutongError):
    """What comes out of the archive is more than `limit_bytes`, or more than its own table tells."""

    product = Problem(422, "package_unpacks_too_large")


class PathEscapes(HutongError):
    """The name of `file` leads out of the package."""

    product = Problem(422, "package_path_escapes")


class PathNotPlain(HutongError):
    """The name of `file` cannot be one: too long, too deep, or with characters that no file name has."""

    product = Problem(422, "package_path_not_plain")


class PathTwice(HutongError):
    """`file` is there twice, perhaps with other large and small letters, or as a file and as a folder."""

    product = Problem(422, "package_path_twice")


class LinkInPackage(HutongError):
    """`file` is a link or a device; a package holds files and folders alone."""

    product = Problem(422, "package_link")


class JsonTooDeep(HutongError):
    """`file` is nested deeper than `limit`."""

    product = Problem(422, "package_json_too_deep")


class JsonTooLarge(HutongError):
    """`file`, which is JSON, has more than `limit_bytes`."""

    product = Problem(422, "package_json_too_large")


class NoProgramInside(HutongError):
    """There is no app.json, neither at the top of the package nor where its project.config.json says."""

    api_weixin = Errcode(85048, "app.json not found")
    product = Problem(422, "package_without_program")


class FolderNotFound(HutongError):
    """There is no such folder on the machine of the lane."""

    product = Problem(404, "folder_not_found")


class FolderNotHere(HutongError):
    """A folder is read only for programs on the lane's own machine; elsewhere send a zip."""

    product = Problem(403, "folder_not_here")


class CompilerMissing(HutongError):
    """The compiler of mini programs, or the Node it runs in, is not installed here."""

    product = Problem(503, "compiler_missing")


class NotCompiled(HutongError):
    """The program could not be compiled; the problems say where and why."""

    product = Problem(422, "program_not_compiled")


class StillCompiling(HutongError):
    """The compiler took longer than whoever asked was ready to wait; it goes on."""

    product = Problem(504, "still_compiling")
