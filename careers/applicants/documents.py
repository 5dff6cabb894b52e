"""Files that candidates send: checked by content, kept under random names outside the web root.

Only PDF, DOCX and ODT pass. A file name is never trusted; what is inside decides.
"""

import hashlib
import io
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import filetype
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from careers.columns import random_key

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
SUFFIXES = {PDF: ".pdf", DOCX: ".docx", ODT: ".odt"}

MOST_UNPACKED = 50 * 1024 * 1024
MOST_MEMBERS = 2000
_ACTIVE_PDF = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/XFA", b"/RichMedia")
_ACTIVE_OFFICE = ("vbaproject.bin", "basic/", "scripts/", "activex", "oleobject")


class FileRefused(ValueError):
    """The file cannot be taken; `message` tells the candidate what to do."""

    def __init__(self, message: LazyString) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True)
class CheckedFile:
    """A file whose content was looked at: name as sent, cleaned; media type as found inside."""

    name: str
    media_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Return the digest of the content."""
        return hashlib.sha256(self.content).hexdigest()


def check_file(name: str, stream: IO[bytes], most_bytes: int) -> CheckedFile:
    """Return the file if it is a harmless PDF, DOCX or ODT of at most that size; raises FileRefused."""
    content = stream.read(most_bytes + 1)
    if not content:
        raise FileRefused(_l("The selected file is empty. Choose another file."))
    if len(content) > most_bytes:
        raise FileRefused(_l("The selected file must be smaller than 5 MB."))
    media_type = _type_of(content)
    _refuse_active(media_type, content)
    return CheckedFile(_clean_name(name, SUFFIXES[media_type]), media_type, content)


def _type_of(content: bytes) -> str:
    kind = filetype.guess(content)
    if kind is not None and kind.mime == PDF and content.lstrip()[:5] == b"%PDF-":
        return PDF
    if content[:4] == b"PK\x03\x04":
        return _office_type(content)
    raise FileRefused(_l("The selected file must be a PDF, DOCX or ODT."))


def _office_type(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_bomb(archive)
            names = set(archive.namelist())
            if "word/document.xml" in names and "[Content_Types].xml" in names:
                return DOCX
            if "mimetype" in names and archive.read("mimetype").strip() == ODT.encode():
                return ODT
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        raise FileRefused(
            _l("The selected file could not be opened. Save it again, then choose it.")
        ) from None
    raise FileRefused(_l("The selected file must be a PDF, DOCX or ODT."))


def _refuse_bomb(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise FileRefused(_l("The selected file is password protected. Remove the password, then choose it."))
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise FileRefused(_l("The selected file is too complex. Save it as a PDF, then choose that."))


def _refuse_active(media_type: str, content: bytes) -> None:
    if media_type == PDF:
        _refuse_active_pdf(content)
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name.lower() for name in archive.namelist()]
        types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in archive.namelist() else b""
    if b"macroEnabled" in types or any(mark in name for name in names for mark in _ACTIVE_OFFICE):
        raise FileRefused(
            _l("The selected file contains macros or other files. Save it as a PDF, then choose that.")
        )


def _refuse_active_pdf(content: bytes) -> None:
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        encrypted, pages = reader.is_encrypted, 0 if reader.is_encrypted else len(reader.pages)
        active = not encrypted and (_is_marked(content) or _does_something(reader))
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError):
        raise FileRefused(
            _l("The selected file could not be opened. Save it again, then choose it.")
        ) from None
    if encrypted:
        raise FileRefused(_l("The selected file is password protected. Remove the password, then choose it."))
    if not pages:
        raise FileRefused(_l("The selected file has no page. Choose another file."))
    if active:
        raise FileRefused(
            _l("The selected file contains scripts or other files. Print it to a new PDF, then choose that.")
        )


def _is_marked(content: bytes) -> bool:
    return any(mark in content for mark in _ACTIVE_PDF)


def _does_something(reader: PdfReader) -> bool:
    """Say whether the catalogue, which may be compressed and so hidden from a search, opens, runs or holds more."""
    root = reader.root_object
    names = root.get("/Names", {}).get_object() if "/Names" in root else {}
    parts = [repr(root["/OpenAction"].get_object())] if "/OpenAction" in root else []
    return (
        "/AA" in root
        or any(name in names for name in ("/JavaScript", "/EmbeddedFiles"))
        or any(mark.decode() in part for mark in _ACTIVE_PDF for part in parts)
    )


def _clean_name(name: str, suffix: str) -> str:
    """Return the name without path, control and direction characters, ending as its content says."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem = "".join(c for c in base if c.isprintable() and c not in '<>:"|?*').strip(". ")
    stem = stem.rsplit(".", 1)[0] if "." in stem else stem
    return (stem[:100] or "document") + suffix


def keep(folder: Path, file: CheckedFile) -> str:
    """Write the content, synced, under a random name below `folder` and return that name."""
    name = random_key()
    place = folder / name[:2] / name
    place.parent.mkdir(parents=True, exist_ok=True)
    partial = place.with_suffix(".part")
    with partial.open("wb") as out:
        out.write(file.content)
        out.flush()
        os.fsync(out.fileno())
    partial.replace(place)
    return name


def place_of(folder: Path, stored_name: str) -> Path:
    """Return where a kept file is."""
    return folder / stored_name[:2] / stored_name


def forget(folder: Path, stored_name: str) -> None:
    """Remove a kept file; one that is gone already is no error."""
    place_of(folder, stored_name).unlink(missing_ok=True)
