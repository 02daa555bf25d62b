"""Messages of RFC 5322 with MIME: e-mails with their attachments, and web pages saved as one file (MHTML)."""
