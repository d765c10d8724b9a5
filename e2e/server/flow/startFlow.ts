import { createUploader } from '../../../src/core.ts'
import { createSlotPool } from '../../../src/page/slots.ts'
import type { Metadata } from '../../../src/contract/json.ts'
import type { Settled, Uploader } from '../../../src/contract/uploader.ts'
import type { StoredFile } from '../../../src/contract/storedFile.ts'
import type { UploadBackend } from '../../../src/contract/backend.ts'
import { createNodeInspector, createNodeTransport, type SentRequest } from './nodePorts.ts'

/** Runs the package's uploader in Node, from a file to its record. */
export interface Flow<TFile extends StoredFile> {
  readonly uploader: Uploader<TFile>
  /** The requests to storage, in order. */
  readonly sent: readonly SentRequest[]
  /** Adds files and waits until all uploads are settled. */
  readonly upload: (files: readonly File[], metadata?: Metadata) => Promise<Settled<TFile>>
}

export function startFlow<TFile extends StoredFile>(
  backend: UploadBackend<TFile>,
  options: { readonly hidesEtag?: boolean } = {},
): Flow<TFile> {
  const transport = createNodeTransport(options)
  const uploader = createUploader({
    backend,
    ports: {
      inspector: createNodeInspector(),
      transport,
      slots: createSlotPool(),
      connection: { isOnline: () => true, subscribe: () => () => {} },
      // With a random number of 0, a retry follows at once.
      random: () => 0,
    },
  })
  return {
    uploader,
    sent: transport.sent,
    upload(files, metadata = {}) {
      const { accepted, rejected } = uploader.add(files, { metadata })
      if (rejected.length > 0) throw new Error(`Rejected: ${JSON.stringify(rejected.map(({ reasons }) => reasons))}`)
      return uploader.whenSettled({ ids: accepted })
    },
  }
}
