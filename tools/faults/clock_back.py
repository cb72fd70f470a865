"""The clock of the machine is set back: said so, nothing written, and work goes on when it is right again.

python tools/faults/clock_back.py
"""

import shutil
import sys
from pathlib import Path
from typing import Any

from stage import make_stage, new_home
from trial import Trial, tried


def back() -> dict[str, Any]:
    """An hour back, a second back (clocks of machines differ), right again, a day ahead, right again."""
    home = new_home()
    stage = make_stage(home)
    clock = home.parent / "clock"
    clock.write_text("0")
    where = str(Path(__file__).parent / "other_clock")
    trial = Trial(stage, what="clock set back", PYTHONPATH=where, TRIED_CLOCK=str(clock))
    try:
        trial.start()
        clock.write_text("-3600")
        trial.troubled("clock-behind")
        clock.write_text("-1")
        trial.passes()
        clock.write_text("0")
        trial.passes()
        clock.write_text("60")  # ahead: nobody can know it, and what is written then is the newest there is
        trial.works()
        clock.write_text("0")
        trial.troubled("clock-behind")
        clock.write_text("58")  # a minute later
        trial.passes()
    finally:
        trial.end()
        shutil.rmtree(home.parent)
    return trial.told()


if __name__ == "__main__":
    sys.exit(tried(back))
