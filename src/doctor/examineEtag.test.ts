import { describe, expect, it } from 'vitest'
import type { SendOutcome } from '../contract/ports/transport.js'
import { findings } from './testing/findings.js'
import { runExamination } from './testing/runExamination.js'

describe('storage', () => {
  it.each([
    [{ needsEtag: true }, ['problem etag etag-hidden']],
    [{ etagIsMd5: true }, ['warning etag etag-hidden']],
    [{}, []],
  ])('may hide its ETag from a backend with %j', async (backend, expected) => {
    const outcome: SendOutcome = { kind: 'stored', receipt: { status: 200, etag: null } }
    const { diagnosis } = await runExamination({ backend, outcomes: [outcome] })
    expect(findings(diagnosis)).toEqual(expected)
  })

  it('may have ETags that are no digests', async () => {
    const outcome: SendOutcome = { kind: 'stored', receipt: { status: 200, etag: 'a'.repeat(32) } }
    expect(findings((await runExamination({ backend: { etagIsMd5: true }, outcomes: [outcome] })).diagnosis)).toEqual([
      'problem etag etag-not-md5',
    ])
    expect(findings((await runExamination({ outcomes: [outcome] })).diagnosis)).toEqual([])
  })
})
