import { describe, expect, it } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { type Action, createUpload } from './reducer.js'
import { reduce } from './reduceRun.js'
import { sharedCode } from './sharedCode.js'
import type { Upload } from '../contract/upload.js'
import { factsOf } from './fileFacts.js'

const after = (upload: Upload, action: Action): Upload => reduce({ upload, run: null }, action, sharedCode).upload

describe("reduce 'prepared'", () => {
  const picked = createFakeFile('a.txt', 'x'.repeat(1000))
  const added = createUpload('a', picked, { facts: factsOf(picked), metadata: {}, group: undefined })
  const sending = after(added, { type: 'sendStarted', attempt: 1 })
  const sent = after(sending, { type: 'sendProgressed', sentBytes: 1000 })
  const again = after(sent, { type: 'inspectionStarted', attempt: 1 })

  it.each([10, 2000])('starts at zero bytes when prepare returns another file of %d bytes', (size) => {
    const file = createFakeFile('b.txt', 'y'.repeat(size))
    expect(after(again, { type: 'prepared', file })).toMatchObject({ file, name: 'b.txt', size, sentBytes: 0 })
  })

  it('keeps the progress when prepare returns an equal file again', () => {
    const file = createFakeFile('a.txt', 'x'.repeat(1000))
    expect(after(again, { type: 'prepared', file })).toMatchObject({ file, sentBytes: 1000 })
  })
})
