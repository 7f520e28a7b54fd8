"""How good is a summary? Hand-labelled cases, a scorer without a model, and what uses them."""
