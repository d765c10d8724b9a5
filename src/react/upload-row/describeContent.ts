import type { Upload } from '../../core/types.js'
import type { Messages } from '../../locales/messages.js'

/** The picture formats that get mixed up, by their types, old ones too. */
const formats: Readonly<Record<string, string>> = {
  'image/jpeg': 'JPEG',
  'image/jpg': 'JPEG',
  'image/pjpeg': 'JPEG',
  'image/png': 'PNG',
  'image/gif': 'GIF',
  'image/webp': 'WebP',
  'image/avif': 'AVIF',
}

/** A word of warning about a picture whose bytes are of another format than its name says. */
export function describeContent({ type, sniffedType = '' }: Upload, { status }: Messages): string | undefined {
  const declared = formats[type]
  const found = formats[sniffedType]
  return declared && found && declared !== found ? status.otherContent(found, declared) : undefined
}
