"""Subtitles."""


def many_cues() -> bytes:
    cues = "".join(
        f"00:{n // 60 % 60:02d}:{n % 60:02d}.000 --> 00:59:59.000\nWord {n}\n\n"
        for n in range(100_000)
    )
    return f"WEBVTT\n\n{cues}".encode()


def long_cue() -> bytes:
    return b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v " * 500_000 + b"words\n"


def open_cue_tags() -> bytes:
    return b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<c.<c.{\\" * 200_000 + b"words\n"


def repeated_timings() -> bytes:
    return b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\n" * 200_000 + b"words\n"
