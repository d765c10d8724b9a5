import type { LifecycleRule, Told } from '../../../server/storage/inspectBucket.js'
import type { BucketPlace } from '../../../server/storage/S3Store.js'
import { incomingPrefix } from '../../../server/uploads/issue/objectKeys.js'
import { lifecycleRule, type LifecycleNeeds } from '../../advice/lifecycleRule.js'
import type { CheckContext } from '../CheckContext.js'
import type { Findings } from '../Findings.js'
import { describeAnswer } from '../send.js'
import { listWays } from '../ways.js'

const daySeconds = 86_400
const asked = 'What does the bucket remove by itself (GetBucketLifecycleConfiguration)?'
const sweeps = 'uploads.sweep() removes the same; call it from time to time, in any case.'

/** Whether the bucket itself removes what no sweep has removed, and nothing else. */
export function checkLifecycle(
  { uploads: { service }, findings }: CheckContext,
  place: BucketPlace,
  lifecycle: Told<LifecycleRule>,
): void {
  const ways = listWays(service)
  const keptDays = Math.ceil(service.terms.keepUnfinishedSeconds / daySeconds)
  const needs = {
    abortsParts: ways.some(({ sendWith }) => sendWith === 'multipart'),
    expiresIncoming: ways.some(({ isOverwritable }) => isOverwritable),
    // Other buckets have versions only if somebody wants them.
    removesOld: place.provider === 'b2',
    days: keptDays + 1,
  }
  if (!needsAny(needs) && lifecycle.isTold && lifecycle.rules.length === 0) {
    return findings.ok('lifecycle', {
      asked,
      message: 'The bucket removes nothing by itself, and no profile needs it to.',
    })
  }
  // Google answers with rules in a form of its own.
  if (!lifecycle.isTold || place.provider === 'gcs') return skip(findings, place, lifecycle, needs)
  const rules = lifecycle.rules.filter(({ isEnabled }) => isEnabled)
  const deleting = rules.find(({ prefix, expiresAfterDays }) => prefix === '' && expiresAfterDays !== null)
  if (deleting) {
    return findings.warn('lifecycle', {
      asked,
      message: `A rule for the whole bucket removes objects after ${deleting.expiresAfterDays} days: registered files, too.`,
      code: 'lifecycle-deletes-files',
      advice: `Give the rule a prefix, unless it counts on tags, which the check does not read. For what was never registered, the prefix is ${incomingPrefix}`,
    })
  }
  const early = rules.find(
    ({ prefix, abortsAfterDays, expiresAfterDays }) =>
      (abortsAfterDays ?? Infinity) < keptDays ||
      (prefix === incomingPrefix && (expiresAfterDays ?? Infinity) < keptDays),
  )
  if (early) {
    return findings.warn('lifecycle', {
      asked,
      message: `A rule removes uploads that are not finished sooner than keepUnfinishedSeconds (${keptDays} days) says.`,
      code: 'lifecycle-too-early',
      advice: 'Let the rule wait longer, or shorten keepUnfinishedSeconds.',
    })
  }
  const hasAbort = rules.some(({ prefix, abortsAfterDays }) => prefix === '' && abortsAfterDays !== null)
  const hasExpiry = rules.some(
    ({ prefix, expiresAfterDays }) => incomingPrefix.startsWith(prefix) && expiresAfterDays !== null,
  )
  // MinIO takes the rule for parts, and drops it without a word.
  const isDropped = place.provider === 'minio'
  const missing = {
    ...needs,
    abortsParts: needs.abortsParts && !hasAbort && !isDropped,
    expiresIncoming: needs.expiresIncoming && !hasExpiry,
    removesOld: needs.removesOld && !rules.some((rule) => rule.prefix === '' && rule.removesOldAfterDays !== null),
  }
  if (!needsAny(missing)) {
    const note =
      isDropped && needs.abortsParts ? ' MinIO keeps no rule for unfinished parts: uploads.sweep() aborts them.' : ''
    return findings.ok('lifecycle', { asked, message: `The bucket removes by itself what the profiles need.${note}` })
  }
  const what = [
    ...(missing.abortsParts ? ['parts of uploads that are never completed'] : []),
    ...(missing.expiresIncoming ? [`what is sent to ${incomingPrefix} and never registered`] : []),
    ...(missing.removesOld ? ['old versions, which B2 keeps of all that is deleted'] : []),
  ]
  findings.warn('lifecycle', {
    asked,
    message: `No rule removes ${what.join(', or ')}.`,
    code: 'lifecycle-missing',
    advice: `Add this to the rules of the bucket; the command replaces those that are there. ${sweeps}`,
    paste: lifecycleRule(place, missing),
  })
}

function needsAny({ abortsParts, expiresIncoming, removesOld }: LifecycleNeeds): boolean {
  return abortsParts || expiresIncoming || removesOld
}

function skip(findings: Findings, place: BucketPlace, told: Told<LifecycleRule>, needs: LifecycleNeeds): void {
  if (!told.isTold && told.status === 501) {
    return findings.skip('lifecycle', { asked, message: `Storage has no rules for that. ${sweeps}` })
  }
  const why = told.isTold ? 'in a form of its own' : describeAnswer(told)
  const found = { asked, message: `The check cannot read the rules (${why}). ${sweeps}` }
  if (!needsAny(needs)) return findings.skip('lifecycle', found)
  const message = `${found.message} Make sure that these are among them:`
  findings.skip('lifecycle', { asked, message, paste: lifecycleRule(place, needs) })
}
