"""Templates to pages; every word of a user is escaped."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

import attrs
from jinja2 import Environment, PackageLoader, StrictUndefined

from cchc_lib.vietnamese.numbers import format_number

__all__ = ["HTML", "STATIC", "Reply", "page", "refusal", "static", "styles_in"]

HTML = "text/html; charset=utf-8"

STATIC = {
    "style.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
"""The files that pages refer to."""


@attrs.frozen(kw_only=True)
class Reply:
    """What is answered: a page, or a file to download under the name `filename`.

    `styles` are the hashes of styles that are allowed beside the style sheet of the site.
    """

    body: bytes
    status: int = 200
    media: str = HTML
    filename: str = ""
    styles: tuple[str, ...] = ()


@cache
def _environment() -> Environment:
    found = Environment(
        loader=PackageLoader("cchc_lib.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {
        "capital": _capital,
        "base64": _base64,
        "number": format_number,
        "shortened": _shortened,
    }
    return found


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def _shortened(words: str) -> str:
    """Return a quote in one line, without its middle where it is long."""
    line = " ".join(words.split())
    return line if len(line) <= 260 else f"{line[:170]} […] {line[-80:]}"


def _base64(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def page(
    template: str, /, *, status: int = 200, styles: tuple[str, ...] = (), **values: Any
) -> Reply:
    """Return the page that a template makes of values."""
    text = _environment().get_template(template).render(values, here=template)
    return Reply(body=text.encode("utf-8", "replace"), status=status, styles=styles)


def refusal(status: int, message: str) -> Reply:
    """Return the page that says why nothing was done."""
    return page("refused.html", status=status, message=message)


@cache
def static(name: str) -> bytes:
    """Return one of the `STATIC` files."""
    return (resources.files("cchc_lib.web") / "static" / name).read_bytes()


_STYLE = re.compile(r'<style>(?P<sheet>.*?)</style>|<[a-z]+ style="(?P<own>[^"]*)"', re.DOTALL)


def styles_in(html: str) -> tuple[str, ...]:
    """Return the hashes by which a policy allows the styles of a page of ours and no other."""
    found = {each["sheet"] or each["own"] or "" for each in _STYLE.finditer(html)}
    hashes = (b64encode(sha256(each.encode()).digest()).decode() for each in sorted(found))
    return tuple(f"'sha256-{each}'" for each in hashes)
