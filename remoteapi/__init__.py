"""The remote APIs: one table of methods, spoken over XML-RPC and SOAP."""
