"""What would a chat template or a tokenizer take for a mark of its own?

A model file names such tokens by texts: ``<|im_start|>``, ``<tool_call>``, ``[INST]``. Engines look
for these texts in the whole prompt, so a document or an answer that carries one could open a turn.
"""

import re

_MARK = re.compile(
    r"<(?=[|\uff5c/]"  # Qwen, Llama 3, Phi, DeepSeek; every closing mark
    r"|[a-z]+\d*(?:_[a-z0-9]+)+>"  # <tool_call>, <start_of_turn>, <extra_id_0>
    r"|(?:s|bos|eos|unk|pad|mask|cls|sep|sop|eop|think|thinking|unused\d+|begin_of|end_of|start_of)\b)"
    r"|\[(?-i:(?=/?g?[A-Z]+(?:_[A-Z]+)*\]))",  # [INST], [TOOL_CALLS], [gMASK]
    re.IGNORECASE,
)


def broken_up(text: str) -> str:
    """The text with a blank after the first character of each mark: no tokenizer finds it."""
    return _MARK.sub(lambda mark: f"{mark.group()} ", text)
