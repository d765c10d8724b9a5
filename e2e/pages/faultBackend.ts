import { createActiveStorageBackend } from 'coatcheck/backends/active-storage'
import { createFoirBackend } from 'coatcheck/backends/foir'
import { createGlueBackend } from 'coatcheck/backends/glue'
import { createInspectBackend } from 'coatcheck/backends/inspect'
import { createIonBackend } from 'coatcheck/backends/ion'
import { createRestBackend } from 'coatcheck/backends/rest'
import { createVisibuildBackend } from 'coatcheck/backends/visibuild'
import type { UploadBackend } from 'coatcheck/core'

declare global {
  interface Window {
    /** The app's credential, which a test sets before the page loads. */
    appToken?: string
  }
}

const params = new URLSearchParams(location.search)
const shared = {
  // No test is about how quick the API is unless it sets a limit. The uploader's clock, which may be hurried, has the
  // same limit: ten times as fast, it would leave the API of a busy machine half a second of five.
  timeoutMs: Number(params.get('timeout') ?? 30_000 * Number(params.get('hurry') ?? 1)),
  // With a `headers` option, a 401 would refresh the headers and repeat the call, so it is set only on demand.
  ...(window.appToken !== undefined && { headers: { Authorization: `Bearer ${window.appToken}` } }),
}
const entityId = params.get('entity') ?? '9017'
const assetId = params.get('asset') ?? '6f1c1b0e-3c53-4a54-9d0a-2f8f5a0c1d17'
const etagIsMd5 = params.get('etag') === 'md5'

const makers: Readonly<Record<string, () => UploadBackend>> = {
  rest: () =>
    createRestBackend({
      ...shared,
      url: params.get('api') ?? '/api/rest',
      digest: params.get('digest') === 'none' ? null : params.get('digest') === 'md5' ? 'md5' : 'sha-256',
      gather: params.get('gather') !== 'no',
      sharesFiles: params.get('shares') !== 'no',
      needsEtag: params.get('etag') === 'needed',
      etagIsMd5,
    }),
  ion: () => createIonBackend({ ...shared, endpoint: '/api/ion/graphql', entityId, etagIsMd5 }),
  glue: () => createGlueBackend({ ...shared, endpoint: '/api/glue/graphql', etagIsMd5 }),
  'glue-form': () => createGlueBackend({ ...shared, endpoint: '/api/glue/graphql?sendWith=post', etagIsMd5 }),
  visibuild: () => createVisibuildBackend({ ...shared, url: '/api/visibuild', etagIsMd5 }),
  inspect: () => createInspectBackend({ ...shared, url: '/api/inspect', assetId }),
  foir: () => createFoirBackend({ ...shared, endpoint: '/api/foir/graphql', folder: 'faults' }),
  'active-storage': () =>
    createActiveStorageBackend({ ...shared, url: '/api/active-storage/direct_uploads', etagIsMd5 }),
}

/**
 * `?backend=` is one of the documented APIs, `&timeout=` the time in milliseconds in which it has to answer by the
 * uploader's clock. `&digest=md5`
 * or `none`, `&gather=no`, `&shares=no` and `&etag=needed` are options of `rest`, `&etag=md5` of all that have it.
 */
export function createFaultBackend(): UploadBackend {
  const make = makers[params.get('backend') ?? 'rest']
  if (!make) throw new Error('The URL names an unknown backend.')
  return make()
}
