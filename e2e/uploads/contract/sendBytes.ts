/** What a ticket for a PUT or a form says about sending. */
export interface Sendable {
  readonly kind: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly fields?: readonly (readonly [name: string, value: string])[]
}

/** Sends the bytes as a ticket says, without any code of the package. A PUT may have other headers as well. */
export async function sendBytes(
  { kind, url, headers: signed, fields = [] }: Sendable,
  content: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  if (kind === 'put') return fetch(url, { method: 'PUT', headers: { ...signed, ...headers }, body: content })
  const form = new FormData()
  for (const [name, value] of fields) {
    if (value === '@file') form.append(name, new Blob([content]), 'file')
    else form.append(name, value)
  }
  return fetch(url, { method: 'POST', body: form })
}

/** The key of the object that a ticket, or a URL for reading it, is for. */
export function keyOf({ url, fields }: Pick<Sendable, 'url' | 'fields'>): string {
  const field = fields?.find(([name]) => name === 'key')
  return field?.[1] ?? decodeURIComponent(new URL(url).pathname).split('/').slice(2).join('/')
}
