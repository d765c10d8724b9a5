import { formatBytes } from '../../../server/uploads/profile/formatBytes.js'
import type { Profile } from '../../../server/uploads/profile/Profile.js'
import type { UploadService } from '../../../server/uploads/UploadService.js'
import type { CheckContext } from '../CheckContext.js'
import { waysOf } from '../ways.js'

/** The largest object of S3, and so no limit. */
const largestObject = 5 * 1024 ** 4
const shortestTerm = 60
const longestTerm = 3600

/** Shows what may be uploaded, and for how long a URL for it is valid. */
export function checkProfiles({ uploads: { service }, findings }: CheckContext): void {
  const asked = 'What do the profiles accept, and how long is a ticket valid?'
  const { profiles, terms } = service
  const seconds = terms.ticketExpiresInSeconds
  const unlimited = [...profiles].filter(([, { maxSizeBytes }]) => maxSizeBytes >= largestObject).map(([name]) => name)
  if (unlimited.length > 0) {
    return findings.warn('profiles', {
      asked,
      message: `There is no real limit for the size of a file in: ${unlimited.join(', ')}.`,
      code: 'size-unlimited',
      advice: 'Set maxSizeBytes to the largest file that the app needs, and a quota for what one owner may have.',
    })
  }
  if (seconds < shortestTerm) {
    return findings.warn('profiles', {
      asked,
      message: `A ticket expires after ${seconds} seconds, which is too short to send a file from a slow connection.`,
      code: 'ticket-short-lived',
      advice: 'Set ticketExpiresInSeconds to five to fifteen minutes.',
    })
  }
  if (seconds > longestTerm) {
    return findings.warn('profiles', {
      asked,
      message: `A ticket is valid for ${seconds} seconds. Whoever gets hold of its URL may use it that long.`,
      code: 'ticket-long-lived',
      advice:
        'Set ticketExpiresInSeconds to five to fifteen minutes. The client asks for a new ticket when one expires.',
    })
  }
  const shown = [...profiles].map(([name, profile]) => `${name} (${describeProfile(service, profile)})`)
  findings.ok('profiles', {
    asked,
    message: `Tickets are valid for ${seconds} seconds. Profiles: ${shown.join('; ')}.`,
  })
}

function describeProfile(service: UploadService, profile: Profile): string {
  const { accept = 'any type', maxSizeBytes, quota } = profile
  const names = { put: 'PUT', post: 'a form', multipart: 'parts' }
  const ways = new Set(waysOf(service, profile).map(({ sendWith }) => names[sendWith]))
  const parts = [accept, `up to ${formatBytes(maxSizeBytes)}`, `by ${[...ways].join(' or ')}`]
  return [...parts, quota ? 'with a quota' : 'without a quota'].join(', ')
}
