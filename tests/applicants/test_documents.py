"""What files candidates may send: decided by content, never by name."""

import io

import pytest

from careers.applicants import documents
from tests.applicants import files

MOST = 5 * 1024 * 1024
HOSTILE = {
    "empty": b"",
    "text": b"Dear all, hire me.",
    "page": b"<!doctype html><script>alert(1)</script>",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(64),
    "program": b"MZ" + bytes(200),
    "half a pdf": b"%PDF-1.7\n",
    "pdf with password": files.pdf(password="secret"),
    "pdf with script": files.pdf(script="app.alert(1)"),
    "pdf with a file inside": files.pdf(embedded=True),
    "page that begins like a pdf": b"%PDF-1.4 <html><script>alert(1)</script>",
    "archive": files.archive({"a.txt": b"a"}),
    "spreadsheet": files.archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<w/>"}),
    "docx with macros": files.docx(**{"word/vbaProject.bin": b"x"}),
    "docm": files.archive(
        {
            "[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml",
            "word/document.xml": b"<w/>",
        }
    ),
    "bomb": files.docx(**{"word/media/huge.bin": bytes(60 * 1024 * 1024)}),
    "too many members": files.docx(**{f"word/{n}.xml": b"" for n in range(2100)}),
    "broken archive": files.docx()[:-30],
    "too large": files.pdf() + bytes(MOST),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_file_is_refused_with_advice(app, content):
    with pytest.raises(documents.FileRefused) as refusal:
        documents.check_file("cv.pdf", io.BytesIO(content), MOST)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    ("content", "suffix"), [(files.pdf(), ".pdf"), (files.docx(), ".docx"), (files.odt(), ".odt")]
)
def test_real_document_passes_whatever_its_name(content, suffix):
    checked = documents.check_file("my cv.exe", io.BytesIO(content), MOST)
    assert checked.name == f"my cv{suffix}"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\me\\cv.pdf", "cv.pdf"),
        ("cv\u202efdp.exe", "cvfdp.pdf"),
        ("cv.pdf\0.html", "cv.pdf.pdf"),
        ("", "document.pdf"),
        (".htaccess", "htaccess.pdf"),
        ('a"b<c>.pdf', "abc.pdf"),
    ],
)
def test_name_loses_what_could_do_harm(sent, kept):
    assert documents.check_file(sent, io.BytesIO(files.pdf()), MOST).name == kept


def test_kept_file_has_a_random_name(tmp_path):
    checked = documents.check_file("cv.pdf", io.BytesIO(files.pdf()), MOST)
    names = {documents.keep(tmp_path, checked) for _ in range(3)}
    assert len(names) == 3
    assert all(documents.place_of(tmp_path, name).read_bytes() == checked.content for name in names)
