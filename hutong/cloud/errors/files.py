"""Files that cannot be kept, found, or given out."""

from hutong.cloud.errors.base import CloudError
from hutong.wire.faces import Errcode, Problem


class FileNotFound(CloudError):
    """The environment has no file of this name."""

    api_weixin = Errcode(-503003, "STORAGE_FILE_NONEXIST")
    product = Problem(404, "cloud_file_not_found")


class FileIdWrong(CloudError):
    """This is not the name of a file in this environment."""

    api_weixin = Errcode(-501007, "invalid file id")
    product = Problem(422, "cloud_file_id_wrong")


class FilePathWrong(CloudError):
    """A path has at most `max` bytes, no leading slash, no empty part and none of "." and ".."."""

    api_weixin = Errcode(-501007, "invalid cloudPath")
    product = Problem(422, "cloud_file_path_wrong")


class FileNotYours(CloudError):
    """The file belongs to somebody else."""

    api_weixin = Errcode(-503002, "STORAGE_EXCEED_AUTHORITY")
    product = Problem(403, "cloud_file_not_yours")


class FileTooLarge(CloudError):
    """A file has at most `limit_bytes`."""

    api_weixin = Errcode(-403001, "exceed max upload size {limit_bytes}")
    product = Problem(413, "cloud_file_too_large")


class FileEmpty(CloudError):
    """A file has a byte at least."""

    api_weixin = Errcode(-503001, "empty file")
    product = Problem(422, "cloud_file_empty")


class StorageFull(CloudError):
    """The environment keeps as much as it may: `limit_bytes`, or `limit` files."""

    api_weixin = Errcode(-501017, "storage quota exhausted")
    product = Problem(409, "cloud_storage_full")


class TooManyFiles(CloudError):
    """At most `limit` files are named in a call."""

    api_weixin = Errcode(-501007, "at most {limit} files")
    product = Problem(422, "cloud_too_many_files")


class PermissionUnknown(CloudError):
    """There is no such permission."""

    api_weixin = Errcode(-501007, "invalid permission")
    product = Problem(422, "cloud_permission_unknown")
