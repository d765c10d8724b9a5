import { createHash } from 'node:crypto'

/** One part of a form, as a server sees it. */
export interface FormPart {
  readonly name: string
  readonly fileName?: string
  readonly type?: string
  readonly size: number
  readonly sha256: string
  /** The text of a part that is not a file. */
  readonly text?: string
}

/** Reads a `multipart/form-data` body that fits in memory. */
export function parseMultipart(body: Buffer, contentType: string): readonly FormPart[] {
  const boundary = /boundary=(.+)$/.exec(contentType)?.[1]
  if (!boundary) throw new Error('The form has no boundary.')
  return split(body, `--${boundary}`).map(parsePart)
}

function split(body: Buffer, delimiter: string): readonly Buffer[] {
  const parts: Buffer[] = []
  let start = body.indexOf(delimiter) + delimiter.length
  for (let end = body.indexOf(delimiter, start); end !== -1; end = body.indexOf(delimiter, start)) {
    parts.push(body.subarray(start + 2, end - 2))
    start = end + delimiter.length
  }
  return parts
}

function parsePart(part: Buffer): FormPart {
  const headEnd = part.indexOf('\r\n\r\n')
  const head = part.subarray(0, headEnd).toString('utf8')
  const content = part.subarray(headEnd + 4)
  const fileName = /; filename="([^"]*)"/.exec(head)?.[1]
  const type = /content-type: (.+)/i.exec(head)?.[1]
  return {
    name: / name="([^"]*)"/.exec(head)?.[1] ?? '',
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    ...(fileName !== undefined ? { fileName } : { text: content.toString('utf8') }),
    ...(type && { type }),
  }
}
