import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * `owner` is an API and a tenant. `content` identifies the bytes (digest, size, type) if they are known.
 * Data that is only read as a whole is one JSON column.
 */
const schema = `
  create table if not exists tickets (
    id text primary key,
    owner text not null,
    key text not null,
    idempotency_key text not null,
    content text,
    state text not null check (state in ('open', 'registered', 'abandoned')),
    announced text not null
  ) strict;
  create index if not exists open_tickets_by_key on tickets (owner, idempotency_key) where state = 'open';
  create index if not exists open_tickets_by_content on tickets (owner, content) where state = 'open';
  create index if not exists tickets_by_object on tickets (key);

  create table if not exists parts (
    ticket_id text primary key references tickets (id),
    upload_id text not null
  ) strict;

  create table if not exists files (
    sequence integer primary key autoincrement,
    id text not null unique,
    owner text not null,
    ticket_id text not null unique references tickets (id),
    content text,
    record text not null
  ) strict;
  create index if not exists files_by_content on files (owner, content);
  create index if not exists files_by_age on files (owner, sequence);
`

export function openDatabase(path: string): DatabaseSync {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  const database = new DatabaseSync(path, { timeout: 5000 })
  database.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = off')
  allowSharedObjects(database)
  database.exec(`${schema}; pragma foreign_keys = on`)
  return database
}

/** Migrates databases of earlier versions, which allowed only one ticket for each object. */
function allowSharedObjects(database: DatabaseSync): void {
  const sql = "select sql from sqlite_master where type = 'table' and name = 'tickets'"
  const before = database.prepare(sql).get()?.['sql']
  if (typeof before !== 'string' || !before.includes('key text not null unique')) return
  const create = before
    .replace('key text not null unique', 'key text not null')
    .replace(/^create table "?tickets"?/i, 'create table next_tickets')
  database.exec(`
    begin immediate;
    ${create};
    insert into next_tickets select * from tickets;
    drop table tickets;
    alter table next_tickets rename to tickets;
    commit;
  `)
}
