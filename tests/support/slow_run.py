"""A run in a process of its own, to be killed: each answer takes a while.

python slow_run.py FOLDER
"""

import sys
import time
from pathlib import Path

from pydantic import BaseModel
from support.runs import made, right, scripted

from summarizer.model import Prompt


def slowly(prompt: Prompt, kind: type[BaseModel]) -> object:
    time.sleep(0.3)
    return right(prompt, kind)


if __name__ == "__main__":
    made(Path(sys.argv[1]), scripted(slowly), repeats=5)
