"""The product beside its peers: same cases, same endpoint, same scorer. See ``docs/peers.md``."""
