"""Running the wiki: prepare its home, then keep the web server, the task workers and the clock alive."""
