from documents.models.kept import AlreadyKept, Kept, KeptQuerySet
from documents.models.official_file import OfficialFile, UnstoredContent
from documents.models.record import Record, RecordChain

__all__ = ["AlreadyKept", "Kept", "KeptQuerySet", "OfficialFile", "Record", "RecordChain", "UnstoredContent"]
