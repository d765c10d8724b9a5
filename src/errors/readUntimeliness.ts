import type { StorageRefusal } from '../contract/backend.js'

const perishable =
  '(?:auth(?:orization)?|credentials?|jwt|link|policy|presign(?:ed)?|request|session|signature|ticket|token|url)'
/** ExpiredToken (AWS, GCS), ExpiredRequest (R2), RequestExpired, SecurityTokenExpired (OSS) … */
const expiredCode = new RegExp(`^Expired\\w{0,20}${perishable}|${perishable}Expired$`, 'i')
const expiredWords = new RegExp(
  `\\b${perishable}(?:\\s+\\w+){0,3}\\s+expired\\b|\\bexpired(?:\\s+\\w+)?\\s+${perishable}\\b|` +
    // Garage, and Azure.
    String.raw`\bdate is (?:too old|in the past)|\bin the specified time frame`,
  'i',
)
const prematureWords = /\bnot (?:valid yet|yet valid|yet current)\b/i

/** Whether a refusal says that the ticket has expired or is not valid yet. Stores use different statuses for this. */
export function readUntimeliness({ status, code = '', message = '' }: StorageRefusal): 'expired' | 'premature' | null {
  if (status >= 500) return null
  if (expiredCode.test(code) || expiredWords.test(message)) return 'expired'
  return prematureWords.test(message) ? 'premature' : null
}
