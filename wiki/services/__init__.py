"""Every change of the wiki, one verb a function: the acting user first, one transaction each."""
