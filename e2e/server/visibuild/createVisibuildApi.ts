import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { invalid, Refusal } from '../../../src/server/uploads/Refusal.ts'
import type { ApiEnv } from '../apiEnv.ts'
import { readJsonObject, requireBytes, requireDigest, requireText } from '../json.ts'
import { observeCall } from '../testing/observeCall.ts'
import { headersOf, toRefusal } from '../toRefusal.ts'
import { ownerOf } from '../vendor/ownerOf.ts'
import type { VendorApi } from '../vendor/VendorApi.ts'
import { confirmUpload, openUpload, signPut } from '../vendor/vendorUploads.ts'
import { LinkTable } from './linkTable.ts'

/** Serves Visibuild: presigned uploads, then a record that takes all of their keys or none. */
export function createVisibuildApi({ name, service, records, observation, identify }: VendorApi): Hono<ApiEnv> {
  const links = new LinkTable(records.database)
  const api = new Hono<ApiEnv>()
  api.onError((error, context) => {
    const refusal = toRefusal(error)
    const body = { errors: [{ message: refusal.message }] }
    return context.json(body, refusal.status as ContentfulStatusCode, headersOf(refusal))
  })

  api.post('/attachments', observeCall(observation, name, 'tickets'), identify, async (context) => {
    const body = await readJsonObject(context)
    const opened = await openUpload(service, ownerOf(name, context), {
      type: requireText(body, 'contentType'),
      name: requireText(body, 'filename'),
      size: requireBytes(body, 'fileSize'),
      digest: { algorithm: 'md5', base64: requireDigest(body, 'checksum', 16) },
      metadata: {},
    })
    const { url, headers } = await signPut(service, opened)
    const { key, announced } = opened.upload
    return context.json({ data: { upload: { key, filename: announced.name, url, headers } } })
  })

  api.post('/tickets', observeCall(observation, name, 'record'), identify, async (context) => {
    const body = await readJsonObject(context)
    const title = requireText(body, 'title')
    const keys = readKeys(body['attachmentKeys'])
    const owner = ownerOf(name, context)
    for (const key of keys) await registerKey(key, owner)
    const id = randomUUID()
    // Another record may have taken a key while storage was checked.
    if (!links.link(id, keys)) throw invalid(alreadyAssociated)
    return context.json({ data: { ticket: { id, title, attachmentKeys: keys } } }, 201)
  })

  async function registerKey(key: string, owner: string): Promise<void> {
    const upload = records.findUploadByKey(key)
    if (!upload) throw invalid(keyNotFound)
    if (upload.owner !== owner) throw invalid('attachment belongs to another company')
    if (links.isLinked(key)) throw invalid(alreadyAssociated)
    await confirmUpload(service, owner, { reference: upload.id, etag: null }).catch((error: unknown) => {
      throw error instanceof Refusal ? invalid(keyNotFound) : error
    })
  }

  return api
}

const keyNotFound = 'attachment key not found'
const alreadyAssociated = 'attachment already associated'

/** Each key is looked up and verified, so a call must not name thousands, or one a thousand times. */
const mostKeys = 100

function readKeys(value: unknown): readonly string[] {
  if (value === undefined) return []
  const isList = Array.isArray(value) && value.length <= mostKeys && value.every((key) => typeof key === 'string')
  if (!isList) throw invalid(`attachmentKeys must be a list of at most ${mostKeys} keys`)
  if (new Set(value).size < value.length) throw invalid(alreadyAssociated)
  return value
}
