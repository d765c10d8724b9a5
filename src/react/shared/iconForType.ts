import type { IconName } from './icons.js'

const iconByKind: Readonly<Record<string, IconName>> = { image: 'image', video: 'video', audio: 'audio', text: 'text' }

/** The icon for a file of the given MIME type. */
export function iconForType(type: string | undefined): IconName {
  if (type === undefined) return 'file'
  if (/zip|compressed|x-(tar|7z|rar)/.test(type)) return 'archive'
  if (/pdf|document|msword/.test(type)) return 'text'
  return iconByKind[type.split('/')[0] ?? ''] ?? 'file'
}
