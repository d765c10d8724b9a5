import { expectTypeOf } from 'vitest'
import type { StoredFile } from '../contract/storedFile.js'
import type { Page } from '../contract/backend.js'
import { createUploads, type DescribedFile, Refusal, s3, type StandardSchema, type Uploads } from '../server.js'
import { sqlite } from './node.js'

declare const album: StandardSchema<{ album: string }, { album: string; tags: readonly string[] }>
const ticket: StandardSchema<unknown, { ticket: string }> = {
  '~standard': {
    version: 1,
    vendor: 'app',
    validate: (value) => ({ value: { ticket: String(value) } }),
  },
}
declare const notJson: StandardSchema<unknown, { at: Date }>

const base = {
  storage: s3({ bucket: 'b', endpoint: 'http://localhost', region: 'r', accessKeyId: 'a', secretAccessKey: 's' }),
  records: sqlite(':memory:'),
  owner: (request: Request) => request.headers.get('x-owner'),
}

/** This function is only compiled and never run. */
export function useServer(): void {
  createUploads({
    ...base,
    profiles: {
      photos: { accept: 'image/*', maxSizeBytes: 1, metadata: album },
      documents: { maxSizeBytes: 1, sendWith: 'multipart' },
    },
    beforeTicket: ({ file }) => (file.size > 1 ? new Refusal(403, 'No.') : undefined),
    afterRegistered(registered) {
      expectTypeOf(registered.profile).toEqualTypeOf<'photos' | 'documents'>()
      if (registered.profile === 'photos') {
        expectTypeOf(registered.file.metadata).toEqualTypeOf<{ album: string; tags: readonly string[] }>()
        expectTypeOf(registered.file.idempotencyKey).toEqualTypeOf<string>()
      } else {
        // @ts-expect-error -- the other profile has no schema, so nothing is known of its metadata
        registered.file.metadata.tags satisfies readonly string[]
      }
    },
    afterDeleted(deleted) {
      if (deleted.profile === 'photos') {
        expectTypeOf(deleted.file.metadata).toEqualTypeOf<{ album: string; tags: readonly string[] }>()
      }
    },
    onError: (error, { call }) => console.error(call, error.message),
  })

  createUploads({
    ...base,
    profiles: { any: { maxSizeBytes: 1, metadata: ticket } },
    afterRegistered: ({ file }) => expectTypeOf(file.metadata).toEqualTypeOf<{ ticket: string }>(),
  })

  // @ts-expect-error -- nothing is accepted without a limit
  createUploads({ ...base, profiles: { any: {} } })

  // @ts-expect-error -- metadata are kept as JSON
  createUploads({ ...base, profiles: { any: { maxSizeBytes: 1, metadata: notJson } } })

  // @ts-expect-error -- an owner is a text
  createUploads({ ...base, owner: () => 7, profiles: { any: { maxSizeBytes: 1 } } })

  // @ts-expect-error -- a misspelt option
  createUploads({ ...base, profiles: { any: { maxSizeBytes: 1 } }, urlExpireInSeconds: 1 })
}

/** What the app's own route answers is a page of a gallery, and what a field starts with. */
export async function useFiles(uploads: Uploads): Promise<void> {
  const files = await uploads.describeFiles('ann', ['1'])
  expectTypeOf(files).toEqualTypeOf<readonly DescribedFile[]>()
  expectTypeOf(await uploads.describeFiles('ann', ['1'], { profile: 'any' })).toEqualTypeOf(files)
  // @ts-expect-error -- a misspelt option would check nothing
  await uploads.describeFiles('ann', ['1'], { profil: 'any' })
  expectTypeOf({ files, nextCursor: null }).toExtend<Page<StoredFile>>()
}
