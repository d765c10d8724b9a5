"""The calls of coatcheck's REST contract, without HTTP: tickets, confirms, files."""

import json
import logging
import os
import re
import secrets
import time
from datetime import datetime, timezone
from urllib.parse import quote

from reading import Problem, clean, invalid, read_announced, read_id, read_members, read_name, read_object, read_text

PROFILE = "files"
ACCEPTED = re.compile(r"(image/(png|jpeg|gif|webp|avif)|application/pdf|text/plain)(;.*)?", re.ASCII | re.IGNORECASE)
MAX_SIZE = 100 * 1024 * 1024
MAX_PER_HOUR = int(os.environ.get("UPLOADS_PER_HOUR", "1000"))
TICKET_SECONDS = 900
URL_SECONDS = 600
DAY_SECONDS = 86_400

# What a browser shows without running anything. Everything else is a download.
INLINE = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"}


class Uploads:
    def __init__(self, bucket, records):
        self.bucket = bucket
        self.records = records

    def request_tickets(self, owner, body, call_key=None):
        members = read_members(body, "files")
        if body.get("profile") not in (None, PROFILE):
            raise invalid("There is no such profile.", 400)
        if self.records.count_since(owner, time.time() - 3600) + len(members) > MAX_PER_HOUR:
            raise Problem(429, "rate-limited", "You have sent many files. Try again later.", retry_after=600)
        key = call_key if len(members) == 1 else None
        return {"tickets": [settle(lambda member: self._ticket(owner, member, key), member) for member in members]}

    def _ticket(self, owner, member, call_key):
        file = read_announced(member)
        own_key = member.get("idempotencyKey")
        idempotency_key = read_text(member, "idempotencyKey", 1, 255) if own_key is not None else call_key
        idempotency_key = idempotency_key or read_text(member, "id", 1, 255)
        if not ACCEPTED.fullmatch(file["type"]):
            raise Problem(422, "file-restricted", "Files of this type are not accepted here.")
        if file["size"] > MAX_SIZE:
            raise Problem(413, "too-large", f"Files may be at most {MAX_SIZE // 1024**2} MB.")
        # The answer to an earlier attempt was lost, but the bytes have arrived.
        for earlier in self.records.find_pending(owner, idempotency_key):
            if is_same(earlier, file) and is_kept(earlier, file) and self._has_arrived(earlier):
                return {"kind": "stored", "reference": earlier["reference"]}
        # The server chooses the key: a name from the client could lead to another object.
        key = f"uploads/{secrets.token_hex(16)}"
        reference = secrets.token_hex(16)
        alt = file["metadata"].get("alt")
        # The row is there before the URL is, so that no object is ever unknown.
        self.records.add(
            **file,
            reference=reference,
            file_id=secrets.token_hex(16),
            owner=owner,
            object_key=key,
            idempotency_key=idempotency_key,
            alt=clean(alt) if isinstance(alt, str) else "",
        )
        url, headers = self.bucket.sign_put(
            key, size=file["size"], type=file["type"], sha256=file["sha256"], expires_in=TICKET_SECONDS
        )
        terms = {"reference": reference, "expiresInSeconds": TICKET_SECONDS}
        return {"kind": "put", "url": url, "headers": headers, **terms}

    def confirm_files(self, owner, body):
        members = read_members(body, "uploads")
        return {"files": [settle(lambda member: self._confirm(owner, member), member) for member in members]}

    def _confirm(self, owner, member):
        fields = read_object(member, "An upload")
        file = read_announced(fields.get("request"))
        upload = self.records.find_upload(owner, read_id(fields.get("reference")))
        if upload is None:
            raise Problem(404, "not-found", "There is no such ticket.")
        if upload["state"] == "pending":
            if not is_same(upload, file):
                raise Problem(409, "record-mismatch", "The ticket was for another file.")
            if not self._has_arrived(upload):
                raise Problem(409, "not-verified", "Storage does not have the file that was announced.")
            # If another call has registered or abandoned it in the meantime, this changes nothing.
            self.records.register(upload["reference"])
            upload = self.records.find_upload(owner, upload["reference"]) or upload
        if upload["state"] == "registered":
            return {"kind": "confirmed", "file": self._describe(upload)}
        if upload["state"] == "deleted":
            raise Problem(410, "already-used", "The file has been deleted.")
        raise Problem(410, "ticket-expired", "This ticket has been abandoned.")

    def _has_arrived(self, upload):
        return self.bucket.look(upload["object_key"]) == (upload["size"], upload["sha256"])

    def abandon_ticket(self, owner, body):
        reference = read_object(body, "The body").get("reference")
        if reference is None:
            raise invalid("`reference` is missing.")
        if self.records.abandon(owner, read_id(reference)):
            self._drop(self.records.find_upload(owner, reference))

    def list_files(self, owner, query):
        limit, cursor = query.get("limit", "24"), query.get("cursor")
        # All files are of the only profile.
        if query.get("profile") not in (None, PROFILE):
            raise invalid("There is no such profile.", 400)
        if not re.fullmatch(r"[1-9][0-9]{0,8}", limit):
            raise invalid("`limit` must be a whole number of at least 1.", 400)
        if cursor is not None and not re.fullmatch(r"[1-9][0-9]{0,17}", cursor):
            raise invalid("`cursor` must be the `nextCursor` of a page.", 400)
        most = min(int(limit), 100)
        # One more than wanted shows whether there is another page.
        rows = self.records.list_files(owner, int(cursor) if cursor else None, most + 1)
        page = rows[:most]
        next_cursor = str(page[-1]["number"]) if len(rows) > most else None
        return {"files": [self._describe(row) for row in page], "nextCursor": next_cursor}

    def get_file(self, owner, file_id):
        return {"file": self._describe(self._find(owner, file_id))}

    def update_file(self, owner, file_id, body):
        fields = read_object(body, "The body")
        name = read_name(fields) if fields.get("name") is not None else None
        alt = read_text(fields, "alt", 0, 4096) if fields.get("alt") is not None else None
        self._find(owner, file_id)
        self.records.change(owner, file_id, name, alt)
        return self.get_file(owner, file_id)

    def delete_file(self, owner, file_id):
        file = self._find(owner, file_id)
        if self.records.delete(owner, file_id):
            self._drop(file)

    def sweep(self):
        """Removes what nobody finished, a day later: by then, no URL for it is valid. Run it every hour."""
        for upload in self.records.find_unused(time.time() - DAY_SECONDS):
            self.records.end_pending(upload["reference"])
            # It may have been registered in the meantime.
            latest = self.records.find_upload(upload["owner"], upload["reference"])
            if latest["state"] != "registered" and self._drop(latest):
                self.records.forget(upload["reference"])

    def _find(self, owner, file_id):
        file = self.records.find_file(owner, read_id(file_id))
        if file is None:
            raise Problem(404, "not-found", "There is no such file.")
        return file

    def _drop(self, upload):
        """Deletes an object whose record has ended. What fails is left to the sweep."""
        try:
            self.bucket.delete(upload["object_key"])
            return True
        except OSError as error:
            logging.error("An object could not be deleted: %s", type(error).__name__)
            return False

    def _describe(self, row):
        is_inline = row["type"].lower() in INLINE
        disposition = "inline" if is_inline else "attachment"
        url = self.bucket.sign_get(
            row["object_key"],
            type=row["type"] if is_inline else "application/octet-stream",
            disposition=f"{disposition}; filename*=UTF-8''{quote(row['name'], safe='')}",
            expires_in=URL_SECONDS,
        )
        return {
            "id": row["file_id"],
            "name": row["name"],
            "url": url,
            "urlExpiresInSeconds": URL_SECONDS,
            "type": row["type"],
            "size": row["size"],
            **json.loads(row["image"]),
            "alt": row["alt"] or None,
            "createdAt": datetime.fromtimestamp(row["created_at"], timezone.utc).isoformat(),
            "metadata": json.loads(row["metadata"]),
        }


def is_same(row, file):
    return all(row[field] == file[field] for field in ("size", "type", "sha256"))


def is_kept(row, file):
    return row["name"] == file["name"] and json.loads(row["metadata"]) == file["metadata"]


def settle(answer, member):
    """One member that fails does not fail the others."""
    try:
        return answer(member)
    except Problem as problem:
        return {"kind": "failed", "error": problem.body}
