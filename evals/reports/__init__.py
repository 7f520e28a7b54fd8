"""Reports of a run: one `Report`, and four faces of it (terminal, Markdown, JUnit XML, HTML)."""
