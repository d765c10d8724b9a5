import { codeOf } from '../../../errors/codeOf.js'
import { isUploadError } from '../../../errors/isUploadError.js'
import { isolate } from '../../../locales/formats.js'
import type { GalleryTexts } from '../../../locales/gallery/GalleryTexts.js'
import type { Messages } from '../../../locales/messages.js'

/** The codes whose texts do not speak of an upload. */
const general = ['unauthorized', 'server-error', 'server-unreachable', 'server-timeout'] as const

/**
 * Says why the backend refused to change or delete a file, in the language of `messages`, followed by the server's own
 * words if it sent any.
 * @param error what `updateFile` or `deleteFile` has thrown, or what `onFailed` of `useDeleteFiles` got
 * @example
 * const messages = useMessages()
 * const texts = useGalleryTexts()
 * // When `updateFile` has thrown:
 * if (texts) setProblem(describeRefusal(error, messages, texts))
 */
export function describeRefusal(error: unknown, { errors, status }: Messages, { reasons }: GalleryTexts): string {
  const code = codeOf(error)
  const known = general.find((each) => each === code)
  const reason = code === 'forbidden' || code === 'not-found' ? reasons[code] : errors[known ?? 'unknown'][0]
  const serverText = isUploadError(error) ? error.serverText : undefined
  return serverText === undefined ? reason : `${reason} ${status.serverSays} ${isolate(serverText)}`
}
