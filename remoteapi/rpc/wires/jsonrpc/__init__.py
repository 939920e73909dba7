"""JSON-RPC: the wire of browsers and of scripts that would rather not log in."""
