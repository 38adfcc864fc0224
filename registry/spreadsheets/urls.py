"""The addresses of spreadsheets in the admin."""

from django.urls import path

from registry.spreadsheets import views

urlpatterns = [
    path("", views.SpreadsheetsView.as_view(), name="index"),
    path("template/<slug:kind>.xlsx", views.TemplateFileView.as_view(), name="template"),
    path("export/<slug:kind>.<slug:extension>", views.ExportView.as_view(), name="export"),
    path("<int:pk>/", views.SpreadsheetView.as_view(), name="spreadsheet"),
    path("<int:pk>/progress.json", views.ProgressView.as_view(), name="progress"),
    path("<int:pk>/check/", views.CheckView.as_view(), name="check"),
    path("<int:pk>/bring-in/", views.BringInView.as_view(), name="bring_in"),
    path("<int:pk>/mistakes.xlsx", views.MistakesView.as_view(), name="mistakes"),
    path("<int:pk>/discard/", views.DiscardView.as_view(), name="discard"),
]
