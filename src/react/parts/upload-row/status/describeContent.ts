import { canonicalType } from '../../../../shared/mime/canonicalType.js'
import type { Upload } from '../../../../contract/upload.js'
import type { Messages } from '../../../../locales/messages.js'

/** The picture formats that are often mixed up. */
const formats: Readonly<Record<string, string>> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/gif': 'GIF',
  'image/webp': 'WebP',
  'image/avif': 'AVIF',
}

/** Warns about a picture whose content has a different format from the one that its name declares. */
export function describeContent({ type, sniffedType = '' }: Upload, { status }: Messages): string | undefined {
  const declared = formats[canonicalType(type)]
  const found = formats[canonicalType(sniffedType)]
  return declared && found && declared !== found ? status.otherContent(found, declared) : undefined
}
