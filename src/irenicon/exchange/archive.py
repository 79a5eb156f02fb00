"""Archives of other programs, read within bounds and never unpacked to disk."""

from __future__ import annotations

import io
import zipfile
import zlib

from irenicon.errors import IreniconError

_MEMBERS = 20_000
_BYTES = 512 * 1024 * 1024  # of all members together, unpacked


class Archive:
    """A zip archive in memory. What is taken out of it counts against one bound."""

    def __init__(self, data: bytes, source: str, most: int = _BYTES) -> None:
        """Raises IreniconError "bad_data" where it is no archive or holds too much."""
        self._source, self._left = source, most
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError) as error:
            raise self._refuse(f"is not a zip archive, or a broken one ({error})") from error
        members = self._zip.infolist()
        if len(members) > _MEMBERS or sum(one.file_size for one in members) > most:
            raise self._refuse(f"holds more than {_MEMBERS:,} files or {most:,} bytes when unpacked")
        self._names = {one.filename.replace("\\", "/").casefold(): one for one in members}

    def take(self, name: str) -> bytes | None:
        """The bytes of a member, its name in any case; None where there is none.

        Raises IreniconError "bad_data" where it is damaged, encrypted, or more than the archive says.
        """
        member = self._names.get(name.casefold())
        if member is None:
            return None
        try:
            with self._zip.open(member) as file:
                held = file.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise self._refuse(f"is broken at {name} ({error})") from error
        except (RuntimeError, NotImplementedError) as error:
            raise self._refuse(f"is encrypted or packed in a way that cannot be read, at {name}") from error
        self._left -= len(held)
        if self._left < 0:
            raise self._refuse("unpacks to more than it says")
        return held

    def _refuse(self, what: str) -> IreniconError:
        return IreniconError("bad_data", f"{self._source} {what}; export it again, or give its texts.", self._source)
