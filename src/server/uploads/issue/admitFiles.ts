import type { AnnouncedFile } from '../AnnouncedFile.js'
import { enforceProfile } from '../profile/enforceProfile.js'
import type { Profile } from '../profile/Profile.js'
import { invalid, Refusal } from '../Refusal.js'
import type { UploadService } from '../UploadService.js'
import type { TicketCall } from './decideUploads.js'
import { chooseWay, verifiableContent, type Way } from './chooseWay.js'

/** A file that its profile and the app accept. */
export interface Admitted {
  /** Its place in the call. */
  readonly index: number
  readonly idempotencyKey: string
  readonly file: AnnouncedFile
  readonly content: string | null
  readonly way: Way
}

/** @throws {Refusal} if there is no such profile */
export function findProfile({ profiles }: UploadService, name: string): Profile {
  const profile = profiles.get(name)
  if (profile) return profile
  throw invalid('There is no such profile.', 400)
}

/** Holds each file of a call against the profile, and asks the app. */
export function admitFiles(service: UploadService, call: TicketCall): Promise<readonly (Admitted | Refusal)[]> {
  const profile = findProfile(service, call.profile)
  const seen = new Set<string>()
  return Promise.all(
    call.files.map(async ({ idempotencyKey, ...announced }, index) => {
      try {
        if (seen.has(idempotencyKey)) throw invalid('Two files of a call have the same `idempotencyKey`.')
        seen.add(idempotencyKey)
        const file = await enforceProfile(profile, announced, (error) => service.hooks.onError(error, 'requestTickets'))
        await askApp(service, call, file)
        const way = chooseWay(service, file, call.sendWith ?? profile.sendWith, call.canOverwrite ?? false)
        const content = call.reusesObjects === false ? null : verifiableContent(service, file, way)
        return { index, idempotencyKey, file, content, way }
      } catch (error) {
        if (error instanceof Refusal) return error
        throw error
      }
    }),
  )
}

async function askApp({ hooks }: UploadService, call: TicketCall, file: AnnouncedFile): Promise<void> {
  const { owner, profile, request } = call
  const answer = await hooks.beforeTicket?.({ owner, profile, file, request })
  if (answer instanceof Refusal) throw answer
}
