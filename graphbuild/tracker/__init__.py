"""The sheet in which an office follows up its tasks: rows, workbook, the merging of an earlier one, calendar."""
