import type { ServerUnderTest } from '../ServerUnderTest.js'

/** The body of a call for tickets. The files are sent as they are, because some are malformed on purpose. */
export function ticketsBody({ profile }: ServerUnderTest, files: readonly unknown[]): object {
  return { ...(profile !== undefined && { profile }), files }
}
