"""OpenDocument texts (ODT, OTT), as LibreOffice and other office programs write them."""
