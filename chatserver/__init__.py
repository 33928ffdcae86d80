"""The project: puts the parts together and holds no domain."""
