"""What can be followed: each stream is a list of the site, narrowed as that list may be, the newest first."""

from home.following.streams.acts import ActsStream
from home.following.streams.meetings import MeetingsStream
from home.following.streams.pages import (
    EventsStream,
    NewspaperStream,
    NewsStream,
    PapersStream,
    PhotosStream,
    PracticesStream,
)
from home.following.streams.stream import Stream, UnknownChoice

__all__ = ["STREAMS", "EventsStream", "MeetingsStream", "Stream", "UnknownChoice"]

STREAMS: dict[str, type[Stream]] = {
    stream.name: stream
    for stream in (
        ActsStream,
        NewsStream,
        EventsStream,
        NewspaperStream,
        MeetingsStream,
        PhotosStream,
        PapersStream,
        PracticesStream,
    )
}
