import type { StoredUpload, TicketRequest } from '../../src/contract/backend.js'

/** A photo with everything that may be known about it. */
export const photo: TicketRequest = {
  id: 'upload-1',
  name: 'صورة 📷 "1".jpg',
  size: 482_910,
  type: 'image/jpeg',
  sniffedType: 'image/png',
  digest: { algorithm: 'sha-256', hex: 'e3b0', base64: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' },
  image: { width: 4032, height: 3024, blurhash: 'LEHV6nWB2yk8' },
  metadata: { alt: 'The harbour', tags: ['a', null, 1] },
}

/** An empty file about which nothing else is known. */
export const empty: TicketRequest = { id: 'upload-2', name: 'a', size: 0, type: 'text/plain', metadata: {} }

export const storedPhoto: StoredUpload = {
  request: photo,
  reference: { key: 'u/1' },
  receipt: { status: 200, etag: '9c11' },
}

/** The backend answered 'stored', so nothing was sent. */
export const storedEmpty: StoredUpload = { request: empty, reference: 'u/2', receipt: null }

/** The photo for APIs that need its MD5. */
export const photoWithMd5: TicketRequest = {
  ...photo,
  digest: { algorithm: 'md5', hex: '9c1185a5c5e9fc54612808977ee8f548', base64: 'nBGFpcXp/FRhKAiXfuj1SA==' },
}

/** A file that claims a size and is empty, because adapters do not read the bytes. */
export function fileOf({ name = 'a.jpg', size = 3 }: { readonly name?: string; readonly size?: number } = {}): File {
  return Object.defineProperty(new File([], name), 'size', { value: size })
}
