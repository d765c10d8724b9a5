import { http, HttpResponse, type HttpHandler } from 'msw'
import { answerCall } from '../answerCall.js'
import { bytesOf, digestIn, fieldsOf, textOf } from '../inputs.js'
import type { MockFailure, MockOptions } from '../MockOptions.js'
import { MockRefusal } from '../MockRefusal.js'
import { createMockStorage } from '../mockStorage.js'
import { pageUrl } from '../pageUrl.js'

/** How the mocked Rails and its storage behave. */
export interface ActiveStorageHandlersOptions extends MockOptions<'stale-csrf-token'> {
  /** As in `createActiveStorageBackend({ url })`. @default '/rails/active_storage/direct_uploads' */
  readonly url?: string
  /** The expected `X-CSRF-Token`. Without it, the token is not checked. */
  readonly csrfToken?: string
}

export type ActiveStorageFailure = MockFailure | 'stale-csrf-token'

/**
 * Rails' direct uploads and the storage behind them, for MSW. Saving a record with the signed id is the app's own call.
 *
 * @example setupServer(...createActiveStorageHandlers(() => ({ url: 'https://app.example/rails/active_storage/direct_uploads' })))
 */
export function createActiveStorageHandlers(read: () => ActiveStorageHandlersOptions): readonly HttpHandler[] {
  const storage = createMockStorage('active-storage', read)
  const { url = '/rails/active_storage/direct_uploads' } = read()
  let blobs = 0

  async function createBlob(request: Request): Promise<Response> {
    const { csrfToken, failure, onRegistered } = read()
    const sent = request.headers.get('x-csrf-token')
    if (failure === 'stale-csrf-token' || (csrfToken !== undefined && sent !== csrfToken)) {
      throw new MockRefusal(422, 'Unprocessable Content')
    }
    const blob = fieldsOf((await request.json()) as Readonly<Record<string, unknown>>, 'blob')
    const [filename, type] = [textOf(blob, 'filename'), textOf(blob, 'content_type')]
    const [size, md5] = [bytesOf(blob, 'byte_size'), digestIn(blob, 'checksum', 16)]
    const id = ++blobs
    const key = `blob-${id}`
    const described = {
      id,
      key,
      filename,
      content_type: type,
      metadata: blob['metadata'] ?? {},
      byte_size: size,
      checksum: md5,
      signed_id: `${btoa(JSON.stringify({ id }))}--${crypto.randomUUID()}`,
    }
    onRegistered?.(described)
    // Rails writes null for missing values.
    const headers = { 'Content-Type': type, 'Content-MD5': md5, 'Content-Disposition': null }
    return HttpResponse.json({
      ...described,
      direct_upload: { url: storage.signPut({ key, type, size, md5 }), headers },
    })
  }

  return [
    http.post(pageUrl(url), ({ request }) =>
      answerCall({ options: read(), call: 'ticket', respond: refuse, work: () => createBlob(request) }),
    ),
    ...storage.handlers,
  ]
}

function refuse({ status, message }: MockRefusal): Response {
  return HttpResponse.json({ status, error: message }, { status })
}
