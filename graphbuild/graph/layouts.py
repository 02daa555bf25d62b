"""The layout of one file as a table beside its extracted text: where its words are on which page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.graph.tables import unreadable_build
from graphbuild.model import Layout, Run

if TYPE_CHECKING:
    import pandas as pd

_PAGES = b"pages"
"""Key of the schema's metadata: width and height of each page in points, as JSON."""


def write_layout(layout: Layout, path: Path) -> None:
    """Write a layout as Parquet, one run a row.

    The columns are ``start`` and ``end`` (offsets in the text, in code points), ``page`` (from 1), ``x0``, ``y0``,
    ``x1``, ``y1`` (points from the upper left corner of the page) and ``confidence`` (0 to 1).
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    numbers = {name: pa.array(layout.boxes[place::4], pa.float32()) for place, name in enumerate(Run._fields[3:7])}
    table = pa.table(
        {
            "start": pa.array(layout.starts, pa.int64()),
            "end": pa.array(layout.ends, pa.int64()),
            "page": pa.array(layout.numbers, pa.int32()),
            **numbers,
            "confidence": pa.array(layout.confidences, pa.float32()),
        },
        metadata={_PAGES: json.dumps(layout.pages).encode()},
    )
    pq.write_table(table, path)


def read_layout(path: Path) -> pd.DataFrame:
    """Return a layout as a DataFrame, one run a row; its ``attrs["pages"]`` has the width and height of each page.

    Raises
    ------
    InputError
        The table is missing or damaged (code ``no-build``).
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        # Not as one of several files of a dataset, whose folders would be taken for columns.
        table = pq.ParquetFile(path).read(columns=list(Run._fields))
        pages = [(float(width), float(height)) for width, height in json.loads((table.schema.metadata or {})[_PAGES])]
    except (OSError, ValueError, LookupError, TypeError, pa.ArrowException) as error:
        raise unreadable_build(path.parent, path, error) from error
    frame: pd.DataFrame = table.to_pandas()
    frame.attrs["pages"] = pages
    return frame
