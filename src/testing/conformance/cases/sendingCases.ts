import type { StoredFile } from '../../../contract/storedFile.js'
import type { Upload } from '../../../contract/upload.js'
import type { DocumentedRefusal, SentToStorage } from '../ApiDescription.js'
import type { StorageRequest } from '../recordStorage.js'
import { only, type Play, playUpload } from '../playUpload.js'
import { sample, sampleFile, sentinel } from '../sample.js'
import type { Subject } from '../Subject.js'
import type { TestRunner } from '../TestRunner.js'

/** Sending: what storage gets, and what its answers mean. */
export function describeSending<TFile extends StoredFile>(test: TestRunner, subject: Subject<TFile>): void {
  const { it, expect } = test
  const { api } = subject

  it('sends storage the file byte for byte, with the headers or fields of the ticket and no others', async () => {
    for (const { name, answer, sent } of api.ticket.shapes) {
      const play = await playUpload(subject, { ticket: answer })
      expect([name, play.storage.requests]).toEqual([name, [expectedRequest(sent)]])
    }
  })

  it('sends none of the credentials to storage', async () => {
    const play = await playUpload(subject)
    const headers = play.storage.requests.flatMap((request) => Object.entries(request.headers))
    const shown = headers.filter(([name, value]) => /authorization|cookie|csrf/.test(name) || /bearer/i.test(value))
    expect([play.storage.requests.length, shown]).toEqual([1, []])
  })

  it('lets two equal files share one transfer; or makes two if the API keeps each file', async () => {
    const play = await playUpload(subject, {}, undefined, [sampleFile(), sampleFile()])
    const { sharesFiles } = api.ticket
    const transfers = sharesFiles ? 1 : 2
    expect([play.storage.requests.length, play.uploads().map(outcomeOf)]).toEqual([
      transfers,
      sharesFiles ? ['uploaded', 'existing'] : ['uploaded', 'uploaded'],
    ])
    expect(play.uploads().map(storedOf)).toEqual([api.confirm.file, api.confirm.file])
  })

  it('reports a hidden ETag before the file is registered; or does not need it', async () => {
    const play = await playUpload(subject, {}, { kind: 'stored', receipt: { status: 200, etag: null } })
    const isMissed = api.storage.needsEtag ?? false
    expect([play.backend.needsEtag ?? false, endOf(play)]).toEqual([isMissed, isMissed ? 'etag-hidden' : 'done'])
    if (isMissed) expect(play.callsOf('confirm').length).toEqual(0)
    else
      expect(
        play.callsOf('confirm').some(({ text }) => /"(null|undefined)?"|etag\W*:\W*undefined/i.test(text)),
      ).toEqual(false)
  })

  it('notices by the ETag that storage has other bytes; or does not treat the ETag as an MD5', async () => {
    const play = await playUpload(subject, {}, { kind: 'stored', receipt: { status: 200, etag: 'f'.repeat(32) } })
    const isNoticed = api.storage.etagIsMd5 ?? false
    expect([play.backend.etagIsMd5 ?? false, endOf(play)]).toEqual([isNoticed, isNoticed ? 'bytes-damaged' : 'done'])
    if (isNoticed) expect(play.callsOf('confirm').length).toEqual(0)
  })

  it('reads every refusal by storage as the API means it, and retries as often as that helps', async () => {
    const named = Object.entries(api.storage.refusals)
    const plays = named.map(async ([name, { refusal }]) => {
      const play = await playUpload(subject, {}, { kind: 'refused', refusal })
      return [name, summarisePlay(play)] as const
    })
    const expected = named.map(([name, refusal]) => [name, expectedEnd(refusal)] as const)
    expect(Object.fromEntries(await Promise.all(plays))).toEqual(Object.fromEntries(expected))
    expect(named.length > 0).toEqual(true)
  })

  it('is done when the file is registered, and not before', async () => {
    const play = await playUpload(subject)
    const upload = only(play)
    expect([outcomeOf(upload), storedOf(upload), upload.sentBytes]).toEqual(['uploaded', api.confirm.file, sample.size])
    expect(['ticket', 'confirm'].map((kind) => play.callsOf(kind as 'ticket' | 'confirm').length)).toEqual([
      1,
      api.confirm.call === 'none' ? 0 : 1,
    ])
  })

  it('shows no secret of the ticket in any event or snapshot', async () => {
    for (const { answer } of api.ticket.shapes) {
      const play = await playUpload(subject, { ticket: answer })
      const { referenceIsCapability = false } = play.backend
      expect([JSON.stringify(answer).includes(sentinel), play.uploads().length]).toEqual([true, 1])
      // A capability is the result itself, and belongs in the app's form.
      const told = JSON.stringify([play.told, play.uploads()], (key, value: unknown) =>
        key === 'stored' && referenceIsCapability ? undefined : value,
      )
      expect(told.includes(sentinel)).toEqual(false)
    }
  })
}

/** Converts the request of a description to the form that storage records. */
export function expectedRequest(sent: SentToStorage): StorageRequest {
  const { method, url } = sent
  const headers = Object.fromEntries(Object.entries(sent.headers).map(([name, value]) => [name.toLowerCase(), value]))
  return sent.method === 'PUT'
    ? { method, url, headers, isSample: true }
    : { method, url, headers, fields: sent.fields }
}

function outcomeOf(upload: Upload): string {
  return upload.status === 'done' ? upload.outcome : upload.status
}

function storedOf<TFile extends StoredFile>(upload: Upload<TFile>): TFile | undefined {
  return upload.status === 'done' ? upload.stored : undefined
}

/** Returns 'done', or the error code of a failed upload. */
export function endOf<TFile extends StoredFile>(play: Play<TFile>): string {
  const upload = only(play)
  return upload.status === 'failed' ? upload.error.code : upload.status
}

function summarisePlay<TFile extends StoredFile>(play: Play<TFile>): object {
  const upload = only(play)
  const retry = upload.status === 'failed' ? upload.error.retry.when : upload.status
  return { code: endOf(play), retry, sends: play.storage.requests.length, confirms: play.callsOf('confirm').length }
}

function expectedEnd({ code, retry, sends }: DocumentedRefusal): object {
  return { code, retry, sends, confirms: 0 }
}
