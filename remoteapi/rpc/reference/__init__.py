"""What is made from the table for people who write clients: the page at /rpc/, its examples, and the Python client."""
