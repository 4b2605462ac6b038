"""Say whether this Python believes that a server is who it says: chain.py HOST PORT, the server being on loopback."""

import socket
import ssl
import sys

host, port = sys.argv[1], int(sys.argv[2])
context = ssl.create_default_context()
with socket.create_connection(("127.0.0.1", port), timeout=20) as plain:
    try:
        with context.wrap_socket(plain, server_hostname=host):
            print("believed")
    except ssl.SSLError as error:
        print(f"refused: {error}")
