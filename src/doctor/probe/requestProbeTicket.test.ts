import { describe, expect, it } from 'vitest'
import { UploadError } from '../../errors/UploadError.js'
import type { UploadBackend } from '../../contract/backend.js'
import { findCheck } from '../../../test/doctor/findCheck.js'
import { findings } from '../../../test/doctor/findings.js'
import { answerWith, runDiagnosis } from '../../../test/doctor/runDiagnosis.js'

describe('requestProbeTicket', () => {
  it('asks for no ticket if the backend rejects the probe itself', async () => {
    const { diagnosis, backend } = await runDiagnosis({ instead: { check: () => [{ code: 'entity-missing' }] } })
    expect(findings(diagnosis)).toEqual(['problem probe probe-refused'])
    expect(findCheck(diagnosis, 'probe').message).toContain('entity-missing')
    expect(backend.calls).toEqual([])
  })

  it.each([
    ['unauthorized', 'api-unauthorized'],
    ['forbidden', 'api-forbidden'],
    ['not-found', 'api-not-found'],
    ['request-invalid', 'api-refused'],
    ['rate-limited', 'api-rate-limited'],
    ['server-error', 'api-failed'],
    ['server-unreachable', 'api-unreachable'],
    ['server-timeout', 'api-timeout'],
    ['server-redirected', 'api-redirected'],
    ['app-failed', 'adapter-failed'],
    ['answer-malformed', 'api-answer-malformed'],
    ['unknown', 'adapter-failed'],
  ] as const)('reports %s as %s', async (code, problem) => {
    const error = new UploadError(code, 'The answer is odd.', { status: 418, serverText: 'I am a teapot' })
    const { diagnosis } = await runDiagnosis({ backend: { fail: { ticket: [{ error }] } } })
    expect(findings(diagnosis)).toEqual([`problem ticket ${problem}`])
    expect(findCheck(diagnosis, 'ticket').message).toContain('(status 418). The server says: "I am a teapot"')
  })

  it('reports anything that an adapter throws', async () => {
    for (const error of [new Error('https://x.test/?X-Amz-Signature=sentinel'), 'sentinel', null, { status: 403 }]) {
      const { diagnosis } = await runDiagnosis({ backend: { fail: { ticket: [{ error: () => error }] } } })
      expect(diagnosis.ok).toBe(false)
    }
  })

  it.each<[string, UploadBackend['requestTicket']]>([
    [
      'heeds',
      (_request, { signal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    ],
    ['ignores', () => new Promise(() => undefined)],
  ])('reports a call that takes too long and %s the signal', async (_does, requestTicket) => {
    const { diagnosis } = await runDiagnosis({ instead: { requestTicket }, options: { timeoutMs: 20 } })
    expect(findings(diagnosis)).toEqual(['problem ticket api-timeout'])
  })

  it('finds that the content policy blocks the API', async () => {
    const violations: { directive: string; origin: string | null }[] = []
    const instead = {
      requestTicket: async (): Promise<never> => {
        violations.push({ directive: 'connect-src', origin: 'https://api.test' })
        throw new TypeError('Failed to fetch')
      },
    }
    const { diagnosis } = await runDiagnosis({ violations, instead })
    expect(findings(diagnosis)).toEqual(['problem content-policy policy-blocks-api'])
  })

  it.each([null, {}, { kind: 'put' }, { kind: 'post', url: 'https://x.test', fields: [] }])(
    'reports an answer that is not a ticket: %j',
    async (answer) => {
      const { diagnosis } = await runDiagnosis({ instead: answerWith(answer) })
      expect(findings(diagnosis)).toEqual(['problem ticket api-answer-malformed'])
    },
  )

  it('reports an API that claims to have new bytes already', async () => {
    const { diagnosis } = await runDiagnosis({ backend: { existing: () => ({ id: '1' }) } })
    expect(findings(diagnosis)).toEqual(['problem ticket already-stored'])
  })

  it('accepts that the API has a file that the caller passed', async () => {
    const options = { file: new File(['known'], 'known.txt') }
    const { diagnosis } = await runDiagnosis({ backend: { existing: () => ({ id: '1' }) }, options })
    expect(findings(diagnosis)).toEqual([])
  })
})
