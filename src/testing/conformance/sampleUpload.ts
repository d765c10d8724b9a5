import type { Json } from '../../contract/json.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { StoredUpload, TicketRequest, UploadBackend } from '../../contract/backend.js'
import type { ApiDescription } from './ApiDescription.js'
import { inspectSample, sample } from './sample.js'

/** The core's request for a ticket for the sample. */
export function requestFor<TFile extends StoredFile>(
  backend: UploadBackend<TFile>,
  { metadata = {} }: ApiDescription<TFile>,
): TicketRequest {
  const { name, size, type } = sample
  return { id: 'upload-1', name, size, type, ...inspectSample(backend.digest), metadata }
}

/** What the core confirms the sample with once storage has it. */
export function storedUnder<TFile extends StoredFile>(
  backend: UploadBackend<TFile>,
  api: ApiDescription<TFile>,
  reference: Json = api.ticket.shapes[0].reference,
): StoredUpload {
  return { request: requestFor(backend, api), reference, receipt: { status: 200, etag: sample.md5.hex } }
}
