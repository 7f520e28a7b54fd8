"""The type of an answer, as instructor is given it.

Given the type itself, instructor makes a subclass, its JSON schema and a walk through all of its
fields anew for every question, which is more work than the question. It is given a holder without
fields; what is in it is validated by the type, and is of that very type.
"""

from functools import lru_cache
from typing import Any, ClassVar, Self

from instructor.v2.core.function_calls import ResponseSchema
from pydantic import BaseModel, PrivateAttr

KEPT_TYPES = 64
"""Types that stay prepared: guided prompts make one for each document."""


class Holder(ResponseSchema):
    """Holds an answer; instructor hangs the raw response on the holder and not on the answer."""

    answer_type: ClassVar[type[BaseModel]]
    _value: Any = PrivateAttr(default=None)

    @property
    def value(self) -> Any:  # noqa: ANN401  # of `answer_type`
        """The answer."""
        return self._value

    @classmethod
    def model_json_schema(cls, *_: object, **__: object) -> dict[str, Any]:
        """Nothing: `Exchange` replaces what instructor would send."""
        return {}

    @classmethod
    def model_validate_json(
        cls, json_data: str | bytes | bytearray, *, strict: bool | None = None, **_: object
    ) -> Self:
        """Read an answer.

        Raises:
            ValidationError: It is not of the asked type.
        """
        held = cls()
        held._value = cls.answer_type.model_validate_json(json_data, strict=strict)
        return held


@lru_cache(maxsize=KEPT_TYPES)
def prepared(response_type: type[BaseModel]) -> type[Holder]:
    """What stands for a type when instructor is asked for it.

    Args:
        response_type: The type of the answer.
    """

    class Prepared(Holder):
        answer_type = response_type

    return Prepared
