import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFakeClock } from '../testing/fakes/fakeClock.js'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import type { RetryAdvice } from '../errors/codes.js'
import { UploadError } from '../errors/UploadError.js'
import { canResume, isUnfinished } from './selectors.js'
import { type Action, createInitialUpload, createUpload } from './reducer.js'
import { reduce } from './reduceRun.js'
import { SpeedMeter } from '../shared/SpeedMeter.js'
import { sharedCode } from './sharedCode.js'
import { Store } from './Store.js'
import type { Totals } from '../contract/upload.js'

/** A store whose uploads have 1000 bytes each, so that fractions are easy to read. */
function setUp() {
  const store = new Store(createFakeClock(), { onNotified: () => {}, onSettled: () => {}, onProcessing: () => {} })
  store.equip({ reduce: (entry, action) => reduce(entry, action, sharedCode), speed: new SpeedMeter() })
  const file = createFakeFile('a.txt', 'x'.repeat(1000))
  const dispatch = (ids: string, ...actions: Action[]): void => {
    for (const id of ids) for (const action of actions) store.dispatch(id, action)
  }
  return {
    store,
    totals: (): Totals => store.snapshot.totals,
    add: (ids: string) => {
      for (const id of ids) store.put(createUpload(id, file, { metadata: {}, group: undefined }))
    },
    addStored: (id: string) => store.put(createInitialUpload(id, { id })),
    pause: (ids: string) => dispatch(ids, { type: 'paused', by: 'user', at: 'sending' }),
    goOn: (ids: string) => dispatch(ids, { type: 'queued', next: 'sending' }),
    send: (ids: string, sentBytes: number) =>
      dispatch(ids, { type: 'sendStarted', attempt: 1 }, { type: 'sendProgressed', sentBytes }),
    finish: (ids: string) => dispatch(ids, { type: 'done', outcome: 'uploaded', stored: { id: '1' } }),
    fail: (ids: string, when: RetryAdvice['when']) =>
      dispatch(ids, {
        type: 'failed',
        at: 'sending',
        error: new UploadError('unknown', 'No.', { retry: { when, from: 'call' } }),
      }),
    cancel: (ids: string) => dispatch(ids, { type: 'cancelled' }),
    restart: (ids: string) => dispatch(ids, { type: 'restarted', next: 'inspecting', keep: 'nothing' }),
    remove: (ids: string) => {
      for (const id of ids) store.delete(id)
    },
  }
}

describe('progress of a batch', () => {
  it('counts what the user paused, when one of it is resumed and done', () => {
    const { add, pause, goOn, finish, totals } = setUp()
    add('abc')
    pause('abc')
    goOn('a')
    finish('a')
    expect(totals().progress).toBeCloseTo(1 / 3)
    goOn('bc')
    finish('bc')
    expect(totals().progress).toBe(1)
  })

  it('continues from where it was when all was paused', () => {
    const { add, finish, pause, goOn, send, totals } = setUp()
    add('abcd')
    finish('ab')
    pause('cd')
    const { progress } = totals()
    expect(progress).toBeCloseTo(1 / 2)
    goOn('cd')
    send('c', 10)
    expect(totals().progress).toBeGreaterThanOrEqual(progress)
  })

  it('includes files that are added while others are paused, without decreasing', () => {
    const { add, finish, pause, totals } = setUp()
    add('ab')
    finish('a')
    pause('b')
    expect(totals().progress).toBeCloseTo(1 / 2)
    add('cd')
    expect(totals().progress).toBeCloseTo(1 / 2)
    finish('cd')
    expect(totals().progress).toBeCloseTo(3 / 4)
  })

  it('counts a failure of the batch before that may be tried again', () => {
    const { add, finish, fail, goOn, totals } = setUp()
    add('abcd')
    finish('abc')
    fail('d', 'by-hand')
    expect(totals().progress).toBeCloseTo(3 / 4)
    add('efg')
    expect(totals().progress).toBeLessThan(0.1)
    finish('efg')
    expect(totals().progress).toBeCloseTo(3 / 4)
    goOn('d')
    expect(totals().progress).toBeCloseTo(3 / 4)
    finish('d')
    expect(totals().progress).toBe(1)
  })

  it('leaves out what failed for good', () => {
    const { add, finish, fail, totals } = setUp()
    add('ab')
    fail('a', 'never')
    finish('b')
    expect(totals().progress).toBe(1)
  })

  it('counts an upload that an earlier page left paused', () => {
    const { add, pause, finish, totals } = setUp()
    add('a')
    finish('a')
    expect(totals().progress).toBe(1)
    add('b')
    pause('b')
    expect(totals().progress).toBe(0)
  })

  it('starts again when an ended upload is retried after all others are done', () => {
    const { add, finish, cancel, restart, totals } = setUp()
    add('abc')
    finish('ab')
    cancel('c')
    expect(totals().progress).toBe(1)
    restart('c')
    expect(totals().progress).toBe(0)
    finish('c')
    expect(totals().progress).toBe(1)
  })

  it('stays where it is when the rest is cancelled', () => {
    const { add, send, cancel, totals } = setUp()
    add('a')
    send('a', 1000)
    const { progress } = totals()
    expect(progress).toBeGreaterThan(0)
    cancel('a')
    expect(totals().progress).toBe(progress)
  })
})

describe('progress when rows go', () => {
  it('stays 1 while only finished uploads remain, and is 0 when none are left', () => {
    const { add, finish, remove, totals } = setUp()
    add('ab')
    finish('ab')
    remove('a')
    expect(totals()).toMatchObject({ count: 1, progress: 1 })
    remove('b')
    expect(totals()).toMatchObject({ count: 0, progress: 0 })
  })

  it('stays 1 for what was done in an earlier batch', () => {
    const { add, finish, remove, totals } = setUp()
    add('a')
    finish('a')
    add('b')
    finish('b')
    remove('b')
    expect(totals().progress).toBe(1)
  })

  it('is 0 if only files remain that the backend had before', () => {
    const { add, addStored, finish, remove, totals } = setUp()
    addStored('i')
    expect(totals().progress).toBe(0)
    add('a')
    finish('a')
    expect(totals().progress).toBe(1)
    remove('a')
    expect(totals().progress).toBe(0)
  })

  it('does not fall when what was done goes and one that was called off stays', () => {
    const { add, finish, cancel, remove, totals } = setUp()
    add('ab')
    finish('a')
    cancel('b')
    expect(totals().progress).toBe(1)
    remove('a')
    expect(totals().progress).toBe(1)
  })
})

describe('a snapshot', () => {
  it('keeps its uploads and totals when only a rejection comes or goes', () => {
    const { add, store } = setUp()
    add('a')
    const before = store.snapshot
    store.setRejections([{ id: 'r', file: createFakeFile('r.txt'), reasons: [] }])
    const after = store.snapshot
    expect(after).not.toBe(before)
    expect(after.rejections).toHaveLength(1)
    expect(after.uploads).toBe(before.uploads)
    expect(after.totals).toBe(before.totals)
    add('b')
    expect(store.snapshot.uploads).toHaveLength(2)
    expect(store.snapshot.rejections).toBe(after.rejections)
  })
})

describe('whatever happens to uploads in whatever order', () => {
  const commands = [
    'add',
    'pause',
    'goOn',
    'finish',
    'failByHand',
    'failForGood',
    'cancel',
    'restart',
    'remove',
    'send',
  ] as const
  const happenings = fc.array(
    fc.record({
      command: fc.constantFrom(...commands),
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      bytes: fc.nat({ max: 1000 }),
    }),
    { maxLength: 40 },
  )

  it('progress is 1 only when everything that counts is done, and decreases only when another batch starts or all rows are removed', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        const { store, ...setup } = setUp()
        const run = {
          ...setup,
          add: (id: string) => (store.get(id) ? undefined : setup.add(id)),
          failByHand: (id: string) => setup.fail(id, 'by-hand'),
          failForGood: (id: string) => setup.fail(id, 'never'),
          send: (id: string, bytes: number) => setup.send(id, bytes),
        }
        for (const { command, id, bytes } of all) {
          const wasHeld = [...store.all].some(canResume)
          const isBatchUnderWay = wasHeld || !store.isAtRest
          const before = setup.totals().progress
          run[command](id, bytes)
          const { progress, count } = setup.totals()
          const uploads = [...store.all]
          const areDone = count > 0 && uploads.every(({ status }) => status === 'done')
          const mayFall = !isBatchUnderWay || (command === 'remove' && progress === 0)
          expect({
            isEarly: progress === 1 && uploads.some(isUnfinished),
            isLate: areDone && progress < 1,
            isLeftOver: count === 0 && progress > 0,
            hasFallen: progress < before && !mayFall,
          }).toEqual({ isEarly: false, isLate: false, isLeftOver: false, hasFallen: false })
        }
      }),
      { numRuns: 500 },
    )
  })
})
