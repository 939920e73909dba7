"""XML-RPC: the wire that most scripts speak."""
