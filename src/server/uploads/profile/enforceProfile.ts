import type { Metadata } from '../../../contract/json.js'
import { matchesAccept } from '../../../shared/accept/accept.js'
import type { AnnouncedFile } from '../AnnouncedFile.js'
import { invalid, Refusal } from '../Refusal.js'
import { isStorableJson, longestMetadata } from '../storableJson.js'
import { formatBytes } from './formatBytes.js'
import type { Profile } from './Profile.js'
import type { StandardIssue } from './StandardSchema.js'

/**
 * The file as it is recorded: with the metadata that the profile's schema makes of it.
 * @throws {Refusal} if the profile does not accept the file
 */
export async function enforceProfile(profile: Profile, file: AnnouncedFile): Promise<AnnouncedFile> {
  const { accept, maxSizeBytes, minSizeBytes = 0 } = profile
  if (file.size > maxSizeBytes) {
    throw new Refusal(413, `Files may be at most ${formatBytes(maxSizeBytes)}.`, { limit: maxSizeBytes })
  }
  if (file.size < minSizeBytes) {
    const init = { code: 'too-small', limit: minSizeBytes }
    throw new Refusal(422, `Files must be at least ${formatBytes(minSizeBytes)}.`, init)
  }
  if (accept !== undefined && !matchesAccept(accept, file)) throw wrongType()
  return { ...file, metadata: await readMetadata(profile, file.metadata) }
}

export function wrongType(): Refusal {
  return new Refusal(422, 'Files of this type are not accepted here.', { code: 'file-restricted' })
}

async function readMetadata({ metadata: schema }: Profile, given: Metadata): Promise<Metadata> {
  if (!schema) return given
  const result = await schema['~standard'].validate(given)
  if (result.issues) throw invalid(`\`metadata\` is invalid: ${result.issues.slice(0, 3).map(describe).join('; ')}`)
  if (isStorableJson(result.value)) return result.value
  throw new TypeError(
    `The output of a profile's metadata schema must be a JSON object of at most ${longestMetadata} bytes.`,
  )
}

function describe({ message, path = [] }: StandardIssue): string {
  const names = path.map((step) => String(typeof step === 'object' ? step.key : step))
  return names.length === 0 ? message : `${names.join('.')}: ${message}`
}
