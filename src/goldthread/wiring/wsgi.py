"""The application that the server runs, in each of its workers."""

import multiprocessing
import os
import threading

from django.core.wsgi import get_wsgi_application

from goldthread.wiring.standing import set_up


def _end_with_the_server() -> None:
    """A worker whose server was killed would keep the port and answer on, and the next server could not start."""
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        os._exit(1)


threading.Thread(target=_end_with_the_server, daemon=True).start()
set_up()
application = get_wsgi_application()
