import type { Restrictions } from '../../contract/restrictions.js'
import type { Messages } from '../../locales/messages.js'

/** Describes an `accept` list in words: 'images, PDF and DOCX'. */
export function describeAccept(accept: string, messages: Messages): string {
  const words = accept
    .split(',')
    .map((rule) => describeRule(rule.trim(), messages))
    .filter((word) => word !== '')
  return messages.joinWords([...new Set(words)])
}

function describeRule(rule: string, { dropzone }: Messages): string {
  if (rule.startsWith('.')) return rule.slice(1).toUpperCase()
  const [kind = '', subtype = ''] = rule.toLowerCase().split('/')
  if (subtype === '*') return dropzone.kinds[kind] ?? rule
  // 'image/svg+xml' becomes SVG. Long vendor names have no familiar short form, so they stay unchanged.
  return subtype.length <= 8 || subtype.includes('+') ? (subtype.split('+')[0] ?? '').toUpperCase() : rule
}

/** Describes the types, sizes and number of files that are accepted, or what the only file may be. */
export function describeLimits(restrictions: Restrictions, isMultiple: boolean, messages: Messages): readonly string[] {
  const { accept, maxSizeBytes, minSizeBytes = 0, maxFiles = 0, maxTotalBytes } = restrictions
  const { dropzone, formatBytes } = messages
  const limits: readonly (string | false)[] = [
    accept ? dropzone.accepts(describeAccept(accept, messages)) : false,
    maxSizeBytes !== undefined && dropzone.upTo(formatBytes(maxSizeBytes), isMultiple),
    minSizeBytes > 1 && dropzone.atLeast(formatBytes(minSizeBytes), isMultiple),
    maxFiles > 1 && dropzone.atMostFiles(maxFiles),
    maxTotalBytes !== undefined && dropzone.atMostInAll(formatBytes(maxTotalBytes)),
  ]
  return limits.filter((limit) => limit !== false)
}
