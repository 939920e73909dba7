"""The text inside files, taken out by a child process; hostile files leave nothing but a reason."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from search.extraction import sandbox
from search.extraction.sandbox import NoText, ending_of, extracted_text


def made_pdf(path: Path) -> None:
    """A page of text; written by hand, because a reader's library writes none."""
    text = b"BT /F1 24 Tf 72 700 Td (Crocodile inside) Tj ET"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
    ]
    raw, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(raw)
    raw += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    raw += b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start
    path.write_bytes(raw)


def made_docx(path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("Crocodile inside")
    document.add_table(1, 1).cell(0, 0).text = "and in a table"
    document.save(str(path))


def made_xlsx(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Crocodile", 42, None, "inside"])
    book.save(path)


def made_pptx(path: Path) -> None:
    from pptx import Presentation

    shown = Presentation()
    shown.slides.add_slide(shown.slide_layouts[0]).shapes.title.text = "Crocodile inside"
    shown.save(str(path))


def made_odt(path: Path) -> None:
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><text:p>Crocodile <text:span>inside'
        "</text:span></text:p></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", content)


def made_html(path: Path) -> None:
    path.write_text("<html><head><style>p {}</style></head><body><p>Crocodile <b>inside</b><script>no()</script>")


def made_text(path: Path) -> None:
    path.write_bytes("Crocodile inside – Größe".encode("utf-16"))


MAKERS = {
    "pdf": made_pdf, "docx": made_docx, "xlsx": made_xlsx, "pptx": made_pptx, "odt": made_odt, "html": made_html,
    "txt": made_text,
}  # fmt: skip


@pytest.mark.parametrize("ending", MAKERS)
def test_each_format(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "file"
    MAKERS[ending](path)
    text = extracted_text(path, ending)
    assert "Crocodile" in text and "inside" in text
    assert "no()" not in text and "p {}" not in text


def test_endings() -> None:
    assert [ending_of(name) for name in ("A.PDF", "a.tar.gz", "a", "a.docx", ".pdf")] == ["pdf", "", "", "docx", "pdf"]


@pytest.mark.parametrize("ending", [*MAKERS])
@pytest.mark.parametrize("raw", [b"", b"\x00\xff" * 50, b"PK\x03\x04 and then nothing", b"%PDF-1.7\n1 0 obj <<"])
def test_damaged_files_give_a_reason_or_nothing(tmp_path: Path, ending: str, raw: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(raw)
    try:
        assert len(extracted_text(path, ending)) < 1000
    except NoText as error:
        assert str(error)


def test_complaints_about_a_broken_file_are_not_collected(tmp_path: Path) -> None:
    path = tmp_path / "file"
    made_pdf(path)
    path.write_bytes(b"not yet\n" + path.read_bytes().replace(b"startxref\n", b"startxref\n1"))
    done = subprocess.run(
        [sys.executable, "-m", "search.extraction.child", path, "pdf"], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Crocodile inside" in done.stdout


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", b"<a>" + b"x" * 40_000_000)
    with pytest.raises(NoText, match="unpack to far more"):
        extracted_text(path, "odt")


def test_entities_are_not_followed(tmp_path: Path) -> None:
    path, secret = tmp_path / "file", tmp_path / "secret"
    secret.write_text("hush")
    content = f'<!DOCTYPE a [<!ENTITY e SYSTEM "file://{secret}">]><a>&e;</a>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", content)
    with pytest.raises(NoText, match="document type"):
        extracted_text(path, "odt")


def test_what_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.write_text("text")
    monkeypatch.setattr(sandbox, "SECONDS", 0.01)
    with pytest.raises(NoText, match="too long"):
        extracted_text(path, "txt")


def test_what_takes_too_much_memory_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"<b>x</b>" * 20_000_000)
    with pytest.raises(NoText):
        extracted_text(path, "html")
