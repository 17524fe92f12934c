"""Who is asking: every reading function takes the viewer, and SQL decides whom they may see.

The decision itself is the table macro ``visible_athletes`` of the migrations, in one place.
"""

from typing import Final, NewType

Viewer = NewType("Viewer", str)

OWNER: Final = Viewer("owner")
