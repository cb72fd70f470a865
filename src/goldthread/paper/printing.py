"""HTML to tagged PDF (PDF/UA-1) with WeasyPrint."""

from goldthread.notation import BadInput


class PaperNotPossible(BadInput):
    """The machine lacks what WeasyPrint needs from the system (Pango and a font)."""


def to_pdf(html: str) -> bytes:
    """The page as a tagged PDF (PDF/UA-1). Raises PaperNotPossible where Pango is not installed."""
    try:
        from weasyprint import HTML  # noqa: PLC0415 - loads Pango, which not every machine has
    except OSError:
        raise PaperNotPossible(
            "PDF needs the library Pango, which is not on this machine.",
            code="no-pango",
            fix="On Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 fonts-dejavu-core; or use --to html.",
        ) from None
    document: bytes = HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
    return document
