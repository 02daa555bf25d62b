"""The server's addresses: the endpoint, the query page, shipped queries, the site, and the resources of the graph.

``/sparql`` is the SPARQL endpoint; ``/truy-van`` the page that asks it; ``/truy-van/NAME`` a shipped query; every
other address is a file of the site or, where there is none, the resource whose IRI is the graph's base and that path.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from graphbuild.messages import _
from graphbuild.server.answering import Job, Reply
from graphbuild.server.formats import GRAPH_TYPES, preferred
from graphbuild.server.protocol import MOST_BYTES, RequestError, read_request
from graphbuild.server.service_description import service_description
from graphbuild.server.workers import Limits, WorkerPool

if TYPE_CHECKING:
    from starlette.requests import Request

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
_BODY_WITHIN = 30.0
"""Seconds in which the body of a request must have come."""
_HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "SAMEORIGIN"}


@dataclass(frozen=True, slots=True)
class Served:
    """What is served."""

    store: Path
    """Folder of the store."""
    base: str
    """What the IRIs of its resources begin with."""
    site: Path | None = None
    """Folder of the site, if there is one."""


def create_app(served: Served, limits: Limits) -> Starlette:
    """Return the ASGI application; its workers start and end with it."""
    from graphbuild.pages.query_page import render_query_page
    from graphbuild.queries import load_queries

    pool = WorkerPool(served.store, limits)
    server = _Server(served, pool, render_query_page(load_queries().values(), base=served.base))

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.stop()

    return Starlette(
        routes=[
            Route("/sparql", server.endpoint, methods=_METHODS),
            Route("/sparql/", server.endpoint, methods=_METHODS),
            Route("/truy-van", server.query_page),
            Route("/truy-van/{name}", server.shipped),
            Route("/{path:path}", server.file_or_resource),
        ],
        lifespan=lifespan,
    )


class _Server:
    """Answers requests."""

    def __init__(self, served: Served, pool: WorkerPool, page: str) -> None:
        self._base = served.base
        self._site = served.site.resolve() if served.site else None
        self._pool = pool
        self._page = page

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
            return _response(await self._pool.reply(Job(accept, asked, base=endpoint)))
        except RequestError as error:
            return _refused(error)

    async def query_page(self, _request: Request) -> Response:
        """Give the page on which queries are asked."""
        return Response(self._page, media_type="text/html", headers=_HEADERS)

    async def shipped(self, request: Request) -> Response:
        """Answer a shipped query, its parameters in the address."""
        job = Job(
            request.headers.get("accept", ""),
            shipped=request.path_params["name"],
            values=tuple(request.query_params.items()),
        )
        try:
            return _response(await self._pool.reply(job))
        except RequestError as error:
            return _refused(error)

    async def file_or_resource(self, request: Request) -> Response:
        """Give a file of the site, else what the graph says of the resource at that path."""
        path = request.path_params["path"]
        file = await asyncio.to_thread(self._file, path or "index.html")
        if file is not None:
            return FileResponse(file, headers=_HEADERS)
        if not path:
            return RedirectResponse("/do-thi.html" if self._file("do-thi.html") else "/truy-van", 303)
        return await self._resource(request)

    async def _resource(self, request: Request) -> Response:
        from graphbuild.pages.resource_page import render_resource

        # The path as it was sent: an IRI keeps its percent signs.
        raw = request.scope.get("raw_path", b"").decode("ascii", "replace").partition("?")[0]
        accept = request.headers.get("accept", "")
        try:
            reply = await self._pool.reply(Job(accept, resource=self._base + raw.lstrip("/")))
        except RequestError as error:
            return _refused(error)
        if reply.status == 200 and reply.media_type == "application/json":
            page = render_resource(json.loads(reply.content), base=self._base)
            return Response(page, media_type="text/html", headers={**_HEADERS, "Vary": "Accept"})
        return _response(reply)

    def _file(self, path: str) -> Path | None:
        """Return a file of the site, None where there is none: nothing outside of it, whatever the path says."""
        if self._site is None:
            return None
        try:
            file = (self._site / unquote(path)).resolve()
            return file if file.is_relative_to(self._site) and file.is_file() else None
        except (OSError, ValueError):
            return None

    def _description(self, request: Request, accept: str) -> Response:
        form = preferred(accept, (*GRAPH_TYPES, "text/html"))
        if form == "text/html":
            return RedirectResponse("/truy-van", 303)
        endpoint = str(request.url.replace(path="/sparql", query="", fragment=""))
        return _response(Reply(200, *service_description(endpoint, form or "text/turtle")))


async def _body(request: Request) -> bytes:
    """Return the body of a request, refused as soon as it is known to be too long."""
    too_long = RequestError(
        413,
        _("A request has at most {size} kB; this one is longer.").format(size=MOST_BYTES >> 10),
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
    return bytes(content)


def _response(reply: Reply) -> Response:
    headers = {**_HEADERS, "Content-Type": reply.media_type, "Vary": "Accept"}
    return Response(reply.content, status_code=reply.status, headers=headers)


def _refused(error: RequestError) -> Response:
    headers = {**_HEADERS, **error.headers, "Content-Type": "text/plain; charset=utf-8"}
    return Response(str(error), status_code=error.status, headers=headers)
