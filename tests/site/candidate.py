"""A candidate at the form: what to send, and where the next page is."""

import html
import io
import re

from tests.applicants import files


def hidden(page: str, name: str) -> str:
    """Return the value of a hidden field of a page."""
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)[0]
    value = re.search(r'value="([^"]*)"', tag)
    return html.unescape(value[1]) if value else ""


def filled(client, address: str, **changes):
    """Open the form and return its data, filled in."""
    page = client.get(address)
    assert page.status_code == 200, page.status
    data = {
        "form_key": hidden(page.text, "form_key"),
        "via": hidden(page.text, "via"),
        "first_name": "Ada",
        "last_name": "Lenoir",
        "email": "ada@mail.example",
        "cv": (io.BytesIO(files.pdf()), "cv.pdf"),
    }
    return {name: value for name, value in (data | changes).items() if value is not None}


def send(client, slug: str, data):
    """Send the form and return the answer."""
    return client.post(f"/jobs/{slug}/apply", data=data, content_type="multipart/form-data")


def apply(client, slug: str, via: str = "", **changes):
    """Walk the whole way and return the address of the confirmation."""
    data = filled(client, f"/jobs/{slug}/apply?via={via}", **changes)
    answer = send(client, slug, data)
    assert answer.status_code == 302, answer.text
    page = client.get(answer.headers["Location"])
    answer = client.post(f"/jobs/{slug}/apply/check", data={"form": hidden(page.text, "form")})
    assert answer.status_code == 302
    return answer.headers["Location"]
