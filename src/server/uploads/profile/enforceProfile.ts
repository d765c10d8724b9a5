import type { Metadata } from '../../../contract/json.js'
import { matchesAccept } from '../../../shared/accept/accept.js'
import type { AnnouncedFile } from '../AnnouncedFile.js'
import { invalid, Refusal, serverFailed } from '../Refusal.js'
import { isStorableJson, longestMetadata } from '../storableJson.js'
import { formatBytes } from './formatBytes.js'
import type { Profile } from './Profile.js'
import type { StandardIssue, StandardResult, StandardSchema } from './StandardSchema.js'

/**
 * The file as it is recorded: with the metadata that the profile's schema makes of it.
 * @param onError receives what is wrong with the schema. Other files of the call go on.
 * @throws {Refusal} if the profile does not accept the file
 */
export async function enforceProfile(
  profile: Profile,
  file: AnnouncedFile,
  onError: (error: unknown) => void,
): Promise<AnnouncedFile> {
  const { maxSizeBytes, minSizeBytes = 0 } = profile
  if (file.size > maxSizeBytes) {
    throw new Refusal(413, `Files may be at most ${formatBytes(maxSizeBytes)}.`, { limit: maxSizeBytes })
  }
  if (file.size < minSizeBytes) {
    const init = { code: 'too-small', limit: minSizeBytes }
    throw new Refusal(422, `Files must be at least ${formatBytes(minSizeBytes)}.`, init)
  }
  enforceName(profile, file)
  return { ...file, metadata: await readMetadata(profile, file.metadata, onError) }
}

/** @throws {Refusal} if a file of this type may not have this name */
export function enforceName({ accept }: Profile, file: { readonly name: string; readonly type: string }): void {
  if (accept !== undefined && !matchesAccept(accept, file)) throw wrongType()
}

export function wrongType(): Refusal {
  return new Refusal(422, 'Files of this type are not accepted here.', { code: 'file-restricted' })
}

async function readMetadata(
  { metadata: schema }: Profile,
  given: Metadata,
  onError: (error: unknown) => void,
): Promise<Metadata> {
  if (!schema) return given
  const result = await validate(schema, given).catch((error: unknown) => {
    onError(error)
    throw serverFailed()
  })
  if (result.issues) throw invalid(`\`metadata\` is invalid: ${result.issues.slice(0, 3).map(describe).join('; ')}`)
  if (isStorableJson(result.value)) return result.value
  const rule = `a JSON object of at most ${longestMetadata} bytes, in well-formed text`
  onError(new TypeError(`The output of a profile's metadata schema must be ${rule}.`))
  throw invalid(`\`metadata\` cannot be kept: it must be ${rule}.`)
}

async function validate(schema: StandardSchema, given: Metadata): Promise<StandardResult<unknown>> {
  return schema['~standard'].validate(given)
}

function describe({ message, path = [] }: StandardIssue): string {
  const names = path.map((step) => String(typeof step === 'object' ? step.key : step))
  return names.length === 0 ? message : `${names.join('.')}: ${message}`
}
