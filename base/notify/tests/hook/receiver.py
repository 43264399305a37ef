"""An organisation's own system: takes web hooks as Standard Webhooks 1.0 says, with nothing but Python's own library.

Arguments: the secret (whsec_…) and what time it is (seconds since 1970). Prints its port, then a line of JSON for each call.
The path says how it answers: /take checks and takes, /gone 410, /busy 429, /down 500, /moved 302.
"""

import base64
import hashlib
import hmac
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

SECRET = base64.b64decode(sys.argv[1].removeprefix("whsec_"))
NOW = int(sys.argv[2])
SEEN = set()


def fault(headers, body):
    """What is wrong with a call, or nothing."""
    name, time = headers["webhook-id"], headers["webhook-timestamp"]
    if abs(int(time) - NOW) > 300:
        return "old"
    mac = hmac.new(SECRET, f"{name}.{time}.".encode() + body, hashlib.sha256).digest()
    for signature in headers["webhook-signature"].split(" "):
        version, _, value = signature.partition(",")
        if version == "v1" and hmac.compare_digest(base64.b64decode(value), mac):
            return None
    return "signature"


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        wrong = fault(self.headers, body)
        again = self.headers["webhook-id"] in SEEN
        SEEN.add(self.headers["webhook-id"])
        status = {"/gone": 410, "/busy": 429, "/down": 500, "/moved": 302}.get(self.path, 400 if wrong else 204)
        self.send_response(status)
        if status == 429:
            self.send_header("retry-after", "7")
        if status == 302:
            self.send_header("location", "/take")
        self.send_header("content-length", "0")
        self.end_headers()
        same = self.headers["idempotency-key"] == self.headers["webhook-id"]
        told = {"path": self.path, "wrong": wrong, "again": again, "same": same, "type": self.headers["content-type"]}
        print(json.dumps({**told, "body": body.decode()}), flush=True)

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Receiver)
print(server.server_port, flush=True)
server.serve_forever()
