"""Graph + shapes → findings in Japanese and English, by file and line (design §6).

``validate`` holds anyone's data against anyone's shapes.
"""

from kpi_lod.shacl.results import ValidationReport, ValidationResult
from kpi_lod.shacl.validate import validate

__all__ = ["ValidationReport", "ValidationResult", "validate"]
