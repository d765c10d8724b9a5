import type { RejectionReason, StoredFile } from '../../core/types.js'
import type { LimitDescription } from './ApiDescription.js'
import { callContext, openSubject } from './openSubject.js'
import { sampleFile } from './sample.js'
import type { Subject } from './Subject.js'
import type { TestRunner } from './TestRunner.js'
import { pickRequest } from './ticketCases.js'

/** What is asked before and after: limits, the gallery, a fresh link. */
export function describeReading<TFile extends StoredFile>(test: TestRunner, subject: Subject<TFile>): void {
  const { it, expect } = test
  const { api } = subject

  it('turns away, before a byte is read, what the API cannot take', async () => {
    const { backend, calls } = openSubject(subject)
    const codesFor = ({ file, metadata = api.metadata ?? {} }: LimitDescription): readonly string[] =>
      (backend.check?.(fileOf(file), metadata) ?? []).map(({ code }: RejectionReason) => code)
    const found = Object.entries(api.limits).map(([name, limit]) => [name, codesFor(limit)])
    const expected = Object.entries(api.limits).map(([name, { codes }]) => [name, codes])
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected))
    expect([codesFor({ file: {}, codes: [] }), calls.length]).toEqual([[], 0])
  })

  it('gives a file again with a fresh link; or has no call for it', async () => {
    const { get } = api
    const { backend, calls } = openSubject(subject)
    if (get === 'none') {
      expect(typeof backend.get).toEqual('undefined')
      return
    }
    expect(await backend.get?.(get.id, callContext())).toEqual(get.file)
    expect(calls.map((made) => pickRequest(made, get.request))).toEqual([get.request])
  })

  it('lists what there is, page by page; or has no call for it', async () => {
    const { list } = api
    const { backend, calls } = openSubject(subject)
    if (list === 'none') {
      expect(typeof backend.list).toEqual('undefined')
      return
    }
    expect(await backend.list?.({ cursor: 'next', limit: 2 }, callContext())).toEqual(list.page)
    expect(calls.map((made) => pickRequest(made, list.request))).toEqual([list.request])
  })
}

/** A file may say of itself what nobody could hold in memory. */
function fileOf({ name, size, type }: LimitDescription['file']): File {
  const plain = sampleFile(name)
  const file = type === undefined ? plain : new File([plain], plain.name, { type })
  return size === undefined ? file : Object.defineProperty(file, 'size', { value: size })
}
