/**
 * Whether a file fits an `accept` list as an `<input>` would read it: '.pdf', 'image/png', 'image/*', commas between.
 * A browser that knows no type for a file leaves only its name to judge by.
 * @see https://html.spec.whatwg.org/multipage/input.html#attr-input-accept
 */
export function matchesAccept(accept: string, file: { readonly name: string; readonly type: string }): boolean {
  const rules = parseAccept(accept)
  return rules.length === 0 || rules.some((rule) => matchesName(rule, file.name) || matchesType(rule, file.type))
}

/**
 * Whether the type that the bytes show contradicts the list. An extension in the list that fits the name settles it,
 * and a container says too little: a .docx is a zip.
 */
export function contradictsAccept(accept: string, name: string, sniffedType: string): boolean {
  const rules = parseAccept(accept)
  const hasOnlyExtensions = rules.every((rule) => rule.startsWith('.'))
  if (hasOnlyExtensions || containers.has(sniffedType)) return false
  return !rules.some((rule) => matchesName(rule, name) || matchesType(rule, sniffedType))
}

const containers: ReadonlySet<string> = new Set([
  'application/zip',
  'application/gzip',
  'application/ogg',
  'application/x-cfb',
  'application/octet-stream',
  'application/xml',
  'text/xml',
  'text/plain',
])

/** Names that mean the same. */
const aliases: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/x-png': 'image/png',
  'image/heif': 'image/heic',
  'image/vnd.microsoft.icon': 'image/x-icon',
  'image/x-ms-bmp': 'image/bmp',
  'audio/x-wav': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
  'audio/x-m4a': 'audio/mp4',
  'audio/mp3': 'audio/mpeg',
  'audio/x-flac': 'audio/flac',
  'video/x-m4v': 'video/mp4',
  'application/x-zip-compressed': 'application/zip',
  'application/x-pdf': 'application/pdf',
}

function parseAccept(accept: string): readonly string[] {
  return accept
    .split(',')
    .map((rule) => rule.trim().toLowerCase())
    .filter((rule) => rule !== '')
}

function matchesName(rule: string, name: string): boolean {
  return rule.startsWith('.') && name.toLowerCase().endsWith(rule)
}

function matchesType(rule: string, type: string): boolean {
  if (rule === '*' || rule === '*/*') return true
  const known = canonical(type)
  if (rule.endsWith('/*')) return known.startsWith(rule.slice(0, -1))
  return rule.includes('/') && known === canonical(rule)
}

function canonical(type: string): string {
  const bare = (type.split(';')[0] ?? '').trim().toLowerCase()
  return aliases[bare] ?? bare
}
