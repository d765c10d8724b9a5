import type { Upload } from '../../../contract/upload.js'
import { isToClear } from '../../../uploader/selectors.js'
import type { DropzoneHandle } from '../../provider/context.js'

/**
 * Finds the uploads whose rows may leave the list: they are done or cancelled. Not those of `addStored`, and not those
 * whose ids a form field with a name sends, because without its row the form would send nothing for a file.
 */
export function findFinished(
  uploads: readonly Upload[],
  group: string | undefined,
  dropzones: Iterable<DropzoneHandle>,
): readonly string[] {
  const sent = new Set<string | undefined>()
  for (const zone of dropzones) if (zone.name !== undefined) sent.add(zone.group)
  const options = group === undefined ? {} : { group }
  return uploads
    .filter((upload) => isToClear(upload, options) && !(upload.status === 'done' && sent.has(upload.group)))
    .map(({ id }) => id)
}
