import type { QueryClient } from '@tanstack/react-query'
import { safeLink } from '../../shared/safeUrl.js'
import { downloadUrlOptions } from '../gallery/url/downloadUrl.js'
import type { GalleryItem } from '../gallery/useGallery.js'

/**
 * Returns a URL of a file that has not run out.
 * @throws {Error} if the file has none, or the backend does not give it.
 */
export async function readFreshUrl(
  queryClient: QueryClient,
  { file, backend, receivedAt }: GalleryItem,
): Promise<string> {
  const { url } = await queryClient.fetchQuery(downloadUrlOptions(backend, file, receivedAt))
  const link = safeLink(url)
  if (link === undefined) throw new Error('The file has no URL.')
  return link
}
