import type { Rejection } from '../../../contract/restrictions.js'

/** Rejected files with the same reasons. */
export interface GatheredRejections {
  readonly reasons: string
  readonly rejections: readonly [Rejection, ...Rejection[]]
}

/** Gathers rejected files by their reasons in words, in the order in which each reason came first. */
export function gatherByReason(
  rejections: readonly Rejection[],
  describe: (rejection: Rejection) => string,
): readonly GatheredRejections[] {
  const gathered = new Map<string, [Rejection, ...Rejection[]]>()
  for (const rejection of rejections) {
    const reasons = describe(rejection)
    const others = gathered.get(reasons)
    if (others) others.push(rejection)
    else gathered.set(reasons, [rejection])
  }
  return Array.from(gathered, ([reasons, members]) => ({ reasons, rejections: members }))
}
