"""A PDF → its Document: tables by their lines, and what stands outside them line by line.

ISO 32000-1 (https://opensource.adobe.com/dc-acrobat-sdk-docs/pdfstandards/PDF32000_2008.pdf).
"""

from kpi_lod.documents.pdf.reading import read_pdf

__all__ = ["read_pdf"]
