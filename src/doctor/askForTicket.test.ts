import { describe, expect, it } from 'vitest'
import { UploadError } from '../errors/UploadError.js'
import type { UploadBackend } from '../contract/backend.js'
import { findCheck } from './testing/findCheck.js'
import { findings } from './testing/findings.js'
import { answerWith, runExamination } from './testing/runExamination.js'

describe('the backend', () => {
  it('is heard where its rules turn the probe away', async () => {
    const { diagnosis, backend } = await runExamination({ instead: { check: () => [{ code: 'entity-missing' }] } })
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
  ] as const)('says %s, which is %s', async (code, problem) => {
    const error = new UploadError(code, 'The answer is odd.', { status: 418, serverText: 'I am a teapot' })
    const { diagnosis } = await runExamination({ backend: { fail: { ticket: [{ error }] } } })
    expect(findings(diagnosis)).toEqual([`problem ticket ${problem}`])
    expect(findCheck(diagnosis, 'ticket').message).toContain('(status 418). The server says: "I am a teapot"')
  })

  it('may throw anything', async () => {
    for (const error of [new Error('https://x.test/?X-Amz-Signature=sentinel'), 'sentinel', null, { status: 403 }]) {
      const { diagnosis } = await runExamination({ backend: { fail: { ticket: [{ error: () => error }] } } })
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
  ])('is too slow where it does not answer in time, and %s the signal', async (_does, requestTicket) => {
    const { diagnosis } = await runExamination({ instead: { requestTicket }, options: { timeoutMs: 20 } })
    expect(findings(diagnosis)).toEqual(['problem ticket api-timeout'])
  })

  it('is told when the content policy keeps its API away', async () => {
    const violations: { directive: string; origin: string | null }[] = []
    const instead = {
      requestTicket: async (): Promise<never> => {
        violations.push({ directive: 'connect-src', origin: 'https://api.test' })
        throw new TypeError('Failed to fetch')
      },
    }
    const { diagnosis } = await runExamination({ violations, instead })
    expect(findings(diagnosis)).toEqual(['problem content-policy policy-blocks-api'])
  })

  it.each([null, {}, { kind: 'put' }, { kind: 'post', url: 'https://x.test', fields: [] }])(
    'gives something that is no ticket: %j',
    async (answer) => {
      const { diagnosis } = await runExamination({ instead: answerWith(answer) })
      expect(findings(diagnosis)).toEqual(['problem ticket api-answer-malformed'])
    },
  )

  it('may not know bytes that are new', async () => {
    const { diagnosis } = await runExamination({ backend: { existing: () => ({ id: '1' }) } })
    expect(findings(diagnosis)).toEqual(['problem ticket already-stored'])
  })

  it('may know a file that it was given', async () => {
    const options = { file: new File(['known'], 'known.txt') }
    const { diagnosis } = await runExamination({ backend: { existing: () => ({ id: '1' }) }, options })
    expect(findings(diagnosis)).toEqual([])
  })
})
