import { createHash, type Hash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import { S3Error, type S3ErrorCode } from './s3Error.ts'

/** What a client has announced about the bytes. */
export interface Expectations {
  readonly sizeBytes?: number
  readonly minBytes?: number
  readonly maxBytes?: number
  /** As in Content-MD5. */
  readonly md5?: string
  /** As in x-amz-content-sha256: hex, or a word. */
  readonly contentSha256?: string
  readonly checksum?: Checksum
}

export interface Checksum {
  readonly algorithm: ChecksumAlgorithm
  readonly base64: string
}
export type ChecksumAlgorithm = 'sha256' | 'sha1' | 'crc32'

export interface ReceivedBody {
  readonly size: number
  /** hex */
  readonly md5: string
}

interface Digester {
  update(chunk: Uint8Array): void
  digest(): Buffer
}

const checksumAlgorithms: readonly ChecksumAlgorithm[] = ['sha256', 'sha1', 'crc32']

const checksums: Readonly<Record<ChecksumAlgorithm, { readonly bytes: number; readonly create: () => Digester }>> = {
  sha256: { bytes: 32, create: () => hashing(createHash('sha256')) },
  sha1: { bytes: 20, create: () => hashing(createHash('sha1')) },
  crc32: { bytes: 4, create: createCrc32 },
}

/**
 * Reads what the headers (or a form's fields) announce. A checksum in the query is ignored.
 * @throws {S3Error} for an invalid digest
 */
export function readExpectations(read: (name: string) => string | undefined): Expectations {
  const md5 = read('content-md5')
  const contentSha256 = read('x-amz-content-sha256')
  const checksum = readChecksum(read)
  if (md5 !== undefined && bytesOf(md5) !== 16) throw new S3Error('InvalidDigest')
  if (contentSha256?.startsWith('STREAMING-')) throw new S3Error('NotImplemented')
  return {
    ...(md5 !== undefined && { md5 }),
    ...(contentSha256 !== undefined && { contentSha256 }),
    ...(checksum && { checksum }),
  }
}

function readChecksum(read: (name: string) => string | undefined): Checksum | undefined {
  if (read('x-amz-checksum-crc32c') ?? read('x-amz-checksum-crc64nvme')) throw new S3Error('NotImplemented')
  const found = checksumAlgorithms.flatMap((algorithm) => {
    const base64 = read(`x-amz-checksum-${algorithm}`)
    return base64 === undefined ? [] : [{ algorithm, base64 }]
  })
  const [first] = found
  if (!first) return undefined
  if (found.length > 1 || bytesOf(first.base64) !== checksums[first.algorithm].bytes) {
    throw new S3Error('InvalidArgument', 'Invalid checksum provided.')
  }
  return first
}

function bytesOf(base64: string): number {
  const bytes = Buffer.from(base64, 'base64')
  return bytes.toString('base64') === base64 ? bytes.length : -1
}

/** Writes a body to a new file and hashes it. Deletes the file if it differs from what was announced. */
export async function receiveBody(
  body: AsyncIterable<Buffer>,
  path: string,
  expected: Expectations,
): Promise<ReceivedBody> {
  try {
    return await writeAndCheck(body, path, expected)
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

async function writeAndCheck(body: AsyncIterable<Buffer>, path: string, expected: Expectations): Promise<ReceivedBody> {
  const md5 = createHash('md5')
  const checksum = expected.checksum && checksums[expected.checksum.algorithm].create()
  const sha256 = isHex(expected.contentSha256) ? createHash('sha256') : undefined
  let size = 0
  async function* digested(): AsyncGenerator<Buffer> {
    for await (const chunk of body) {
      size += chunk.length
      if (size > (expected.maxBytes ?? Infinity)) throw new S3Error('EntityTooLarge')
      for (const digester of [md5, checksum, sha256]) digester?.update(chunk)
      yield chunk
    }
  }
  await pipeline(digested, createWriteStream(path, { flags: 'wx' }))
  const hex = md5.digest('hex')
  refuse(expected.sizeBytes !== undefined && size !== expected.sizeBytes, 'IncompleteBody')
  refuse(size < (expected.minBytes ?? 0), 'EntityTooSmall')
  refuse(expected.md5 !== undefined && Buffer.from(hex, 'hex').toString('base64') !== expected.md5, 'BadDigest')
  refuse(sha256 !== undefined && sha256.digest('hex') !== expected.contentSha256, 'XAmzContentSHA256Mismatch')
  refuse(checksum?.digest().toString('base64') !== expected.checksum?.base64, 'XAmzContentChecksumMismatch')
  return { size, md5: hex }
}

function refuse(when: boolean, code: S3ErrorCode): void {
  if (when) throw new S3Error(code)
}

function isHex(text = ''): boolean {
  return /^[0-9a-f]{64}$/.test(text)
}

function hashing(hash: Hash): Digester {
  return { update: (chunk) => void hash.update(chunk), digest: () => hash.digest() }
}

function createCrc32(): Digester {
  let value = 0
  return {
    update: (chunk) => void (value = crc32(chunk, value)),
    digest: () => {
      const bytes = Buffer.alloc(4)
      bytes.writeUInt32BE(value)
      return bytes
    },
  }
}
