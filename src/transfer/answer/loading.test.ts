import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { UnusableTicket } from '../request/UnusableTicket.js'
import { readOutcome } from './readOutcome.js'
import { refuseTicket } from './refuseTicket.js'

// A server that takes the request for the code and never answers it.
vi.mock('./readRefusal.js', () => new Promise(() => {}))

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('does not wait for ever for the code that reads a refusal', async () => {
  const result = { kind: 'answered', status: 403, responseUrl: '', headers: '', text: '' } as const
  const request = {
    method: 'PUT',
    url: 'https://storage.example/b',
    origin: 'https://storage.example',
    headers: new Headers(),
    body: new Blob(),
    sizeBytes: 7,
  } as const
  const outcome = readOutcome(result, request, { dateMs: 0, isOnline: true, wasReached: false })
  await vi.advanceTimersByTimeAsync(30_000)
  expect(await outcome).toEqual({ kind: 'no-answer', reason: 'network', sentBytes: 7 })
})

it('names the reason why a ticket cannot be used if the code that explains it does not come', async () => {
  const outcome = refuseTicket(new UnusableTicket('header-twice', 'x-amz-acl'))
  await vi.advanceTimersByTimeAsync(30_000)
  expect(await outcome).toEqual({ kind: 'unusable', why: 'Reason: header-twice.' })
})
