"""Folders of files as spaces: Markdown, HTML and DokuWiki."""
