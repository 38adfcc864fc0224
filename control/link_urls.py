"""Addresses that the personal link of a card opens: the page of the card, its receipts, its files."""

from django.urls import path

from control.views.report_link import ExtensionAskedView, ReportLinkFileView, ReportLinkView, ReportSentView

urlpatterns = [
    path("report/<str:token>/", ReportLinkView.as_view(), name="link_report"),
    path("report/<str:token>/sent/<int:number>/", ReportSentView.as_view(), name="link_report_sent"),
    path("report/<str:token>/asked/<int:pk>/", ExtensionAskedView.as_view(), name="link_report_asked"),
    path("report/<str:token>/files/<int:pk>/", ReportLinkFileView.as_view(), name="link_report_file"),
]
