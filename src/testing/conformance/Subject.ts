import type { HeadersSource } from '../../backends/http/credentials.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadBackend } from '../../contract/backend.js'
import type { ApiDescription } from './ApiDescription.js'

/** What an adapter under test is given: the only ways out that it has. */
export interface AdapterHttp {
  readonly fetch: typeof fetch
  readonly headers: HeadersSource
}

/** An adapter and the API that it speaks. */
export interface Subject<TFile extends StoredFile = StoredFile> {
  /** Makes the adapter; called anew in every case, and twice where a page is reloaded. */
  readonly create: (http: AdapterHttp) => UploadBackend<TFile>
  readonly api: ApiDescription<TFile>
}
