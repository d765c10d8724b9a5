import type { StoredFile } from '../../../contract/storedFile.js'
import { callContext, openSubject } from '../openSubject.js'
import { errorOf } from '../readError.js'
import type { Subject } from '../Subject.js'
import type { TestRunner } from '../TestRunner.js'
import { pickRequest } from './ticketCases.js'

/** Deleting and changing files that the API keeps. */
export function describeChanges<TFile extends StoredFile>(test: TestRunner, subject: Subject<TFile>): void {
  const { it, expect } = test
  const { deleteFile = 'none', updateFile = 'none' } = subject.api

  it('deletes a file as the API expects, also while the page is left; or has no call for it', async () => {
    const { backend, calls } = openSubject(subject)
    if (deleteFile === 'none') {
      expect(typeof backend.deleteFile).toEqual('undefined')
      return
    }
    for (const keepalive of [false, true]) await backend.deleteFile?.(deleteFile.id, callContext({ keepalive }))
    const { request } = deleteFile
    expect(calls.map((made) => pickRequest(made, request))).toEqual([request, request])
    expect(calls.map(({ keepalive }) => keepalive)).toEqual([false, true])
  })

  it('has deleted a file that is gone already, and says so if it could not; or has no call for it', async () => {
    if (deleteFile === 'none') {
      expect(typeof openSubject(subject).backend.deleteFile).toEqual('undefined')
      return
    }
    for (const gone of deleteFile.gone) {
      const { backend, calls } = openSubject(subject, { delete: gone })
      expect([await backend.deleteFile?.(deleteFile.id, callContext()), calls.length]).toEqual([undefined, 1])
    }
    const { backend, calls } = openSubject(subject, { delete: { status: 500, json: {} } })
    const error = await errorOf((async () => backend.deleteFile?.(deleteFile.id, callContext()))(), 'requesting')
    expect([error.code, calls.length]).toEqual(['server-error', 1])
  })

  it('changes only what it is told to, and clears with an empty text; or has no call for it', async () => {
    if (updateFile === 'none') {
      expect(typeof openSubject(subject).backend.updateFile).toEqual('undefined')
      return
    }
    for (const { change, request } of updateFile.changes) {
      const { backend, calls } = openSubject(subject)
      expect(await backend.updateFile?.(updateFile.id, change, callContext())).toEqual(updateFile.file)
      expect(calls.map((made) => pickRequest(made, request))).toEqual([request])
    }
  })
}
