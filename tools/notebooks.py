"""Executes the notebooks over the sample corpus and writes them as HTML pages that ask the network for nothing.

Of nbconvert only the cells are taken: its whole pages load MathJax, RequireJS and Mermaid from elsewhere.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from html import escape
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from pygments.formatters import HtmlFormatter

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

SECONDS = 120
"""The most that one cell may take."""

# The frames of graphs inherit this policy and name their own scripts by hash in one of theirs.
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'"

STYLE = """
:root { color-scheme: light dark; --line: #8886; --code: #8881; }
body { font: 16px/1.6 system-ui, sans-serif; max-width: 64rem; margin: 0 auto; padding: 1rem; }
h1, h2 { line-height: 1.25; }
pre { font: 14px/1.5 ui-monospace, monospace; overflow-x: auto; margin: 0; }
.input_area { background: var(--code); border: 1px solid var(--line); border-radius: 4px; }
.input_area { padding: .5rem .75rem; margin: .5rem 0; }
.output_subarea { overflow-x: auto; padding: .75rem 0; }
.output_stderr { border-left: 4px solid #c60; padding-left: .75rem; }
.output_png img { max-width: 100%; background: #fff; }
table { border-collapse: collapse; font-size: 14px; }
caption { text-align: left; padding: .25rem 0; }
th, td { border: 1px solid var(--line); padding: .2rem .5rem; text-align: left; vertical-align: top; }
table.dataframe thead th { text-align: left; }
td { min-width: 5.5rem; }
@media print { .input_area, pre { white-space: pre-wrap; } }
"""


def path_of(name: str) -> Path:
    """Return the file of a notebook."""
    return ROOT / "notebooks" / f"{name}.ipynb"


def execute(path: Path, folder: Path, changes: Mapping[str, str] | None = None) -> NotebookNode:
    """Return a notebook with the outputs of all its cells.

    Parameters
    ----------
    path
        The notebook; it stays as it is.
    folder
        Where it runs; any will do, and it leaves nothing there.
    changes
        Other values for the variables that its first code cell sets, as a reader would type them.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        A cell fails.
    """
    # Its import looks for fonts the first time, and where that is slow says so in the notebook.
    import matplotlib.font_manager  # noqa: F401

    notebook: NotebookNode = nbformat.read(path, as_version=4)
    first = next(cell for cell in notebook.cells if cell.cell_type == "code")
    for name, value in (changes or {}).items():
        before, found, after = first.source.partition(f"{name} = ")
        assert found, f"the first code cell of {path.name} does not set {name}"
        _old, end, rest = after.partition("\n")
        first.source = f"{before}{found}{value!r}{end}{rest}"
    client = NotebookClient(
        notebook,
        timeout=SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        # Newer kernels warn that others on this machine could read what is said over 127.0.0.1: invented documents.
        extra_arguments=["--log-level=40"],
    )
    with tempfile.TemporaryDirectory() as temporary:
        client.execute(env={**os.environ, "TMPDIR": temporary})
    return notebook


def page(notebook: NotebookNode) -> str:
    """Return a notebook as one HTML page that works from disk."""
    exporter = HTMLExporter(
        template_name="basic", exclude_input_prompt=True, exclude_output_prompt=True, exclude_anchor_links=True
    )
    body, _resources = exporter.from_notebook_node(notebook)
    title = next(cell.source for cell in notebook.cells).partition("\n")[0].lstrip("# ")
    light, dark = (HtmlFormatter(style=style).get_style_defs(".highlight") for style in ("default", "github-dark"))
    return (
        '<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<link rel="icon" href="data:,">\n'
        f"<title>{escape(title)}</title>\n"
        f"<style>{STYLE}{light}\n@media (prefers-color-scheme: dark) {{ {dark} }}\n"
        ".highlight { background: none; }</style>\n"
        f"</head>\n<body>\n<main>{body}</main>\n</body>\n</html>\n"
    )


def main(target: Path) -> None:
    """Write every notebook as HTML into a folder."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        # What the user of this machine has registered is none of the samples.
        os.environ["GRAPHBUILD_HOME"] = str(Path(temporary) / "home")
        for path in NOTEBOOKS:
            written = target / f"{path.stem}.html"
            written.write_text(page(execute(path, Path(temporary))), encoding="utf-8", newline="\n")
            print(written)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
