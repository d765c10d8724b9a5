import type { FileRecord } from '../../records/Records.js'
import { enforceName } from '../profile/enforceProfile.js'
import { unknownFile } from '../Refusal.js'
import type { UploadService } from '../UploadService.js'

/**
 * Changes what a person may change of a file. Its new name has to be one that its profile accepts, as the first one was.
 * @throws {Refusal} if there is no such file, or it may not have this name
 */
export async function updateFile(
  { records, profiles }: UploadService,
  owner: string,
  id: string,
  change: { readonly name?: string; readonly alt?: string },
): Promise<FileRecord> {
  if (change.name !== undefined) {
    const known = await records.findFile(owner, id)
    if (!known) throw unknownFile()
    const profile = profiles.get(known.profile)
    if (profile) enforceName(profile, { name: change.name, type: known.type })
  }
  const file = await records.updateFile(owner, id, change)
  if (!file) throw unknownFile()
  return file
}
