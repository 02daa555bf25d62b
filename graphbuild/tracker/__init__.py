"""The workbook in which an office tracks its tasks: rows, workbook, merging with an earlier one, calendar."""
