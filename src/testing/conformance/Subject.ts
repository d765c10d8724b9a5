import type { HeadersSource } from '../../backends/http/credentials.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadBackend } from '../../contract/backend.js'
import type { ApiDescription } from './ApiDescription.js'

/** What an adapter gets in a test: its only access to the outside. */
export interface AdapterHttp {
  readonly fetch: typeof fetch
  readonly headers: HeadersSource
}

/** An adapter and its API. */
export interface Subject<TFile extends StoredFile = StoredFile> {
  /** Creates the adapter. Called for every case, and twice if a page is reloaded. */
  readonly create: (http: AdapterHttp) => UploadBackend<TFile>
  readonly api: ApiDescription<TFile>
}
