import type { StoredFile } from '../../../contract/storedFile.js'
import type { ApiRequest } from '../ApiDescription.js'
import { callContext, openSubject } from '../openSubject.js'
import { only, type Play, playUpload, startPlay, until } from '../playUpload.js'
import { sample } from '../sample.js'
import { requestFor } from '../sampleUpload.js'
import { endOf, expectedRequest } from './sendingCases.js'
import type { Subject } from '../Subject.js'
import type { TestRunner } from '../TestRunner.js'
import { pickRequest } from './ticketCases.js'

/** Files in parts, if the API supports them. */
export function describeParts<TFile extends StoredFile>(test: TestRunner, subject: Subject<TFile>): void {
  const { it, expect } = test
  const { api } = subject
  const { parts = 'none' } = api.ticket

  const requestsOf = (play: Play<TFile>, kind: 'sign-parts' | 'join-parts' | 'list-parts', expected: ApiRequest) =>
    play.callsOf(kind).map((made) => pickRequest(made, expected))

  it('sends parts and joins them as the API says; or has no parts', async () => {
    const { backend } = openSubject(subject, parts === 'none' ? {} : { ticket: parts.answer })
    if (parts === 'none') {
      expect(typeof backend.multipart).toEqual('undefined')
      return
    }
    const ticket = await backend.requestTicket(requestFor(backend, api), callContext())
    expect(ticket.kind === 'multipart' && ticket.reference).toEqual(parts.reference)
    const play = await playUpload(subject, { ticket: parts.answer })
    expect([endOf(play), play.storage.requests]).toEqual(['done', [expectedRequest(parts.sent)]])
    expect(requestsOf(play, 'sign-parts', parts.sign.request)).toEqual([parts.sign.request])
    expect(requestsOf(play, 'join-parts', parts.join.request)).toEqual([parts.join.request])
  })

  it('sends no part twice that storage has; or has no parts', async () => {
    if (parts === 'none') {
      expect((await playUpload(subject)).storage.requests.length).toEqual(1)
      return
    }
    const play = startPlay(subject, { ticket: parts.answer }, 'hanging')
    await until('the transfer', () => play.storage.requests.length === 1)
    play.uploader.pause('all')
    play.uploader.resume('all')
    await play.uploader.whenSettled()
    expect(requestsOf(play, 'list-parts', parts.list.request)).toEqual([parts.list.request])
    expect([endOf(play), only(play).sentBytes, play.storage.requests.length]).toEqual(['done', sample.size, 1])
  })

  it('discards the parts of a cancelled upload; or has no parts', async () => {
    if (parts === 'none') {
      expect((await playUpload(subject)).callsOf('free-parts').length).toEqual(0)
      return
    }
    const play = startPlay(subject, { ticket: parts.answer }, 'hanging')
    await until('the transfer', () => play.storage.requests.length === 1)
    play.uploader.cancel('all')
    await until('the parts freed', () => play.callsOf('free-parts').length === 1)
    expect(play.callsOf('free-parts').map((made) => pickRequest(made, parts.free))).toEqual([parts.free])
    expect([only(play).status, play.callsOf('confirm').length]).toEqual(['cancelled', 0])
  })
}
