import type { QueryClient } from '@tanstack/react-query'
import { safeLink } from '../../shared/safeUrl.js'
import { downloadUrlOptions } from '../gallery/url/downloadUrl.js'
import type { GalleryItem } from '../gallery/useGallery.js'

/** Returns a URL of a file that has not run out; undefined if there is none. */
export async function readFreshUrl(
  queryClient: QueryClient,
  { file, backend, receivedAt }: GalleryItem,
): Promise<string | undefined> {
  const { url } = await queryClient.fetchQuery(downloadUrlOptions(backend, file, receivedAt))
  return safeLink(url)
}
