"""What previews show in place of somebody's files, pictures and people: invented, and in no library."""

from dataclasses import dataclass

from django.templatetags.static import static


@dataclass(frozen=True)
class SamplePicture:
    """Stands for a picture of the library; the picture tag draws it from our own files."""

    sample: str = "sovet/img/sample.svg"
    width: int = 1200
    height: int = 800

    @property
    def url(self):
        return static(self.sample)


@dataclass(frozen=True)
class SampleFile:
    """Stands for a file of the library."""

    title: str
    file_extension: str
    size: int
    url: str = "#"

    def get_file_size(self):
        return self.size


@dataclass(frozen=True)
class Face:
    """Stands for what a person agreed to show."""

    name: str
    post: str
    photo: object = None
    contacts: tuple = ()


PICTURE = SamplePicture()
FILM = SampleFile("Фильм", "mp4", 18_400_000)
FILES = (
    SampleFile("Бланк заявления о вступлении", "docx", 24_600),
    SampleFile("Памятка уполномоченному по охране труда", "pdf", 1_240_000),
)
FACES = (
    Face("Северьянова Мария Андреевна", "председатель", PICTURE, (("phone", "8 (000) 000-00-00"),)),
    Face("Туманов Глеб Михайлович", "заместитель председателя"),
)
