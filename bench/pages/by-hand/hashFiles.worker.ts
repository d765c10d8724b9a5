import { createMD5, createSHA256, type IHasher } from 'hash-wasm'
import type { DigestAlgorithm } from '../../../src/contract/fileFacts.ts'

export interface HashFilesRequest {
  readonly id: number
  readonly file: File
  readonly algorithm: DigestAlgorithm
}

/** Read whole up to here, because a stream costs more than the bytes of a small file. */
const wholeBytes = 1024 * 1024
let shared: Promise<IHasher> | null = null

async function hash({ file, algorithm }: HashFilesRequest): Promise<string> {
  const create = algorithm === 'md5' ? createMD5 : createSHA256
  if (file.size > wholeBytes) return hashStream(file, await create())
  shared ??= create()
  const [hasher, bytes] = await Promise.all([shared, file.arrayBuffer()])
  return toBase64(hasher.init().update(new Uint8Array(bytes)).digest('binary'))
}

async function hashStream(file: File, hasher: IHasher): Promise<string> {
  const reader = file.stream().getReader({ mode: 'byob' })
  hasher.init()
  let view = new Uint8Array(wholeBytes)
  for (;;) {
    const { value, done } = await reader.read(view, { min: view.length })
    if (value) hasher.update(value)
    if (done || !value) return toBase64(hasher.digest('binary'))
    view = new Uint8Array(value.buffer)
  }
}

function toBase64(digest: Uint8Array): string {
  return btoa(String.fromCodePoint(...digest))
}

addEventListener('message', ({ data }: MessageEvent<HashFilesRequest>) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
  void hash(data).then((base64) => postMessage({ id: data.id, base64 }))
})
