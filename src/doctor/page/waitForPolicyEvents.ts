import type { DoctorContext } from '../DoctorContext.js'

/** Browsers report a policy violation in a task of its own, which may run after the request has already failed. */
export function waitForPolicyEvents({ ports }: DoctorContext): Promise<void> {
  return new Promise((resolve) => {
    ports.clock.schedule(resolve, 50)
  })
}
