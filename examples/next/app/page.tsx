import { createRestBackend } from 'coatcheck/backends/rest'
import { Photos } from './Photos'

/** Rendered on the server for each request, because an adapter works there, too. */
export const dynamic = 'force-dynamic'

export default async function Page() {
  const backend = createRestBackend({ url: `${process.env['API_URL'] ?? 'http://127.0.0.1:4173'}/api/rest` })
  const signal = AbortSignal.timeout(5000)
  const page = await backend.list?.(
    { cursor: null, limit: 100 },
    { signal, attempt: 1, keepalive: false, idempotencyKey: 'list' },
  )
  return (
    <main>
      <h1>Photos</h1>
      <p>{page?.files.length ?? 0} on the server</p>
      <Photos />
    </main>
  )
}
