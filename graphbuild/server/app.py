"""The server's addresses: the endpoint, the query page, shipped queries, the site, and the graph's resources.

``/sparql`` is the SPARQL endpoint; ``/truy-van`` the query page; ``/truy-van/NAME`` a shipped query; every other
address is a file of the site or, if there is none, the resource whose IRI is the graph's base and that path.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from graphbuild.graph.namespaces import ONTOLOGY_DOCUMENT
from graphbuild.identifiers import DEFAULT_BASE
from graphbuild.messages import _
from graphbuild.server.answering import Job, Reply
from graphbuild.server.formats import GRAPH_TYPES, preferred
from graphbuild.server.hosts import KnownHosts
from graphbuild.server.protocol import MOST_BYTES, RequestError, read_request
from graphbuild.server.service_description import service_description
from graphbuild.server.workers import Limits, WorkerPool

if TYPE_CHECKING:
    from starlette.requests import Request

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]
_BODY_WITHIN = 30.0
"""Seconds within which the body of a request must arrive."""
_PIECE = 1 << 18
"""Bytes of an answer passed to the connection at once; the rest waits until the client has read them."""
_MOST_UNDER_WAY = 256 << 20
"""Total bytes of long answers being sent to clients."""
_HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "SAMEORIGIN"}


class Served:
    """What is served."""

    def __init__(self, store: Path, *, report: Path | None = None, site: Path | None = None) -> None:
        """Serve the store in a folder; `report` is the ``build.json`` of a build, `site` the folder of its site."""
        self.store = store
        self.site = site
        self._report = report
        self._base = DEFAULT_BASE
        self._pages: dict[str, str] = {}
        self._read: dict[Path, int] = {}

    @property
    def base(self) -> str:
        """The beginning of the IRIs of its resources, also after another build has replaced this one."""
        if self._report is not None:
            self._base = self._renewed(self._report, {"base": self._base}).get("base", self._base)
        return self._base

    def page_of(self, iri: str) -> str | None:
        """Return the page of the site about a resource, None if there is none."""
        if self.site is None:
            return None
        self._pages = self._renewed(self.site / "addresses.json", self._pages)
        return self._pages.get(iri)

    def _renewed(self, path: Path, known: dict[str, str]) -> dict[str, str]:
        """Return the content of a JSON file, read again only when changed; the last content while it is missing."""
        with contextlib.suppress(OSError, ValueError):
            changed = path.stat().st_mtime_ns
            if self._read.get(path) != changed:
                known = json.loads(path.read_text(encoding="utf-8"))
                self._read[path] = changed
        return known


def create_app(served: Served, limits: Limits, *, names: frozenset[str] = frozenset()) -> Starlette:
    """Return the ASGI application; its workers start and end with it, and ``state.end`` ends their jobs.

    Parameters
    ----------
    served, limits
        What to serve, and the limits of the workers.
    names
        Names of the server, besides its addresses and the name of the machine.
    """
    pool = WorkerPool(served.store, limits)
    server = _Server(served, pool)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.stop()

    app = Starlette(
        routes=[
            Route("/sparql", server.endpoint, methods=_METHODS),
            Route("/sparql/", server.endpoint, methods=_METHODS),
            Route("/truy-van", server.query_page),
            Route("/truy-van/{name}", server.shipped),
            Route("/{path:path}", server.file_or_resource),
        ],
        middleware=[Middleware(KnownHosts, names=names)],
        exception_handlers={HTTPException: _not_asked_so},
        lifespan=lifespan,
    )
    app.state.end = pool.end
    return app


class _Server:
    """Answers requests."""

    def __init__(self, served: Served, pool: WorkerPool) -> None:
        self._served = served
        self._files = StaticFiles(directory=served.site, check_dir=False) if served.site else None
        self._pool = pool
        self._under_way = 0

    async def endpoint(self, request: Request) -> Response:
        """Answer a request of the SPARQL Protocol."""
        accept = request.headers.get("accept", "")
        try:
            body = await _body(request)
            asked = read_request(
                request.method, request.scope["query_string"], request.headers.get("content-type", ""), body
            )
            if asked is None:
                return self._description(request, accept)
            endpoint = str(request.url.replace(query="", fragment=""))
            return self._response(await self._answered(request, Job(accept, asked, base=endpoint)))
        except RequestError as error:
            return _refused(error)

    async def query_page(self, _request: Request) -> Response:
        """Return the query page."""
        return Response(_query_page(self._served.base), media_type="text/html", headers=_HEADERS)

    async def shipped(self, request: Request) -> Response:
        """Answer a shipped query with parameters in the address."""
        job = Job(
            request.headers.get("accept", ""),
            shipped=request.path_params["name"],
            values=tuple(request.query_params.items()),
        )
        try:
            return self._response(await self._answered(request, job))
        except RequestError as error:
            return _refused(error)

    async def file_or_resource(self, request: Request) -> Response:
        """Return a file of the site, else the statements about the resource at that path."""
        path = request.path_params["path"]
        file = await self._file(path or "index.html", request)
        if file is not None:
            return file
        if not path:
            graph_page = await self._file("do-thi.html", request)
            return RedirectResponse("/do-thi.html" if graph_page else "/truy-van", 303)
        return await self._resource(request)

    async def _resource(self, request: Request) -> Response:
        from graphbuild.pages.resource_page import render_resource

        # The path as it was sent: an IRI keeps its percent signs.
        raw = request.scope.get("raw_path", b"").decode("ascii", "replace").partition("?")[0]
        base = self._served.base
        iri = base + raw.lstrip("/")
        accept = request.headers.get("accept", "")
        try:
            reply = await self._answered(request, Job(accept, resource=iri))
        except RequestError as error:
            return _refused(error)
        if reply.status == 200 and reply.media_type == "application/json":
            page_of = "ban-the-hoc.html" if iri == ONTOLOGY_DOCUMENT else self._served.page_of(iri)
            if page_of and await self._file(page_of, request):
                return RedirectResponse(f"/{page_of}", 303, {"Vary": "Accept"})
            page = render_resource(json.loads(reply.content), base=base)
            return Response(page, media_type="text/html", headers={**_HEADERS, "Vary": "Accept"})
        return self._response(reply)

    async def _file(self, path: str, request: Request) -> Response | None:
        """Return a file of the site, None if it does not exist."""
        if self._files is None:
            return None
        try:
            # A folder of the site is its index page, as from disk.
            file = await self._files.get_response(f"{path}index.html" if path.endswith("/") else path, request.scope)
        except (HTTPException, ValueError, OSError):
            return None
        file.headers.update(_HEADERS)
        return file

    def _description(self, request: Request, accept: str) -> Response:
        form = preferred(accept, (*GRAPH_TYPES, "text/html"))
        if form == "text/html":
            return RedirectResponse("/truy-van", 303)
        endpoint = str(request.url.replace(path="/sparql", query="", fragment=""))
        return self._response(Reply(200, *service_description(endpoint, form or "text/turtle")))

    async def _answered(self, request: Request, job: Job) -> Reply:
        """Return the answer to a job, which is abandoned when the client is gone."""
        client = request.client.host if request.client else ""
        reply = asyncio.ensure_future(self._pool.reply(job, client))
        gone = asyncio.ensure_future(_gone(request))
        try:
            await asyncio.wait((reply, gone), return_when=asyncio.FIRST_COMPLETED)
            if not reply.done():
                raise _left()
            return await reply
        finally:
            reply.cancel()
            gone.cancel()

    def _response(self, reply: Reply) -> Response:
        headers = {**_HEADERS, "Content-Type": reply.media_type, "Vary": "Accept"}
        size = len(reply.content)
        if size <= _PIECE:
            return Response(reply.content, status_code=reply.status, headers=headers)
        if self._under_way + size > _MOST_UNDER_WAY:
            message = _("Too many long answers are being sent; try again shortly.")
            return _refused(RequestError(503, message, {"Retry-After": "5"}))
        headers["Content-Length"] = str(size)
        return StreamingResponse(self._pieces(reply.content), status_code=reply.status, headers=headers)

    async def _pieces(self, content: bytes) -> AsyncIterator[bytes]:
        self._under_way += len(content)
        try:
            for begin in range(0, len(content), _PIECE):
                yield content[begin : begin + _PIECE]
        finally:
            self._under_way -= len(content)


@lru_cache(maxsize=1)
def _query_page(base: str) -> str:
    from graphbuild.pages.query_page import render_query_page
    from graphbuild.sparql.shipped import load_queries

    return render_query_page(load_queries().values(), base=base)


async def _gone(request: Request) -> None:
    """Return when the client has closed the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        continue


def _left() -> RequestError:
    return RequestError(499, "")


async def _body(request: Request) -> bytes:
    """Return the body of a request, rejected as soon as it is known to be too long."""
    too_long = RequestError(
        413,
        _("A request may have at most {size} kB; this one is longer.").format(size=MOST_BYTES >> 10),
        {"Connection": "close"},
    )
    announced = request.headers.get("content-length", "0")
    if not announced.isdigit() or int(announced) > MOST_BYTES:
        raise too_long
    content = bytearray()
    try:
        async with asyncio.timeout(_BODY_WITHIN):
            async for piece in request.stream():
                content += piece
                if len(content) > MOST_BYTES:
                    raise too_long
    except TimeoutError:
        raise RequestError(408, _("The request did not arrive in time."), {"Connection": "close"}) from None
    except ClientDisconnect:
        raise _left() from None
    return bytes(content)


async def _not_asked_so(_request: Request, error: Exception) -> Response:
    """Answer a request to an unknown address."""
    assert isinstance(error, HTTPException)
    allowed = (error.headers or {}).get("Allow")
    message = _("This address accepts only {methods}.").format(methods=allowed) if allowed else error.detail
    return _refused(RequestError(error.status_code, message, dict(error.headers or {})))


def _refused(error: RequestError) -> Response:
    headers = {**_HEADERS, **error.headers, "Content-Type": "text/plain; charset=utf-8", "Vary": "Accept"}
    return Response(str(error), status_code=error.status, headers=headers)
