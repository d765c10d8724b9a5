import type { QueryClient } from '@tanstack/react-query'
import type { Hono } from 'hono'
import { Pool } from 'pg'
import { isCoatcheckQuery } from 'coatcheck'
import { createUploads, postgres, Refusal, s3, type StandardSchema, type UploadsOptions } from 'coatcheck/server'
import { sharpPreviews } from 'coatcheck/server/node'

/** What docs/server.md, docs/storage.md and docs/gallery.md quote. It is compiled, and never run. */
declare const albumSchema: StandardSchema<unknown, { albumId: string }>
declare const accessKeyId: string
declare const secretAccessKey: string
declare const connectionString: string
declare const app: Hono
declare const db: {
  addPhoto(photo: { id: string; owner: string; createdAtMs: number; place: number }): Promise<void>
  removePhoto(id: string): Promise<void>
  findPhotoIds(userId: string): Promise<readonly string[]>
  setPlaces(userId: string, ids: readonly string[]): Promise<void>
  deleteTicket(id: string): Promise<{ readonly userId: string; readonly fileIds: readonly string[] }>
  saveTicket(userId: string, fileIds: readonly string[]): Promise<void>
  findUnsentFiles(aged: { readonly hours: number }): Promise<readonly { readonly id: string; readonly owner: string }[]>
}
declare function isSuspended(owner: string): Promise<boolean>
declare function addToAlbum(albumId: string, fileId: string, idempotencyKey: string): Promise<void>
declare function removeFromAlbum(fileId: string): Promise<void>
declare function report(error: Error, context: object): void

export const ticketSchema: StandardSchema<unknown, { ticket: string }> = {
  '~standard': {
    version: 1,
    vendor: 'your-app',
    validate(value) {
      const { ticket }: { ticket?: unknown } = Object(value)
      return typeof ticket === 'string' ? { value: { ticket } } : { issues: [{ message: 'Name a ticket.' }] }
    },
  },
}

const storage = s3({
  provider: 'minio', // must be named for a host of your own
  endpoint: 'http://minio.internal:9000',
  publicEndpoint: 'https://files.your.app', // where browsers reach it, if that differs
  bucket: 'photos',
  accessKeyId,
  secretAccessKey,
})

const uploads = createUploads({
  storage,
  records: postgres(new Pool({ connectionString })), // Pool is from pg, postgres from coatcheck/server
  owner: () => null,
  profiles: {
    photos: {
      accept: 'image/*',
      maxSizeBytes: 20_000_000,
      verifyHead: true, // reads the first bytes of each object before it is registered
      metadata: albumSchema, // a Standard Schema: of Zod, Valibot, ArkType, …
      quota: { maxFiles: 1000, maxTotalBytes: 5e9, perWindow: { seconds: 3600, maxFiles: 200 } },
    },
    documents: { accept: '.pdf,.docx', maxSizeBytes: 50_000_000 },
  },
  previews: sharpPreviews({ widths: [320, 640, 1280] }),
  beforeTicket: async ({ owner, profile, file }) =>
    (await isSuspended(owner)) ? new Refusal(403, `${file.name} cannot be added to ${profile} now.`) : undefined,
  afterRegistered: async ({ profile, file }) => {
    if (profile === 'photos') await addToAlbum(file.metadata.albumId, file.id, file.idempotencyKey)
  },
  afterDeleted: ({ file }) => removeFromAlbum(file.id),
  onError: (error, { call }) => report(error, { call }), // contains no URL and no token
})

app.post('/api/storage-events', (context) => uploads.onStorageEvent(context.req.raw))

export async function sweepEveryHour(): Promise<void> {
  // sweep.ts, for cron: cd /srv/app && node sweep.ts
  await uploads.sweep({ withinSeconds: 600 })
  await uploads.close()
}

export async function deleteFile(id: string, queries: QueryClient): Promise<void> {
  const { ok, status } = await fetch(`/api/uploads/files/${id}`, { method: 'DELETE' })
  if (ok || status === 404) await queries.invalidateQueries({ predicate: isCoatcheckQuery })
}

export async function saveTicket(userId: string, data: FormData): Promise<void> {
  const files = await uploads.describeFiles(userId, data.getAll('files').map(String))
  await db.saveTicket(
    userId,
    files.map(({ id }) => id),
  )
}

export async function deleteTicketFiles(ticketId: string): Promise<void> {
  const { userId, fileIds } = await db.deleteTicket(ticketId) // those that no other ticket has
  await uploads.deleteFiles(userId, fileIds)
}

export async function deleteUnsentFiles(): Promise<void> {
  for (const { owner, id } of await db.findUnsentFiles({ hours: 24 })) await uploads.deleteFiles(owner, [id])
}

export const orderHooks: Pick<UploadsOptions, 'afterRegistered' | 'afterDeleted'> = {
  afterRegistered: ({ file: { id, owner, createdAtMs } }) => db.addPhoto({ id, owner, createdAtMs, place: 0 }),
  afterDeleted: ({ file }) => db.removePhoto(file.id),
}

// GET /api/photos
export async function listPhotos(userId: string): Promise<Response> {
  const ids = await db.findPhotoIds(userId) // order by place, created_at_ms desc, id desc
  return Response.json({ files: await uploads.describeFiles(userId, ids), nextCursor: null })
}

// PUT /api/photos/order
export async function orderPhotos(userId: string, ids: readonly string[]): Promise<void> {
  const all = await db.findPhotoIds(userId)
  const moved = new Set(ids)
  const inNewOrder = [...moved].filter((id) => all.includes(id))
  const order = all.map((id) => (moved.has(id) ? (inNewOrder.shift() ?? id) : id))
  await db.setPlaces(userId, order) // the place of each is its index, counted from 1
}
