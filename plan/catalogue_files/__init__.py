"""Catalogue and history files: read from a folder of CSV files, checked cell by cell.

Pure: knows no Django and no database. The words allowed in a cell belong to
the apps that use them and come in as an argument.
"""

from plan.catalogue_files.catalogue import Catalogue, read_catalogue
from plan.catalogue_files.cells import QUOTE_LIMIT, Words
from plan.catalogue_files.errors import CatalogueError, CatalogueRefusedError
from plan.catalogue_files.history import History, read_history

__all__ = [
    "QUOTE_LIMIT",
    "Catalogue",
    "CatalogueError",
    "CatalogueRefusedError",
    "History",
    "Words",
    "read_catalogue",
    "read_history",
]
