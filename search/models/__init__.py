"""What the search keeps: what can be found, its words, texts of files, and who wants to hear of more."""

from search.models.alert import SearchAlert, ToldEntry
from search.models.entry import Entry
from search.models.file_text import FileText
from search.models.word import Word

__all__ = ["Entry", "FileText", "SearchAlert", "ToldEntry", "Word"]
