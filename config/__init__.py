"""What makes the apps one program: settings, addresses, the web and task processes; nothing imports it."""
