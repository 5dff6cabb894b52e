"""Tables as spreadsheets and as paper: the same rows as in the CSV file, with what they mean beside them."""

import io
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import xlsxwriter
from flask import Response
from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.fonts import FontFace

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FONTS = Path(__file__).parent.parent / "static" / "vendor" / "fonts"
Notes = Sequence[tuple[str, str]]


def xlsx_answer(
    name: str, titles: tuple[str, str], header: Sequence[str], rows: Sequence[Sequence[Any]], notes: Notes
) -> Response:
    """Return a workbook: one sheet with the table, one with the notes. Texts stay texts, never formulas."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        table, told = (book.add_worksheet(title[:31]) for title in titles)
        table.freeze_panes(1, 0)
        table.set_column(0, len(header), 16)
        for number, line in enumerate([header, *rows]):
            table.write_row(number, 0, line, bold if number == 0 else None)
        told.set_column(0, 0, 28)
        told.set_column(1, 1, 100)
        for number, line in enumerate(notes):
            told.write_row(number, 0, line)
    return _file(out.getvalue(), XLSX, f"{name}.xlsx")


def pdf_answer(
    name: str, title: str, header: Sequence[Any], rows: Sequence[Sequence[Any]], notes: Notes
) -> Response:
    """Return a PDF on A4 paper laid across, with page numbers; the notes stand under the table."""
    paper = _Paper(orientation="landscape", format="A4")
    paper.set_title(title)
    for style, file in (("", "source-sans-3-regular"), ("B", "source-sans-3-bold")):
        paper.add_font("text", style, _true_type(file))
    paper.add_page()
    paper.set_font("text", "B", 15)
    paper.multi_cell(0, 9, title, new_x="LMARGIN", new_y="NEXT")
    paper.set_font("text", "", 8)
    first = 3  # the name of a row needs more room than its numbers
    with paper.table(
        headings_style=FontFace(emphasis="BOLD"),
        col_widths=(first, *([1] * (len(header) - 1))),
        line_height=5,
    ) as table:
        for line in [header, *rows]:
            table.row([str(cell) for cell in line])
    paper.ln(4)
    for term, text in notes:
        paper.multi_cell(0, 4.5, f"{term}: {text}", new_x="LMARGIN", new_y="NEXT")
    return _file(bytes(paper.output()), "application/pdf", f"{name}.pdf")


class _Paper(FPDF):
    """A document whose pages say their number."""

    def footer(self) -> None:
        self.set_y(-12)
        self.set_font("text", "", 8)
        self.cell(0, 8, f"{self.page_no()} / {{nb}}", align="R")


@cache
def _true_type(name: str) -> Path:
    """Return one of our web fonts as a file that a PDF can embed."""
    font = TTFont(_FONTS / f"{name}.woff")
    font.flavor = None
    place = Path(tempfile.mkdtemp(prefix="careers-font-")) / f"{name}.ttf"
    font.save(place)
    return place


def _file(body: bytes, media_type: str, name: str) -> Response:
    answer = Response(body, mimetype=media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
