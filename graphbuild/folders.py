"""Where folders are: those shipped with the package (the ontology with its queries, the samples), and the user's own.

In an installed package the shipped ones are inside it, in a checkout beside it. They are folders of real files: pip
never leaves a package zipped.
"""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path


def ontology_folder() -> Path:
    """Return the folder of the ontology and the shipped queries.

    Raises
    ------
    FileNotFoundError
        The installation is incomplete.

    Examples
    --------
    >>> sorted(path.name for path in ontology_folder().glob("*.ttl"))
    ['graphbuild.ttl', 'shapes.ttl', 'vocabulary.ttl']
    """
    return _folder("ontology", "graphbuild.ttl")


def samples_folder() -> Path:
    """Return the folder of the sample documents.

    Raises
    ------
    FileNotFoundError
        The installation is incomplete.

    Examples
    --------
    >>> sorted(path.name for path in samples_folder().iterdir() if path.is_dir())
    ['bao-chi', 'ca-mau', 'chua-ro-noi', 'thanh-hoa', 'trung-uong']
    """
    return _folder("samples", "trung-uong")


def user_folder() -> Path:
    """Return the folder in which graphbuild keeps what belongs to the user; ``GRAPHBUILD_HOME`` names another one."""
    import click

    return Path(os.environ.get("GRAPHBUILD_HOME") or click.get_app_dir("graphbuild"))


def _folder(name: str, entry: str) -> Path:
    """Return the folder `name`, recognised by one of its entries: other folders beside the package may be called so."""
    package = Path(str(resources.files("graphbuild")))
    for folder in (package / name, package.parent / name):
        if (folder / entry).exists():
            return folder
    raise FileNotFoundError(f"no folder {name} inside or beside {package}; install graphbuild again")
