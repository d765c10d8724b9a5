import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UploadError } from '../../../errors/UploadError.js'
import { SpeedMeter } from '../../../shared/SpeedMeter.js'
import { createFakeClock } from '../../../testing/fakes/fakeClock.js'
import { createFakeFile } from '../../../testing/fakes/fakeFile.js'
import { createInitialUpload, createUpload } from '../../../uploader/reducer.js'
import { reduce } from '../../../uploader/reduceRun.js'
import { sharedCode } from '../../../uploader/sharedCode.js'
import { Store } from '../../../uploader/Store.js'
import { GroupTotals } from './GroupTotals.js'

const file = createFakeFile('a.txt', 'x'.repeat(100_000))

/** A store of which every upload is in the group, and what can happen to the upload with an id. */
function setUp() {
  const store = new Store(createFakeClock(), { onNotified: () => {}, onSettled: () => {}, onProcessing: () => {} })
  store.equip({ reduce: (entry, action) => reduce(entry, action, sharedCode), speed: new SpeedMeter() })
  const error = (when: 'by-hand' | 'never') => new UploadError('unknown', 'No.', { retry: { when, from: 'call' } })
  const happenings = {
    add: (id: string) => store.get(id) ?? store.put(createUpload(id, file, { metadata: {}, group: undefined })),
    addStored: (id: string) => store.get(id) ?? store.put(createInitialUpload(id, { id })),
    send: (id: string) => {
      store.dispatch(id, { type: 'sendStarted', attempt: 1 })
      store.dispatch(id, { type: 'sendProgressed', sentBytes: 50_000 })
    },
    finish: (id: string) => store.dispatch(id, { type: 'done', outcome: 'uploaded', stored: { id } }),
    exist: (id: string) => store.dispatch(id, { type: 'done', outcome: 'existing', stored: { id } }),
    fail: (id: string) => store.dispatch(id, { type: 'failed', at: 'sending', error: error('by-hand') }),
    failForGood: (id: string) => store.dispatch(id, { type: 'failed', at: 'sending', error: error('never') }),
    pause: (id: string) => store.dispatch(id, { type: 'paused', by: 'user', at: 'sending' }),
    goOn: (id: string) => store.dispatch(id, { type: 'queued', next: 'sending' }),
    cancel: (id: string) => store.dispatch(id, { type: 'cancelled' }),
    restart: (id: string) => store.dispatch(id, { type: 'restarted', next: 'inspecting', keep: 'nothing' }),
    remove: (id: string) => store.delete(id),
  }
  return { store, happenings, totals: new GroupTotals() }
}

describe('GroupTotals', () => {
  it('does not let the progress fall when files are added to a group that is at work', () => {
    const { store, happenings, totals } = setUp()
    const progress = () => totals.update(store.snapshot.uploads).progress
    happenings.add('a')
    happenings.send('a')
    const before = progress()
    expect(before).toBeCloseTo(0.43)
    for (const id of 'bcd') happenings.add(id)
    expect(progress()).toBe(before)
    for (const id of 'abcd') happenings.finish(id)
    expect(progress()).toBe(1)
    happenings.add('e')
    expect(progress()).toBe(0)
  })

  it('agrees with the uploader about a group in which all uploads are, whatever happens', () => {
    const { happenings } = setUp()
    const happening = fc.constantFrom(...(Object.keys(happenings) as (keyof typeof happenings)[]))
    const story = fc.array(fc.tuple(happening, fc.constantFrom('a', 'b', 'c', 'd')), { maxLength: 40 })
    fc.assert(
      fc.property(story, (told) => {
        const all = setUp()
        for (const [name, id] of told) {
          all.happenings[name](id)
          const { uploads, totals } = all.store.snapshot
          expect(all.totals.update(uploads).progress).toBe(totals.progress)
          expect(all.totals.update(uploads).progress).toBe(totals.progress)
        }
      }),
      { numRuns: 500 },
    )
  })
})
