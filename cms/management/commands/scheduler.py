import logging
import os
import signal
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections, connection

from cms.jobs import jobs, run_due

logger = logging.getLogger("cms.jobs")


class Command(BaseCommand):
    help = "Starts every periodic job at its time, once, however many of these processes run."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="start what is due now and end")
        parser.add_argument("--with-parent", action="store_true", help="end when the parent process ends")
        parser.add_argument(
            "--interval", type=float, default=15, metavar="SECONDS", help="how often to look (default: %(default)s)"
        )

    def handle(self, *, once, with_parent, interval, verbosity, **options):
        if verbosity and not logger.hasHandlers():
            logger.addHandler(logging.StreamHandler(self.stdout))
        if verbosity > 1:
            logger.setLevel(logging.INFO)
        if once:
            for name in run_due():
                self.stdout.write(name)
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            # A task that is being done is finished first.
            signal.signal(number, lambda *args: stop.set())
        logger.info("The scheduler knows %d jobs", len(jobs()))
        parent = os.getppid()
        while not stop.is_set():
            self._look()
            for _second in range(max(1, round(interval))):
                if stop.wait(min(1, interval)):
                    return
                if with_parent and os.getppid() != parent:
                    return

    def _look(self):
        close_old_connections()
        try:
            run_due()
        except Exception:
            # The database may be restarting: the slot stays free and is taken at the next look.
            logger.exception("The scheduler could not look at its jobs")
            connection.close()
