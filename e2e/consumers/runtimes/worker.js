import { createUploads, postgres, s3 } from 'coatcheck/server'
import { readSession } from './session'

/** A database behind HTTP, as several are sold. */
const queryAt = (url) => async (sql, parameters) => {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify({ sql, parameters }) })
  const { rows, error } = await answer.json()
  if (error) throw Object.assign(new Error(error.message), { code: error.code })
  return { rows }
}

let uploads

export default {
  fetch(request, { DATABASE_URL, S3_ENDPOINT, S3_BUCKET, S3_KEY_ID, S3_SECRET }) {
    uploads ??= createUploads({
      storage: s3({ endpoint: S3_ENDPOINT, bucket: S3_BUCKET, accessKeyId: S3_KEY_ID, secretAccessKey: S3_SECRET }),
      records: postgres({ query: queryAt(DATABASE_URL) }),
      owner: async (request) => (await readSession(request))?.userId ?? null,
      profiles: { photos: { accept: 'image/*', maxSizeBytes: 20_000_000 } },
    })
    return uploads(request)
  },
}
