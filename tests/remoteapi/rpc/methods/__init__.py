"""Tests of the remote methods, through XML-RPC."""
