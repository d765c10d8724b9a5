import { describe, expect, it } from 'vitest'
import type { SendOutcome } from '../contract/ports/transport.js'
import type { FakeCase } from './testing/fakeDoctorPorts.js'
import { findCheck } from './testing/findCheck.js'
import { findings } from './testing/findings.js'
import { answerWith, type Case, lose, runExamination } from './testing/runExamination.js'

const readable =
  (...methods: readonly string[]): NonNullable<FakeCase['answers']> =>
  ({ isReadable, method }) =>
    !isReadable || methods.includes(method)

/** As Firefox and WebKit show a refusal that came before they had sent a large body. */
const unread: SendOutcome = { kind: 'no-answer', reason: 'blocked', sentBytes: 0, mayBeRefused: true }

describe('the way to storage', () => {
  it('is closed where the content policy says so', async () => {
    const violations = [{ directive: 'connect-src', origin: 'https://storage.fake.invalid' }]
    const { diagnosis, questions } = await runExamination({ violations, outcomes: [lose(0), lose(0)] })
    expect(findings(diagnosis)).toEqual(['problem content-policy policy-blocks-storage'])
    expect(questions).toEqual([])
  })

  it.each<[string, Case, string]>([
    ['nobody is there', { answers: () => false }, 'problem reachable storage-unreachable'],
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
      'the answer is kept back',
      { answers: readable(), outcomes: [lose(100), lose(100)] },
      'problem cors cors-answer-hidden',
    ],
    [
      'it leads elsewhere, unreadably',
      { outcomes: [lose(9), lose(9)], answers: ({ isReadable }) => (isReadable ? 'redirected' : true) },
      'problem storage storage-redirected',
    ],
    ['it breaks off', { outcomes: [lose(100), lose(100)] }, 'problem storage connection-broken'],
    [
      'a large probe may have been refused unread',
      { outcomes: [unread, unread], answers: readable('GET', 'PUT') },
      'problem storage connection-broken',
    ],
    [
      'it is slow',
      { outcomes: [{ kind: 'no-answer', reason: 'silent', sentBytes: 100 }] },
      'problem storage storage-slow',
    ],
    [
      'it leads elsewhere',
      { outcomes: [{ kind: 'no-answer', reason: 'redirected', sentBytes: 100 }] },
      'problem storage storage-redirected',
    ],
    [
      'somebody else answers',
      { outcomes: [{ kind: 'no-answer', reason: 'not-storage', sentBytes: 100 }] },
      'problem storage not-storage',
    ],
  ])('is explained where %s', async (_name, given, expected) => {
    const { diagnosis, questions } = await runExamination({ outcomes: [lose(0), lose(0)], ...given })
    expect(findings(diagnosis)).toEqual([expected])
    expect(JSON.stringify(questions)).not.toMatch(/sentinel|X-Amz/)
  })

  it('is told the rule to set, for this very page', async () => {
    const { diagnosis } = await runExamination({ outcomes: [lose(0), lose(0)], answers: readable() })
    const check = findCheck(diagnosis, 'preflight')
    expect('advice' in check && check.advice).toContain(
      '"AllowedOrigins": ["https://app.test"], "AllowedMethods": ["PUT"]',
    )
  })

  it.each([
    [{}, 'content-type'],
    [{ 'x-amz-acl': 'private' }, 'x-amz-acl, Content-Type'],
    [{ 'content-type': 'text/plain', 'x-"odd"': '' }, 'content-type, one with an odd name'],
  ])('is told which headers are not allowed: %j', async (headers, names) => {
    const ticket = { kind: 'put', url: 'https://storage.fake.invalid/a', reference: { key: 'key-1' }, headers }
    const outcomes = [lose(0), lose(0)]
    const { diagnosis } = await runExamination({
      instead: answerWith(ticket),
      outcomes,
      answers: readable('GET', 'PUT'),
    })
    expect(findings(diagnosis)).toEqual(['problem preflight cors-headers-refused'])
    expect(findCheck(diagnosis, 'preflight').message).toMatch(new RegExp(`: ${names}\\.$`, 'i'))
  })

  it('is asked about in a way that leaves nothing where anybody may write', async () => {
    const { questions } = await runExamination({ outcomes: [lose(0), lose(0)], answers: readable() })
    const urls = questions.filter(({ method }) => method === 'PUT').map(({ url }) => new URL(url).search)
    expect(urls).toEqual(['?partNumber=1&uploadId=none'])
  })

  it('may break once by chance', async () => {
    const { diagnosis } = await runExamination({ outcomes: [lose(0)] })
    expect(findings(diagnosis)).toEqual([])
  })
})
