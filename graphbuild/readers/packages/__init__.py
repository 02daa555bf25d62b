"""ZIP packages and the XML inside them, read within limits: the basis of DOCX, ODT and archives."""
