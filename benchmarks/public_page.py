"""The public page of an act for a stranger: requests per second, 95th percentile, SQL queries for 5 and 60 points."""

import argparse
import http.client
import socket
import statistics
import subprocess
import sys
import threading
import time
from urllib.parse import urlsplit

import stand

POINTS = (5, 60)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()

    stand.set_up()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    acts = {f"{points} points": stand.adopt(stand.invented_act(points)) for points in POINTS}
    if (stand.SEEDS / stand.PERM_ACT).is_file():
        acts["the Perm act"] = stand.adopt(stand.perm_act())
    paths = {name: urlsplit(act.url).path for name, act in acts.items()}
    for name, path in paths.items():
        queries, size = one_page(path)
        print(f"{name}: SQL queries {queries}, page of {size / 1024:.0f} KB")

    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", str(options.workers), "--blocking-threads", "1", "--log-level", "warning"]
    server = subprocess.Popen([*command, "cms.wsgi:application"], cwd=stand.ROOT)
    try:
        wait_for(port)
        for name, path in paths.items():
            load(port, path, options.connections, seconds=2)
            report(name, load(port, path, options.connections, options.seconds), options)
    finally:
        server.terminate()
        server.wait(timeout=30)


def one_page(path):
    """The number of queries behind the page, caches of the process already warm, and its size."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1"})
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    assert response.status_code == 200, f"{path}: {response.status_code}"
    return len(queries), len(response.content)


def load(port, path, connections, seconds):
    """Ask for the page from several kept-alive connections until the time is up; the seconds of every answer."""
    answers, failures = [], []
    until = time.perf_counter() + seconds

    def ask():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.perf_counter() < until:
            started = time.perf_counter()
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
            (answers if response.status == 200 else failures).append(time.perf_counter() - started)
        connection.close()

    threads = [threading.Thread(target=ask) for _number in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers, "no page was answered"
    assert not failures, f"{len(failures)} answers were not 200"
    return answers


def report(name, answers, options):
    percentile = statistics.quantiles(answers, n=100)
    print(
        f"{name}: {len(answers) / options.seconds:.0f} requests/s, p50 {percentile[49] * 1000:.0f} ms, "
        f"p95 {percentile[94] * 1000:.0f} ms ({options.workers} workers, {options.connections} connections)"
    )


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, seconds=60):
    for _attempt in range(seconds * 10):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"nothing answers on port {port}")


if __name__ == "__main__":
    main()
