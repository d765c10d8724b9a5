import { S3Error } from './s3Error.ts'

export interface ByteRange {
  readonly start: number
  /** The last byte, itself included. */
  readonly end: number
}

/**
 * What a Range header asks for; null: all of it, also where the header asks for something that this store does not do.
 * @throws {S3Error} 'InvalidRange' when it lies outside.
 */
export function readRange(header: string | undefined, size: number): ByteRange | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return null
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (start > end) throw new S3Error('InvalidRange')
  return { start, end }
}
