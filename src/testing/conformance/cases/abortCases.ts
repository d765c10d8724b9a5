import type { StoredFile } from '../../../contract/storedFile.js'
import { callContext, openSubject } from '../openSubject.js'
import { only, startPlay, until } from '../playUpload.js'
import { endOf } from '../readError.js'
import { requestFor, storedUnder } from '../sampleUpload.js'
import type { Subject } from '../Subject.js'
import type { TestRunner } from '../TestRunner.js'
import { pickRequest } from './ticketCases.js'

/** Aborting, at each step. */
export function describeAborts<TFile extends StoredFile>(test: TestRunner, subject: Subject<TFile>): void {
  const { it, expect } = test
  const { api } = subject
  const { call } = api.confirm

  it('ends a ticket call when its signal fires', async () => {
    const { backend, calls } = openSubject(subject, { ticket: 'silent' })
    const controller = new AbortController()
    const asking = endOf(backend.requestTicket(requestFor(backend, api), callContext({ signal: controller.signal })))
    await until('the ticket call', () => calls.length === 1)
    controller.abort()
    expect([await asking, calls.map(({ signal }) => signal?.aborted)]).toEqual(['AbortError', [true]])
  })

  it('ends a confirm when its signal fires; or makes no call', async () => {
    const { backend, calls } = openSubject(subject, { confirm: 'silent' })
    const controller = new AbortController()
    const confirming = endOf(backend.confirm(storedUnder(backend, api), callContext({ signal: controller.signal })))
    if (call === 'none') {
      expect([await confirming, calls.length]).toEqual(['an answer', 0])
      return
    }
    await until('the confirm call', () => calls.length === 1)
    controller.abort()
    expect([await confirming, calls.map(({ signal }) => signal?.aborted)]).toEqual(['AbortError', [true]])
  })

  it('makes no call for a signal that has fired', async () => {
    const { backend, calls } = openSubject(subject)
    const signal = AbortSignal.abort()
    const asking = endOf((async () => backend.requestTicket(requestFor(backend, api), callContext({ signal })))())
    expect([await asking, calls.length]).toEqual(['AbortError', 0])
  })

  it('sends nothing when it is cancelled while it requests a ticket', async () => {
    const play = startPlay(subject, { ticket: 'silent' })
    await until('the ticket call', () => play.callsOf('ticket').length === 1)
    play.uploader.cancel('all')
    await play.uploader.whenSettled()
    expect([only(play).status, play.storage.requests.length]).toEqual(['cancelled', 0])
    await until('the end of the call', () => play.calls.every(({ signal }) => signal?.aborted))
  })

  it('registers nothing when it is cancelled while it is sent, and abandons its ticket if the API can', async () => {
    const play = startPlay(subject, {}, 'hanging')
    await until('the transfer', () => play.storage.requests.length === 1)
    play.uploader.cancel('all')
    await play.uploader.whenSettled()
    if (api.abandon !== 'none') await until('the ticket given back', () => play.callsOf('abandon').length === 1)
    const { abandon } = api
    expect([only(play).status, play.callsOf('confirm').length]).toEqual(['cancelled', 0])
    expect(play.callsOf('abandon').map((made) => (abandon === 'none' ? made.url : pickRequest(made, abandon)))).toEqual(
      abandon === 'none' ? [] : [abandon],
    )
  })

  it('cannot be cancelled while it is being registered', async () => {
    if (call === 'none') {
      const play = startPlay(subject)
      await play.uploader.whenSettled()
      play.uploader.cancel('all')
      expect(only(play).status).toEqual('done')
      return
    }
    const play = startPlay(subject, { confirm: 'silent' })
    await until('the confirm call', () => play.callsOf('confirm').length === 1)
    play.uploader.cancel('all')
    expect([only(play).status, play.callsOf('confirm')[0]?.signal?.aborted]).toEqual(['confirming', false])
    play.uploader.destroy()
    await until('the end of the call', () => play.callsOf('confirm')[0]?.signal?.aborted === true)
  })

  it('sends the same idempotency key with every attempt of a call; or sends none', async () => {
    const { idempotencyKey } = api
    const { backend, calls } = openSubject(subject)
    const contexts = [1, 2].map((attempt) => callContext({ attempt, idempotencyKey: 'key-of-this-upload' }))
    for (const context of contexts) {
      await backend.requestTicket(requestFor(backend, api), context)
      await backend.confirm(storedUnder(backend, api), context)
    }
    if (idempotencyKey === 'none') {
      expect(calls.some((made) => JSON.stringify([made.headers, made.text]).includes('key-of-this'))).toEqual(false)
      return
    }
    expect(new Set(calls.map(idempotencyKey))).toEqual(new Set(['key-of-this-upload']))
  })

  it('lets the browser finish its calls when the page is left', async () => {
    const { backend, calls } = openSubject(subject)
    for (const keepalive of [true, false]) {
      await backend.requestTicket(requestFor(backend, api), callContext({ keepalive }))
      await backend.confirm(storedUnder(backend, api), callContext({ keepalive }))
    }
    const each = call === 'none' ? 1 : 2
    expect(calls.map(({ keepalive }) => keepalive)).toEqual([...Array(each).fill(true), ...Array(each).fill(false)])
  })
}
