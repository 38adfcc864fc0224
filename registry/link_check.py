"""Opening the links of the registry from outside: which answer, and never into our own network."""

import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings
from django.utils import timezone
from django_tasks import task, task_backends
from django_tasks.backends.immediate import ImmediateBackend
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError
from urllib3.util.connection import create_connection

from registry.models import InformationResource

SECONDS = 5
REDIRECTS = 3
AT_ONCE = 8
CHUNK = 100
MOST_WHILE_ONE_WAITS = 50

# Social networks turn robots away from pages that a person can open.
TURNED_AWAY = {401, 403, 405, 406, 418, 429, 451}

Answer = InformationResource.Answer


class ForbiddenAddress(OSError):
    """The name leads into a private network, to this machine or to nowhere."""


def public_addresses(host, port):
    """The addresses of the host, each of which the whole Internet may reach."""
    addresses = [found[4][0] for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not getattr(settings, "LINK_CHECK_ALLOW_PRIVATE", False):
        for address in addresses:
            plain = ipaddress.ip_address(address.partition("%")[0])
            plain = getattr(plain, "ipv4_mapped", None) or plain
            if not plain.is_global or plain.is_multicast:
                raise ForbiddenAddress(address)
    return addresses


class _CheckedConnection:
    """Connects to the very address that was checked, so that a name cannot change its meaning in between."""

    def _new_conn(self):
        try:
            address = public_addresses(self._dns_host, self.port)[0]
            return create_connection((address, self.port), self.timeout, socket_options=self.socket_options)
        except OSError as error:
            raise NewConnectionError(self, str(error)) from error


class _CheckedHTTP(_CheckedConnection, HTTPConnection):
    pass


class _CheckedHTTPS(_CheckedConnection, HTTPSConnection):
    pass


class _CheckedHTTPPool(HTTPConnectionPool):
    ConnectionCls = _CheckedHTTP


class _CheckedHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _CheckedHTTPS


class CheckedAdapter(HTTPAdapter):
    def init_poolmanager(self, *args, **kwargs):
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _CheckedHTTPPool, "https": _CheckedHTTPSPool}


def _session():
    session = requests.Session()
    session.trust_env = False  # a proxy would look names up for itself, past our check
    session.headers["User-Agent"] = "Sovet link check"
    for scheme in ("http://", "https://"):
        session.mount(scheme, CheckedAdapter(max_retries=0))
    return session


def opens(url):
    """Whether the address answers; at most three redirects are followed, each checked like the first."""
    with _session() as session:
        for _step in range(REDIRECTS + 1):
            if urlsplit(url).scheme not in ("http", "https"):
                return False
            status, moved_to = _ask(session, url)
            if moved_to is None:
                return status < 400 or status in TURNED_AWAY
            url = urljoin(url, moved_to)
    return False


def _ask(session, url):
    """The status, and where the answer sends on to; GET where HEAD is not understood."""
    for method in ("HEAD", "GET"):
        with session.request(method, url, timeout=SECONDS, allow_redirects=False, stream=True) as response:
            if response.is_redirect:
                return response.status_code, response.headers["Location"]
            if response.status_code < 400:
                break
    return response.status_code, None


def answer_of(url):
    """What the registry writes about the address."""
    try:
        return Answer.ALIVE if opens(url) else Answer.DEAD
    except (requests.RequestException, OSError, ValueError):
        return Answer.DEAD


def check(resources):
    """Open every link of the resources and write what was found; the number of live and of dead ones."""
    day, found = timezone.localdate(), {Answer.ALIVE: 0, Answer.DEAD: 0}
    links = list(resources.order_by("pk").values_list("pk", "url"))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        # Part by part, so that a stop in the middle keeps what is known; update() leaves no row in the history.
        for start in range(0, len(links), CHUNK):
            part = links[start : start + CHUNK]
            answers = list(pool.map(answer_of, [url for _pk, url in part]))
            for answer in found:
                keys = [pk for (pk, _url), its in zip(part, answers, strict=True) if its == answer]
                InformationResource.objects.filter(pk__in=keys).update(answer=answer, checked_on=day)
                found[answer] += len(keys)
    return found


@task()
def check_links(resource_keys: list[int]):
    """Open the links of these resources."""
    check(InformationResource.objects.filter(pk__in=resource_keys))


def may_begin_check(number):
    """Whether so many links may be opened now: without a worker somebody waits for the last of them."""
    return number <= MOST_WHILE_ONE_WAITS or not isinstance(task_backends["default"], ImmediateBackend)


def begin_check(resource_keys):
    """Leave the links to the worker, a part at a time."""
    for start in range(0, len(resource_keys), CHUNK):
        check_links.enqueue(resource_keys[start : start + CHUNK])
