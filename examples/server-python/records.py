"""What the server remembers: one row for each upload, from its ticket to its end, in SQLite."""

import json
import sqlite3
import threading
import time

SCHEMA = """
CREATE TABLE IF NOT EXISTS uploads (
  reference TEXT PRIMARY KEY,        -- identifies the ticket
  file_id TEXT NOT NULL UNIQUE,      -- identifies the registered file
  owner TEXT NOT NULL,
  object_key TEXT NOT NULL UNIQUE,
  idempotency_key TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'registered', 'abandoned', 'deleted')),
  number INTEGER UNIQUE,             -- the order in which files were registered
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  image TEXT NOT NULL,
  metadata TEXT NOT NULL,
  alt TEXT NOT NULL,
  created_at REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS uploads_by_key ON uploads (owner, idempotency_key);
CREATE INDEX IF NOT EXISTS uploads_by_number ON uploads (owner, state, number);
CREATE INDEX IF NOT EXISTS uploads_by_time ON uploads (owner, created_at);
"""


class Records:
    def __init__(self, path):
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.executescript(SCHEMA)

    def _run(self, sql, values=()):
        """Runs one statement as a transaction. Returns its rows and the number of rows it has changed."""
        with self._lock, self._db:
            cursor = self._db.execute(sql, values)
            return cursor.fetchall(), cursor.rowcount

    def add(self, **upload):
        row = {**upload, "state": "pending", "created_at": time.time()}
        row["image"], row["metadata"] = json.dumps(row["image"]), json.dumps(row["metadata"])
        self._run(f"INSERT INTO uploads ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))

    # Every look-up names the owner, so that nothing of one owner is ever found for another.

    def find_upload(self, owner, reference):
        rows, _ = self._run("SELECT * FROM uploads WHERE owner = ? AND reference = ?", (owner, reference))
        return rows[0] if rows else None

    def find_pending(self, owner, idempotency_key):
        sql = (
            "SELECT * FROM uploads WHERE owner = ? AND idempotency_key = ? AND state = 'pending'"
            " ORDER BY created_at DESC"
        )
        rows, _ = self._run(sql, (owner, idempotency_key))
        return rows

    def find_file(self, owner, file_id):
        sql = "SELECT * FROM uploads WHERE owner = ? AND file_id = ? AND state = 'registered'"
        rows, _ = self._run(sql, (owner, file_id))
        return rows[0] if rows else None

    def list_files(self, owner, before, limit):
        """The newest first. A number stays the same when files are added, so pages do not shift."""
        sql = (
            "SELECT * FROM uploads WHERE owner = ? AND state = 'registered' AND (? IS NULL OR number < ?)"
            " ORDER BY number DESC LIMIT ?"
        )
        rows, _ = self._run(sql, (owner, before, before, limit))
        return rows

    def count_since(self, owner, moment):
        rows, _ = self._run("SELECT count(*) FROM uploads WHERE owner = ? AND created_at > ?", (owner, moment))
        return rows[0][0]

    # Every change names the state that it starts from. Of two that run at the same time, one finds nothing to change.

    def register(self, reference):
        sql = (
            "UPDATE uploads SET state = 'registered', number = (SELECT coalesce(max(number), 0) + 1 FROM uploads)"
            " WHERE reference = ? AND state = 'pending'"
        )
        return self._run(sql, (reference,))[1] == 1

    def abandon(self, owner, reference):
        sql = "UPDATE uploads SET state = 'abandoned' WHERE owner = ? AND reference = ? AND state = 'pending'"
        return self._run(sql, (owner, reference))[1] == 1

    def delete(self, owner, file_id):
        sql = "UPDATE uploads SET state = 'deleted' WHERE owner = ? AND file_id = ? AND state = 'registered'"
        return self._run(sql, (owner, file_id))[1] == 1

    def change(self, owner, file_id, name, alt):
        sql = (
            "UPDATE uploads SET name = coalesce(?, name), alt = coalesce(?, alt)"
            " WHERE owner = ? AND file_id = ? AND state = 'registered'"
        )
        self._run(sql, (name, alt, owner, file_id))

    def find_unused(self, before):
        """Uploads that nobody finished, and what was abandoned or deleted."""
        rows, _ = self._run("SELECT * FROM uploads WHERE state <> 'registered' AND created_at < ?", (before,))
        return rows

    def end_pending(self, reference):
        self._run("UPDATE uploads SET state = 'abandoned' WHERE reference = ? AND state = 'pending'", (reference,))

    def forget(self, reference):
        self._run("DELETE FROM uploads WHERE reference = ? AND state IN ('abandoned', 'deleted')", (reference,))
