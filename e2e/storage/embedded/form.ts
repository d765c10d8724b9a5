import { S3Error } from './s3Error.ts'

/** A form that has been read up to its file. */
export interface Form {
  /** Names in lower case. */
  readonly fields: ReadonlyMap<string, string>
  readonly file: FormFile
}

export interface FormFile {
  readonly name: string
  readonly type: string | undefined
  readonly content: AsyncIterable<Buffer>
}

const longestHeadBytes = 16 * 1024
const longestFieldBytes = 1024 * 1024
const mostFields = 100

/** Returns the boundary of a `multipart/form-data` body; undefined for other types. */
export function boundaryOf(contentType = ''): string | undefined {
  const [, quoted, plain] = /^multipart\/form-data\s*;.*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? []
  return quoted ?? plain
}

/** Reads the fields; like S3, it ignores those after the file. */
export async function readForm(body: AsyncIterable<Buffer>, boundary: string): Promise<Form> {
  const reader = new DelimitedReader(body)
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  const fields = new Map<string, string>()
  await reader.readTo(delimiter, longestFieldBytes)
  while (fields.size < mostFields) {
    const afterDelimiter = await reader.readTo(Buffer.from('\r\n'), longestHeadBytes)
    if (afterDelimiter.toString().startsWith('--')) throw malformed('The file or text content is missing')
    const head = (await reader.readTo(Buffer.from('\r\n\r\n'), longestHeadBytes)).toString()
    const name = parameterOf(head, 'name')?.toLowerCase()
    if (name === undefined) throw malformed('A part has no name')
    if (name === 'file') {
      const file = { name: parameterOf(head, 'filename') ?? '', type: typeOf(head) }
      return { fields, file: { ...file, content: reader.streamTo(delimiter) } }
    }
    fields.set(name, (await reader.readTo(delimiter, longestFieldBytes)).toString())
  }
  throw malformed('There are too many fields')
}

function parameterOf(head: string, name: string): string | undefined {
  const disposition = /^content-disposition:.*$/im.exec(head)?.[0] ?? ''
  return new RegExp(`;\\s*${name}="([^"]*)"`, 'i').exec(disposition)?.[1]
}

function typeOf(head: string): string | undefined {
  return /^content-type:[ \t]*(.+?)[ \t]*$/im.exec(head)?.[1]
}

function malformed(why: string): S3Error {
  return new S3Error(
    'MalformedPOSTRequest',
    `The body of your POST request is not well-formed multipart/form-data. (${why})`,
  )
}

/** Splits a stream at markers, and buffers no more than a marker's length. */
class DelimitedReader {
  readonly #source: AsyncIterator<Buffer>
  // Makes the first delimiter look like all others.
  #held: Buffer = Buffer.from('\r\n')

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  async readTo(marker: Buffer, limitBytes: number): Promise<Buffer> {
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of this.streamTo(marker)) {
      size += chunk.length
      if (size > limitBytes) throw malformed('A field is too long')
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  }

  async *streamTo(marker: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.#held.indexOf(marker)
      if (at >= 0) {
        const before = this.#held.subarray(0, at)
        this.#held = this.#held.subarray(at + marker.length)
        if (before.length > 0) yield before
        return
      }
      const safe = Math.max(0, this.#held.length - marker.length + 1)
      const ready = this.#held.subarray(0, safe)
      this.#held = this.#held.subarray(safe)
      if (ready.length > 0) yield ready
      const { done, value } = await this.#source.next()
      if (done) throw malformed('The body ends too early')
      this.#held = Buffer.concat([this.#held, value])
    }
  }
}
