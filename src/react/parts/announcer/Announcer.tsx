'use client'

import type { ReactElement } from 'react'
import { isResting } from '../../../uploader/selectors.js'
import { useMessages } from '../../hooks/useMessages.js'
import { useCoatcheck } from '../../provider/context.js'
import { createChunk, useChunk } from '../../shared/useChunk.js'

const regionChunk = createChunk(() => import('./LiveRegion.js'))

/**
 * Announces what happens to the files in the provider's one live region. The region is loaded after the first paint,
 * because it has nothing to announce before the first file.
 */
export function Announcer(): ReactElement | null {
  const { uploader, speaker } = useCoatcheck('UploadProvider')
  const messages = useMessages()
  const loaded = useChunk(regionChunk, true)
  // The region gets code that the page has already loaded as props: an import would move it to a shared chunk.
  return loaded && <loaded.LiveRegion uploader={uploader} speaker={speaker} messages={messages} isResting={isResting} />
}
