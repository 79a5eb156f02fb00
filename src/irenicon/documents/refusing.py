"""Files that are no documents, told by how they begin."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from irenicon.errors import IreniconError

_PICTURES = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF87a": "GIF", b"GIF89a": "GIF"}
_HEAD = 1024  # bytes in which a PDF says so
_WORD = "[Content_Types].xml"


def refuse(data: bytes, name: str) -> None:
    """Raises IreniconError "unknown_format" for a picture, an archive, or what is named a PDF and is none."""
    for begins, kind in _PICTURES.items():
        if data.startswith(begins):
            reason = f"{name} is a picture ({kind}); give the text itself, or run it through text recognition first."
            raise IreniconError("unknown_format", reason, name)
    packed = data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    if packed and _is_archive(data):
        reason = f"{name} is an archive of files; unpack it and give the documents in it, or the folder."
        raise IreniconError("unknown_format", reason, name)
    if not packed and Path(name).suffix.lower() == ".pdf" and b"%PDF" not in data[:_HEAD]:
        reason = f"{name} is named a PDF and is none; give the file as it was made, or its text."
        raise IreniconError("unknown_format", reason, name)


def _is_archive(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _WORD not in archive.namelist()
    except zipfile.BadZipFile:
        return False
