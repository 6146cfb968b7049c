"""Who may send what to the server: hosts, headers, addresses, connections."""
