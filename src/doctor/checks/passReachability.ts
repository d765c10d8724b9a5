import type { DoctorContext } from '../DoctorContext.js'

const notes = {
  'content-policy': 'policy-allows',
  reachable: 'storage-reachable',
  preflight: 'preflight-answered',
  cors: 'answers-readable',
} as const

type ReachabilityCheck = keyof typeof notes

/** Marks checks of the connection to storage as passed. An answer that the page could read proves all of them. */
export function passReachability(
  { report }: DoctorContext,
  passed: readonly ReachabilityCheck[] = Object.keys(notes) as ReachabilityCheck[],
): void {
  for (const name of passed) report.ok(name, { id: notes[name] })
}
