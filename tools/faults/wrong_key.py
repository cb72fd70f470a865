"""The master key is another, is gone, or lies open: said so, nothing changed, and work goes on with the right one.

python tools/faults/wrong_key.py
"""

import base64
import os
import shutil
import sys
from typing import Any

from stage import make_stage, new_home
from trial import Trial, tried


def another() -> dict[str, Any]:
    """While the server runs, and when it starts."""
    home = new_home()
    trial = Trial(make_stage(home), what="wrong key")
    path = home / "master.key"
    right = path.read_text()
    other = base64.b64encode(os.urandom(32)).decode()
    try:
        trial.start()
        for text, code in (
            (f"{right.split()[0]} {other}\n", "wrong-key"),
            (f"another {other}\n", "key-missing"),
            ("nothing like a key\n", "key-unreadable"),
        ):
            path.write_text(text)
            trial.troubled(code, how_often=1)
        path.write_text(right)
        path.chmod(0o644)
        trial.troubled("key-file-open", how_often=1)
        path.chmod(0o600)
        path.rename(home / "elsewhere")
        trial.troubled("key-unreadable", how_often=1)
        trial.server.stop()
        trial.server.start()
        assert trial.server.process is not None
        trial.must("a server without its key does not start (exit code 6)", trial.server.process.wait(30) == 6)
        trial.must("and says why", "[key-unreadable]" in trial.server.said())
        (home / "elsewhere").rename(path)
        trial.server.start()
        trial.server.ready()
        trial.passes()
    finally:
        trial.end()
        shutil.rmtree(home.parent)
    return trial.told()


if __name__ == "__main__":
    sys.exit(tried(another))
