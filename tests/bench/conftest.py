"""What the tests leave alone: a benchmark's module that needs the extra ``bench``."""

collect_ignore = ["nuts.py"]
