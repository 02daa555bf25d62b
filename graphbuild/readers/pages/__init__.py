"""From the words of pages, wherever they come from, to text: for PDF files, scans and pictures."""
