"""The application that the server runs, in each of its workers."""

from django.core.wsgi import get_wsgi_application

from goldthread.wiring.standing import set_up

set_up()
application = get_wsgi_application()
