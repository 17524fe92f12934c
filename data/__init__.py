"""The store: DuckDB and SQL are here and nowhere else."""

from data.viewer import OWNER, Viewer

__all__ = ["OWNER", "Viewer"]
