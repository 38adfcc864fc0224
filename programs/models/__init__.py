from programs.models.annual_report import AnnualReportPage
from programs.models.execution_report import ExecutionReportPage
from programs.models.kept import DocumentKind, ImportedDocument
from programs.models.plan import PlanPage
from programs.models.programme import ProgrammesIndexPage, ProgramPage
from programs.models.review import ProgrammeReviewTask

__all__ = [
    "AnnualReportPage",
    "DocumentKind",
    "ExecutionReportPage",
    "ImportedDocument",
    "PlanPage",
    "ProgramPage",
    "ProgrammeReviewTask",
    "ProgrammesIndexPage",
]
