"""For all tests; being here puts this folder on the path, so that they can import `support`."""
