"""Word documents before 2007 (DOC): Word 97–2003, Word 6 and Word 95, after [MS-DOC]."""
