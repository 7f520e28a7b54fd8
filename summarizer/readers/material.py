"""What goes into a reader and what comes out of it."""

from dataclasses import dataclass

from summarizer.document import Origin


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes as they came, with what is known of them."""

    data: bytes
    """All of them."""
    source: str = "-"
    """Path, URL, or `-`: named in errors and in the summary."""
    content_type: str = ""
    """A Content-Type header, `text/html; charset=utf-8`; empty if there is none."""

    @property
    def media_type(self) -> str:
        """The content type in small letters, without its parameters."""
        return self.content_type.partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The character set that the content type names; empty if it names none."""
        for parameter in self.content_type.split(";")[1:]:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "charset":
                return value.strip().strip("\"'").lower()
        return ""

    @property
    def suffix(self) -> str:
        """The end of the file's name in small letters, `.html`; empty if it has none."""
        path = self.source
        if "://" in path:
            path = path.partition("#")[0].partition("?")[0].partition("://")[2]
        name = path.replace("\\", "/").rpartition("/")[2]
        stem, dot, end = name.rpartition(".")
        return f".{end.lower()}" if stem and dot else ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader found."""

    text: str
    """The words, in reading order."""
    title: str = ""
    """The headline; may be empty."""
    date: str = ""
    """ISO date on which it was written, if the source states one; may be empty."""
    origins: tuple[Origin, ...] = ()
    """Where stretches of the text came from, if the source has parts."""
