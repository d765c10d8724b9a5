/** How storage is to hand a file out. */
export interface Disposition {
  /** Content-Disposition */
  readonly disposition: string
  /** Content-Type */
  readonly type: string
}

// What a browser shows without running anything of it on the storage's origin.
const shown =
  /^(image\/(png|jpe?g|gif|webp|avif|bmp|heic|heif)|audio\/[\w.+-]+|video\/[\w.+-]+|application\/pdf|text\/plain)$/

/**
 * Shows what is safe to show and downloads the rest. An SVG may hold scripts: an `<img>` never runs them and does not
 * mind the header; opened by itself it is downloaded. Everything else loses its type, whatever was declared.
 */
export function disposeFile({ name, type }: { readonly name: string; readonly type: string }): Disposition {
  const essence = type.replace(/;.*$/s, '').trim().toLowerCase()
  if (shown.test(essence)) return { disposition: `inline; ${fileName(name)}`, type }
  const isSvg = essence === 'image/svg+xml'
  return { disposition: `attachment; ${fileName(name)}`, type: isSvg ? essence : 'application/octet-stream' }
}

/** @see https://www.rfc-editor.org/rfc/rfc6266#appendix-D */
function fileName(name: string): string {
  const clean =
    name
      .replace(/[\p{Cc}\p{Bidi_Control}\\/]/gu, '_')
      .slice(0, 200)
      .toWellFormed() || 'file'
  const ascii = clean.replace(/[^\x20-\x7e]|["%]/g, '_')
  const encoded = encodeURIComponent(clean).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `filename="${ascii}"; filename*=UTF-8''${encoded}`
}
