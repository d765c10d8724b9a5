// The least that a server can do which records an upload before it answers: reads the body, and writes the row.
import { createSortableId } from '../../../src/server/uploads/issue/objectKeys.ts'
import { openRecords } from './openRecords.ts'
import { readSettings, serve } from './serve.ts'

const records = openRecords(readSettings().records)
await records.prepare()

serve(async (request) => {
  const { files } = (await request.json()) as {
    readonly files: readonly {
      readonly id: string
      readonly name: string
      readonly size: number
      readonly type: string
    }[]
  }
  const uploads = files.map(({ id, name, size, type }) => ({
    id: createSortableId(),
    owner: 'bench',
    profile: 'files',
    idempotencyKey: id,
    key: createSortableId(),
    content: null,
    announced: { name, size, type, metadata: {} },
    urlsExpireAtMs: Date.now() + 900_000,
  }))
  await records.open(uploads, {}, Date.now())
  return Response.json({ tickets: uploads.map(({ id, key }) => ({ url: key, id })) })
})
