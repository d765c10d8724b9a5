import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SqliteConnection } from './SqliteConnection.js'

describe('SqliteConnection', () => {
  let db: SqliteConnection
  beforeEach(async () => {
    db = await SqliteConnection.open(':memory:')
    db.execute('create table numbers (number integer primary key)')
  })
  afterEach(() => db.close())

  const insert = (number: number): Promise<number> =>
    db.transact(() => {
      db.all('insert into numbers values ($1)', number)
      return number
    })
  const numbers = (): readonly unknown[] =>
    db.all('select number from numbers order by number').map((row) => row['number'])

  it('answers each of many tasks of one turn after their common commit', async () => {
    const tasks = [insert(1), insert(2), insert(3)]
    expect(numbers()).toEqual([])
    expect(await Promise.all(tasks)).toEqual([1, 2, 3])
    expect(numbers()).toEqual([1, 2, 3])
  })

  it('undoes a task that fails, and nothing of the others', async () => {
    const failing = db.transact(() => {
      db.all('insert into numbers values (2)')
      throw new Error('no')
    })
    const outcomes = await Promise.allSettled([insert(1), failing, insert(1), insert(3)])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
    expect(numbers()).toEqual([1, 3])
  })

  it('fails every task of a turn whose commit fails', async () => {
    db.execute('pragma foreign_keys = on')
    db.execute('create table pairs (number integer references numbers deferrable initially deferred)')
    const tasks = [insert(1), db.transact(() => db.all('insert into pairs values (9)'))]
    expect((await Promise.allSettled(tasks)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(numbers()).toEqual([])
    expect(await insert(4)).toBe(4)
  })

  it('commits what is waiting before it closes', async () => {
    const task = insert(1)
    db.close()
    expect(await task).toBe(1)
    db = await SqliteConnection.open(':memory:')
  })
})
