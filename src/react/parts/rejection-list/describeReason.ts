import { showText } from '../../../shared/showText.js'
import type { RejectionReason } from '../../../contract/restrictions.js'
import type { Messages } from '../../../locales/messages.js'
import { describeAccept } from '../../shared/describeAccept.js'

/** Describes in a sentence why a file was rejected. The app's own codes are shown unchanged. */
export function describeReason({ code, limit }: RejectionReason, messages: Messages): string {
  const { rejections, formatBytes } = messages
  const count = Number(limit)
  switch (code) {
    case 'type-not-accepted':
      return rejections[code](describeAccept(String(limit), messages))
    case 'file-too-small':
      return count === 1 ? rejections['file-empty']() : rejections[code](formatBytes(count))
    case 'file-too-large':
    case 'total-too-large':
    case 'size-over-limit':
      return rejections[code](formatBytes(count))
    case 'too-many-files':
    case 'too-many-pixels':
    case 'too-narrow':
    case 'too-low':
      return rejections[code](count)
    case 'entity-missing':
    case 'asset-missing':
    case 'extension-missing':
      return rejections[code]()
    default:
      return showText(rejections.other(code, limit))
  }
}
