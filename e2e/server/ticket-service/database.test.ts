import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase } from './database.ts'

it('allows two tickets for one object in a database of an earlier version, and keeps its contents', () => {
  const folder = mkdtempSync(join(tmpdir(), 'coatcheck-database-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'uploads.db')
  const before = new DatabaseSync(path)
  before.exec(`
    create table tickets (id text primary key, owner text not null, key text not null unique,
      idempotency_key text not null, content text, state text not null, announced text not null) strict;
    create table files (sequence integer primary key autoincrement, id text not null unique, owner text not null,
      ticket_id text not null unique references tickets (id), content text, record text not null) strict;
    insert into tickets values ('one', 'ann', 'object', 'k', null, 'registered', '{}');
    insert into files (id, owner, ticket_id, content, record) values ('file', 'ann', 'one', null, '{}');
  `)
  before.close()
  for (let opening = 1; opening <= 2; opening += 1) {
    const database = openDatabase(path)
    database.exec(`insert into tickets values ('next ${opening}', 'ann', 'object', 'k', null, 'open', '{}')`)
    expect(database.prepare('select count(*) as count from tickets').get()?.['count']).toBe(1 + opening)
    expect(database.prepare('select ticket_id from files').get()?.['ticket_id']).toBe('one')
    database.close()
  }
})
