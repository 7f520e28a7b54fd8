"""Documents that try to give orders, and how a summary of them is held to its guarantees."""
