"""Text recognition (OCR): pages that are pictures, read by Tesseract, each only once."""
