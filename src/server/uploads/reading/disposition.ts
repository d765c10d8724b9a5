import { bareType } from '../../../shared/mime/canonicalType.js'

/** The headers with which storage should serve a file. */
export interface Disposition {
  /** Content-Disposition */
  readonly disposition: string
  /** Content-Type */
  readonly type: string
}

// Types that a browser shows without running code on the origin of storage. What ends with +xml is a page, even as a video.
const shown =
  /^(image\/(png|jpe?g|gif|webp|avif|bmp|heic|heif)|(audio|video)\/\w([\w.-]*\w)?|application\/pdf|text\/plain)$/

/**
 * Shows safe types and downloads the rest. An SVG may contain scripts: an `<img>` does not run them and ignores the
 * header, but a page of its own would, so it is downloaded. All other files lose their declared type.
 */
export function disposeFile({ name, type }: { readonly name: string; readonly type: string }): Disposition {
  const essence = bareType(type)
  // Without its parameters, because a browser takes what follows a comma in them for the real type.
  if (shown.test(essence)) return { disposition: `inline; ${fileName(name)}`, type: essence }
  const isSvg = essence === 'image/svg+xml'
  return { disposition: `attachment; ${fileName(name)}`, type: isSvg ? essence : 'application/octet-stream' }
}

/** A file system may cut a long name, and with it the extension. */
const tooLong = /^(.{150}).{2,}(.{49})$/s

/** @see https://www.rfc-editor.org/rfc/rfc6266#appendix-D */
function fileName(name: string): string {
  const clean =
    name
      .replace(/[\p{Cc}\p{Bidi_Control}\\/]/gu, '_')
      .replace(tooLong, '$1…$2')
      .toWellFormed() || 'file'
  const ascii = clean.replace(/[^\x20-\x7e]|["%]/g, '_')
  const encoded = encodeURIComponent(clean).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `filename="${ascii}"; filename*=UTF-8''${encoded}`
}
