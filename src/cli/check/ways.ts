import type { Profile } from '../../server/uploads/profile/Profile.js'
import { chooseWay, type Way } from '../../server/uploads/issue/chooseWay.js'
import type { UploadService } from '../../server/uploads/UploadService.js'

/** How files of the profiles can be sent: the smallest and the largest of each profile show it. */
export function listWays(service: UploadService): readonly Way[] {
  return [...service.profiles.values()].flatMap((profile) => waysOf(service, profile))
}

export function waysOf(service: UploadService, { sendWith, minSizeBytes = 0, maxSizeBytes }: Profile): readonly Way[] {
  return [minSizeBytes, maxSizeBytes].map((size) => {
    const file = { name: 'a', type: 'application/octet-stream', metadata: {}, size }
    return chooseWay(service, file, sendWith, false)
  })
}
