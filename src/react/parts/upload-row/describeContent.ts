import { canonicalType } from '../../../shared/mime/canonicalType.js'
import type { Upload } from '../../../contract/upload.js'
import type { Messages } from '../../../locales/messages.js'

/** The picture formats that get mixed up. */
const formats: Readonly<Record<string, string>> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/gif': 'GIF',
  'image/webp': 'WebP',
  'image/avif': 'AVIF',
}

/** A word of warning about a picture whose bytes are of another format than its name says. */
export function describeContent({ type, sniffedType = '' }: Upload, { status }: Messages): string | undefined {
  const declared = formats[canonicalType(type)]
  const found = formats[canonicalType(sniffedType)]
  return declared && found && declared !== found ? status.otherContent(found, declared) : undefined
}
