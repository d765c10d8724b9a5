import type { DoctorContext } from '../DoctorContext.js'

const messages = {
  'content-policy': "The page's content policy allows the connections to the API and to storage.",
  reachable: 'Storage can be reached.',
  preflight: 'Storage answers the preflight request.',
  cors: "The page may read storage's answers.",
} as const

type ReachabilityCheck = keyof typeof messages

/** Marks checks of the connection to storage as passed. An answer that the page could read proves all of them. */
export function passReachability(
  { report }: DoctorContext,
  passed: readonly ReachabilityCheck[] = Object.keys(messages) as ReachabilityCheck[],
): void {
  for (const name of passed) report.ok(name, messages[name])
}
