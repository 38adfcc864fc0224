"""The addresses of reports on execution and of public reports, under the admin."""

from django.urls import path
from django.views.decorators.http import require_POST

from programs.views.annual import AnnualView, begin_report, remind_of_report
from programs.views.execution import BuildView, KeepView, ReportView, report_docx, report_pdf
from programs.views.reports import ReportsView

urlpatterns = [
    path("programs/reports/", ReportsView.as_view(), name="programs_reports"),
    path("programs/reports/of/<int:pk>/", BuildView.as_view(), name="programs_report_build"),
    path("programs/reports/<int:pk>/", ReportView.as_view(), name="programs_report"),
    path("programs/reports/<int:pk>/keep/", KeepView.as_view(), name="programs_report_keep"),
    path("programs/reports/<int:pk>/pdf/", report_pdf, name="programs_report_pdf"),
    path("programs/reports/<int:pk>/docx/", report_docx, name="programs_report_docx"),
    path("programs/annual/", AnnualView.as_view(), name="programs_annual"),
    path("programs/annual/begin/", require_POST(begin_report), name="programs_annual_begin"),
    path("programs/annual/remind/", require_POST(remind_of_report), name="programs_annual_remind"),
]
