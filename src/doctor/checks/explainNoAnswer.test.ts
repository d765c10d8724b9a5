import { describe, expect, it } from 'vitest'
import type { SendOutcome } from '../../contract/ports/transport.js'
import type { FakeCase } from '../../../test/doctor/fakeDoctorPorts.js'
import { findCheck } from '../../../test/doctor/findCheck.js'
import { findings } from '../../../test/doctor/findings.js'
import { answerWith, type Case, lose, runDiagnosis } from '../../../test/doctor/runDiagnosis.js'

const readable =
  (...methods: readonly string[]): NonNullable<FakeCase['answers']> =>
  ({ isReadable, method }) =>
    !isReadable || methods.includes(method)

/** How Firefox and WebKit show a refusal that arrives before a large body has been sent. */
const unread: SendOutcome = { kind: 'no-answer', reason: 'blocked', sentBytes: 0, mayBeRefused: true }

describe('explainNoAnswer', () => {
  it('finds that the content policy blocks storage, without a test request', async () => {
    const violations = [{ directive: 'connect-src', origin: 'https://storage.fake.invalid' }]
    const { diagnosis, testRequests } = await runDiagnosis({ violations, outcomes: [lose(0), lose(0)] })
    expect(findings(diagnosis)).toEqual(['problem content-policy policy-blocks-storage'])
    expect(testRequests).toEqual([])
  })

  it.each<[string, Case, string]>([
    ['nothing answers', { answers: () => false }, 'problem reachable storage-unreachable'],
    ['the browser is offline', { answers: () => false, page: { isOnline: () => false } }, 'problem reachable offline'],
    ['the origin is not allowed', { answers: readable() }, 'problem preflight cors-origin-refused'],
    ['the method is not allowed', { answers: readable('GET') }, 'problem preflight cors-method-refused'],
    ['headers are not allowed', { answers: readable('GET', 'PUT') }, 'problem preflight cors-headers-refused'],
    [
      'a form is refused its preflight',
      { backend: { ticketKind: 'post' }, answers: readable('POST') },
      'problem preflight preflight-refused',
    ],
    [
      'the answer is hidden from the page',
      { answers: readable(), outcomes: [lose(100), lose(100)] },
      'problem cors cors-answer-hidden',
    ],
    [
      'a redirect cannot be read',
      { outcomes: [lose(9), lose(9)], answers: ({ isReadable }) => (isReadable ? 'redirected' : true) },
      'problem storage storage-redirected',
    ],
    ['the connection breaks', { outcomes: [lose(100), lose(100)] }, 'problem storage connection-broken'],
    [
      'a large probe may have been refused before it was read',
      { outcomes: [unread, unread], answers: readable('GET', 'PUT') },
      'problem storage connection-broken',
    ],
    [
      'storage is slow',
      { outcomes: [{ kind: 'no-answer', reason: 'silent', sentBytes: 100 }] },
      'problem storage storage-slow',
    ],
    [
      'storage redirects',
      { outcomes: [{ kind: 'no-answer', reason: 'redirected', sentBytes: 100 }] },
      'problem storage storage-redirected',
    ],
    [
      'something else answers',
      { outcomes: [{ kind: 'no-answer', reason: 'not-storage', sentBytes: 100 }] },
      'problem storage not-storage',
    ],
  ])('finds that %s', async (_name, given, expected) => {
    const { diagnosis, testRequests } = await runDiagnosis({ outcomes: [lose(0), lose(0)], ...given })
    expect(findings(diagnosis)).toEqual([expected])
    expect(JSON.stringify(testRequests)).not.toMatch(/sentinel|X-Amz/)
  })

  it('advises the CORS rule for this very page', async () => {
    const { diagnosis } = await runDiagnosis({ outcomes: [lose(0), lose(0)], answers: readable() })
    const check = findCheck(diagnosis, 'preflight')
    expect('advice' in check && check.advice).toContain(
      '"AllowedOrigins": ["https://app.test"], "AllowedMethods": ["PUT"]',
    )
  })

  it.each([
    [{}, 'content-type'],
    [{ 'x-amz-acl': 'private' }, 'x-amz-acl, Content-Type'],
    [{ 'content-type': 'text/plain', 'x-"odd"': '' }, 'content-type, one with an unusual name'],
  ])('names the headers that are not allowed: %j', async (headers, names) => {
    const ticket = { kind: 'put', url: 'https://storage.fake.invalid/a', reference: { key: 'key-1' }, headers }
    const outcomes = [lose(0), lose(0)]
    const { diagnosis } = await runDiagnosis({
      instead: answerWith(ticket),
      outcomes,
      answers: readable('GET', 'PUT'),
    })
    expect(findings(diagnosis)).toEqual(['problem preflight cors-headers-refused'])
    expect(findCheck(diagnosis, 'preflight').message).toMatch(new RegExp(`: ${names}\\.$`, 'i'))
  })

  it('tests with a PUT that creates no object in a bucket that anybody may write to', async () => {
    const { testRequests } = await runDiagnosis({ outcomes: [lose(0), lose(0)], answers: readable() })
    const urls = testRequests.filter(({ method }) => method === 'PUT').map(({ url }) => new URL(url).search)
    expect(urls).toEqual(['?partNumber=1&uploadId=none'])
  })

  it('does not report a connection that breaks once', async () => {
    const { diagnosis } = await runDiagnosis({ outcomes: [lose(0)] })
    expect(findings(diagnosis)).toEqual([])
  })
})
