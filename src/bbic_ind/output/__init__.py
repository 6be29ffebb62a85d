"""Results as text, files and workbooks, one module per format."""
