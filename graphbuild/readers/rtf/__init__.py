"""Rich Text Format (RTF), which offices also keep under the name .doc: after the specification 1.9.1."""
