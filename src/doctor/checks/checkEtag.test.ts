import { describe, expect, it } from 'vitest'
import type { SendOutcome } from '../../contract/ports/transport.js'
import { findings } from '../../../test/doctor/findings.js'
import { runDiagnosis } from '../../../test/doctor/runDiagnosis.js'

describe('checkEtag', () => {
  it.each([
    [{ needsEtag: true }, ['problem etag etag-hidden']],
    [{ etagIsMd5: true }, ['warning etag etag-hidden']],
    [{}, []],
  ])('judges a hidden ETag by what the backend needs: %j', async (backend, expected) => {
    const outcome: SendOutcome = { kind: 'stored', receipt: { status: 200, etag: null } }
    const { diagnosis } = await runDiagnosis({ backend, outcomes: [outcome] })
    expect(findings(diagnosis)).toEqual(expected)
  })

  it('reports an ETag that is not the MD5, if the backend expects that', async () => {
    const outcome: SendOutcome = { kind: 'stored', receipt: { status: 200, etag: 'a'.repeat(32) } }
    expect(findings((await runDiagnosis({ backend: { etagIsMd5: true }, outcomes: [outcome] })).diagnosis)).toEqual([
      'problem etag etag-not-md5',
    ])
    expect(findings((await runDiagnosis({ outcomes: [outcome] })).diagnosis)).toEqual([])
  })
})
