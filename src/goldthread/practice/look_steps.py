"""When people looked at the plan as a whole: kept with the folder, so that what was written down since can be told."""

import msgspec

from goldthread.practice.entry import Entry
from goldthread.practice.folder import Folder, Looked


def looked(folder: Folder, entry: Entry) -> Folder:
    """The folder after a look that ended with this entry: all facts until here were known."""
    level = folder.episodes[-1].level if folder.episodes else None
    return msgspec.structs.replace(folder, looked=Looked(at=entry.at, facts=len(folder.facts), level=level))
