"""The report: one document of the whole run, as a page, a Word document or Markdown."""
