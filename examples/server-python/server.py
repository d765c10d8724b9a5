"""Serves the contract over HTTP. Only `owner_of` and the routes are about this app."""

import json
import logging
import os
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote, urlsplit

from reading import Problem, invalid, read_json
from records import Records
from storage import Bucket
from uploads import Uploads

BASE = "/api/uploads"
LONGEST_BODY = 2 * 1024 * 1024
# "token-of-ann:ann token-of-bob:bob"
OWNERS = dict(pair.split(":") for pair in os.environ.get("TOKENS", "").split())


def owner_of(headers):
    """Whose call this is. Put your sessions here; None is answered with 401."""
    scheme, _, token = headers.get("Authorization", "").partition(" ")
    return OWNERS.get(token) if scheme.lower() == "bearer" else None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Header and body leave together.
    wbufsize = -1
    uploads: Uploads

    def answer(self):
        try:
            body = self.read_body()
            owner = owner_of(self.headers)
            if owner is None:
                raise Problem(401, "unauthorized", "Please sign in.")
            self.send(*self.route(owner, body))
        except Problem as problem:
            self.send_problem(problem)
        except Exception as error:
            # Its text may contain a signed URL, which belongs in no log.
            logging.error("%s failed: %s", self.command, type(error).__name__)
            self.send_problem(Problem(500, "server-error", "Something went wrong on the server."))

    do_GET = do_POST = do_PATCH = do_DELETE = answer

    def route(self, owner, body):
        uploads, url = self.uploads, urlsplit(self.path)
        path = url.path[len(BASE) :] if url.path.startswith(f"{BASE}/") else ""
        one = re.fullmatch(r"/files/([^/]+)", path)
        file_id = unquote(one[1]) if one else ""
        call = (self.command, "/files/{id}" if one else path)
        if call == ("POST", "/tickets"):
            return 200, uploads.request_tickets(owner, self.read_json(body), self.call_key())
        if call == ("POST", "/tickets/abandon"):
            return 204, uploads.abandon_ticket(owner, self.read_json(body))
        if call == ("POST", "/files"):
            return 200, uploads.confirm_files(owner, self.read_json(body))
        if call == ("GET", "/files"):
            return 200, uploads.list_files(owner, dict(parse_qsl(url.query)))
        if call == ("GET", "/files/{id}"):
            return 200, uploads.get_file(owner, file_id)
        if call == ("PATCH", "/files/{id}"):
            return 200, uploads.update_file(owner, file_id, self.read_json(body))
        if call == ("DELETE", "/files/{id}"):
            return 204, uploads.delete_file(owner, file_id)
        raise Problem(404, "endpoint-missing", "Not found.")

    def call_key(self):
        key = self.headers.get("Idempotency-Key")
        if key is None or 1 <= len(key) <= 255:
            return key
        raise invalid("The header Idempotency-Key must have 1 to 255 characters.")

    def read_body(self):
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not length.isdigit():
            self.close_connection = True
            raise Problem(411, "request-invalid", "The call needs a Content-Length.")
        if int(length) <= LONGEST_BODY:
            return self.rfile.read(int(length))
        # A client that is still sending would not see the answer, so some of a long body is read, and dropped.
        self.rfile.read(min(int(length), 8 * LONGEST_BODY))
        self.close_connection = True
        raise Problem(413, "request-invalid", "The body of the call is too long.")

    def read_json(self, body):
        # Another type is refused, because a form of another site could send it with the user's cookies.
        if self.headers.get_content_type() != "application/json":
            raise Problem(415, "request-invalid", "The body must have the Content-Type application/json.")
        return read_json(body)

    def send(self, status, body, headers=()):
        data = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if body is not None:
            self.send_header("Content-Type", "application/json")
        if status != 204:
            self.send_header("Content-Length", str(len(data)))
        # Answers belong to one person and have URLs that expire.
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def send_problem(self, problem):
        retry_after = [] if problem.retry_after is None else [("Retry-After", str(problem.retry_after))]
        self.send(problem.body["status"], {"error": problem.body}, retry_after)

    def send_error(self, code, message=None, explain=None):
        """What http.server itself refuses, such as an unknown method."""
        self.close_connection = True
        self.send_problem(Problem(code, "request-invalid", message or "The call makes no sense."))

    def log_message(self, format, *args):
        pass


def open_uploads(env):
    bucket = Bucket(
        env["S3_ENDPOINT"],
        env.get("S3_REGION", "us-east-1"),
        env["S3_BUCKET"],
        env["S3_ACCESS_KEY"],
        env["S3_SECRET_KEY"],
        env.get("S3_PUBLIC_ENDPOINT"),
    )
    return Uploads(bucket, Records(env.get("DATABASE", "uploads.sqlite")))


if __name__ == "__main__":
    uploads = open_uploads(os.environ)
    if sys.argv[1:] == ["sweep"]:
        uploads.sweep()
    else:
        Handler.uploads = uploads
        server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8000"))), Handler)
        print(f"http://127.0.0.1:{server.server_port}{BASE}", flush=True)
        server.serve_forever()
