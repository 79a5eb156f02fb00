"""What `irenicon assess` writes, by the name of its option."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from irenicon.errors import IreniconError

if TYPE_CHECKING:
    from irenicon.assessment import Assessment
    from irenicon.codebook.model import Codebook


def written(
    result: Assessment, wanted: Mapping[str, Path | None], words: str, codebook: Codebook
) -> Iterator[tuple[Path, bytes]]:
    """Each file that is wanted, with its bytes."""
    for name, path in wanted.items():
        if path:
            yield path, _WRITERS[name](result, words, codebook)


def put(path: Path, data: bytes) -> None:
    """Writes a result, "-" to standard output; raises IreniconError "wrong_use" where it cannot be written."""
    if str(path) == "-":
        sys.stdout.buffer.write(data)
        return
    try:
        path.write_bytes(data)
    except OSError as error:
        raise IreniconError("wrong_use", f"{path} cannot be written: {error.strerror}.", str(path)) from error


def _html(result: Assessment, words: str, codebook: Codebook) -> bytes:
    from irenicon.report.page import to_html

    return to_html(result, language=words, codebook=codebook).encode()


def _json(result: Assessment, words: str, codebook: Codebook) -> bytes:
    from irenicon.report.records import to_json

    return to_json(result, codebook)


def _csv(result: Assessment, words: str, codebook: Codebook) -> bytes:
    from irenicon.report.table import to_csv

    return to_csv(result).encode()


def _claims(result: Assessment, words: str, codebook: Codebook) -> bytes:
    from irenicon.report.table import claims_to_csv

    return claims_to_csv(result).encode()


def _annotations(result: Assessment, words: str, codebook: Codebook) -> bytes:
    from irenicon.report.annotations import to_annotations

    return to_annotations(result)


def _xlsx(result: Assessment, words: str, codebook: Codebook) -> bytes:
    from irenicon.report.workbook import to_xlsx

    return to_xlsx(result, language=words, codebook=codebook)


def _qdpx(result: Assessment, words: str, codebook: Codebook) -> bytes:
    from irenicon.exchange.model import project_of
    from irenicon.exchange.qdpx_out import to_qdpx

    return to_qdpx(project_of(result), codebook, language=words)


def _pdf(result: Assessment, words: str, codebook: Codebook) -> bytes:
    from irenicon.report.pdf import to_pdf

    return to_pdf(result, language=words, codebook=codebook)


def _docx(result: Assessment, words: str, codebook: Codebook) -> bytes:
    from irenicon.report.word import to_docx

    return to_docx(result, language=words, codebook=codebook)


def _map_svg(result: Assessment, words: str, codebook: Codebook) -> bytes:
    from irenicon.report.print_map import to_svg

    return to_svg(result, codebook, words).encode()


def _map_png(result: Assessment, words: str, codebook: Codebook) -> bytes:
    from irenicon.report.print_map import to_png

    return to_png(result, codebook, words)


_WRITERS: Mapping[str, Callable[[Assessment, str, Codebook], bytes]] = {
    "json": _json,
    "csv": _csv,
    "claims": _claims,
    "annotations": _annotations,
    "html": _html,
    "xlsx": _xlsx,
    "pdf": _pdf,
    "docx": _docx,
    "qdpx": _qdpx,
    "map.svg": _map_svg,
    "map.png": _map_png,
}
