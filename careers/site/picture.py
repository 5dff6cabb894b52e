"""The preview picture of a job, 1200 × 627 as LinkedIn prefers it, in our own type."""

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 627)
_FONTS = Path(__file__).parent.parent / "static" / "vendor" / "fonts"
_TEAL, _AMBER, _WHITE, _PALE = "#12495c", "#f4b942", "#ffffff", "#d6e8ee"


@lru_cache(maxsize=200)
def preview_picture(title: str, place: str, employer: str) -> bytes:
    """Return the PNG of a job: its title in at most three lines, its town, the employer."""
    picture = Image.new("RGB", SIZE, _TEAL)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, SIZE[1] - 24, SIZE[0], SIZE[1]), fill=_AMBER)
    pen.text((80, 70), employer, font=_font("regular", 38), fill=_PALE)
    top = 190
    for line in _lines(pen, title, _font("bold", 82)):
        pen.text((80, top), line, font=_font("bold", 82), fill=_WHITE)
        top += 98
    pen.text((80, top + 16), place, font=_font("regular", 46), fill=_AMBER)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


@lru_cache(maxsize=8)
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONTS / f"source-sans-3-{weight}.woff", size)


def _lines(pen: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont, most: int = 3) -> list[str]:
    """Break a text into lines that fit; what does not fit ends with an ellipsis."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if pen.textlength(longer, font=font) <= SIZE[0] - 160:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] += " …"
            break
    return lines
