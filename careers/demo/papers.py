"""CVs of the fictional candidates: one page each, drawn here."""

import io
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFont
from sqlalchemy import select
from sqlalchemy.orm import Session

from careers.applicants import documents
from careers.applicants.models import Application, Document, DocumentKind


def cvs(session: Session, chance: Random, folder: Path) -> None:
    """Give every third application a CV."""
    for application in session.scalars(select(Application).order_by(Application.id)):
        if chance.random() < 0.34:
            file = documents.CheckedFile(f"CV {application.candidate}.pdf", documents.PDF, _page(application))
            session.add(
                Document(
                    kind=DocumentKind.CV,
                    application=application,
                    file_name=file.name,
                    stored_name=documents.keep(folder, file),
                    media_type=file.media_type,
                    size=len(file.content),
                    sha256=file.sha256,
                    uploaded_at=application.received_at,
                )
            )


def _page(application: Application) -> bytes:
    page = Image.new("L", (595, 842), 255)
    pen = ImageDraw.Draw(page)
    pen.text((60, 60), str(application.candidate), font=ImageFont.load_default(28), fill=0)
    pen.text((60, 110), "CV (personne fictive)", font=ImageFont.load_default(16), fill=80)
    pen.text((60, 150), application.opening.title, font=ImageFont.load_default(16), fill=80)
    out = io.BytesIO()
    page.save(out, "PDF")
    return out.getvalue()
