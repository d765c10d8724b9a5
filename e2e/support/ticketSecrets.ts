/** Returns the signatures and policies in an answer of any API, which must not be left anywhere. */
export function readSecrets(answer: string): readonly string[] {
  return findObjects(parse(answer)).flatMap(secretsOf)
}

type Fields = Readonly<Record<string, unknown>>

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function findObjects(value: unknown): readonly Fields[] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap(findObjects)
  return Array.isArray(value) ? inside : [value as Fields, ...inside]
}

function secretsOf(object: Fields): readonly string[] {
  return [...signaturesOf(object), ...fieldsOf(object).flatMap(secretOfField)]
}

/** Only URLs for sending count. Download URLs, which come without headers, have to be on the page. */
function signaturesOf({ url, headers, uploadUrl, presignedURL }: Fields): readonly string[] {
  const urls = [uploadUrl, presignedURL, headers === undefined ? undefined : url]
  return urls.flatMap((candidate) => {
    // A test may have replaced the URL with any value.
    const searchParams =
      typeof candidate === 'string' ? URL.parse(candidate, 'http://relative.test')?.searchParams : null
    if (!searchParams) return []
    return [searchParams.get('X-Amz-Signature') ?? searchParams.get('signature') ?? []].flat()
  })
}

function fieldsOf({ fields, formData }: Fields): readonly unknown[] {
  return [fields, formData].flatMap((list) => (Array.isArray(list) ? (list as readonly unknown[]) : []))
}

const secretFields: ReadonlySet<string> = new Set(['x-amz-signature', 'policy'])

/** Reads a field, which is a pair or an object. */
function secretOfField(field: unknown): readonly string[] {
  const [name, value]: readonly unknown[] = Array.isArray(field)
    ? (field as readonly unknown[])
    : [(field as Fields)['name'], (field as Fields)['value']]
  return typeof name === 'string' && typeof value === 'string' && secretFields.has(name.toLowerCase()) ? [value] : []
}
