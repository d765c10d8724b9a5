import { describe, expect, it } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { createUpload, reduceUpload } from './reducer.js'
import { factsOf } from './fileFacts.js'

describe("reduce 'prepared'", () => {
  const picked = createFakeFile('a.txt', 'x'.repeat(1000))
  const added = createUpload('a', picked, { facts: factsOf(picked), metadata: {}, group: undefined })
  const sending = reduceUpload(added, { type: 'sendStarted', attempt: 1 })
  const sent = reduceUpload(sending, { type: 'sendProgressed', sentBytes: 1000 })
  const again = reduceUpload(sent, { type: 'inspectionStarted', attempt: 1 })

  it.each([10, 2000])('starts at zero bytes when prepare returns another file of %d bytes', (size) => {
    const file = createFakeFile('b.txt', 'y'.repeat(size))
    expect(reduceUpload(again, { type: 'prepared', file })).toMatchObject({ file, name: 'b.txt', size, sentBytes: 0 })
  })

  it('keeps the progress when prepare returns an equal file again', () => {
    const file = createFakeFile('a.txt', 'x'.repeat(1000))
    expect(reduceUpload(again, { type: 'prepared', file })).toMatchObject({ file, sentBytes: 1000 })
  })
})
