/* oxlint-disable no-control-regex -- the signatures of binary files are made of control characters */

const officeTypes: Readonly<Record<string, string>> = {
  word: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xl: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ppt: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
}

/**
 * Tells by its first entries what an archive holds. EPUB and OpenDocument begin with their own type; other types in
 * that place do not count. Office files keep their parts in a folder named after the program. Everything else is a zip.
 */
export function sniffZip(text: string): string | undefined {
  if (!/^PK(\x03\x04|\x05\x06|\x07\x08)/.test(text)) return undefined
  const declared =
    /^PK[^]{24}\x08\0[^]{2}mimetype(application\/(?:epub\+zip|vnd\.oasis\.opendocument\.[a-z-]+))(?:PK|$)/.exec(
      text,
    )?.[1]
  if (declared) return declared
  const isOffice = /PK\x03\x04[^]{26}(\[Content_Types\]\.xml|_rels\/\.rels)/.test(text)
  const folder = isOffice ? /PK\x03\x04[^]{26}(word|xl|ppt)\//.exec(text)?.[1] : undefined
  return officeTypes[folder ?? ''] ?? 'application/zip'
}
