import { call, type Claim, type Visit } from './visit.js'

/** Gives the ticket back, and what may be stored under it; in the background where nobody waits any more. */
export async function cleanUp(visit: Visit, claims: readonly Claim[]): Promise<void> {
  if (visit.signal.aborted) void giveBack(visit, claims)
  else await giveBack(visit, claims)
}

async function giveBack(visit: Visit, claims: readonly Claim[]): Promise<void> {
  const { chart } = visit
  if (claims.length === 0) return chart.skip('clean-up', 'There was no ticket to give back.')
  if (!claims.every((claim) => canGiveBack(visit, claim))) {
    return chart.ok(
      'clean-up',
      'This API takes no ticket back: a probe of a few bytes may stay in storage, unregistered.',
    )
  }
  try {
    for (const claim of claims) await giveOneBack(visit, claim)
    chart.ok('clean-up', 'The ticket was given back, and the probe with it.')
  } catch {
    chart.warn('clean-up', {
      code: 'clean-up-failed',
      message: 'The ticket could not be given back, so the probe may stay in storage, unregistered.',
      advice: "Look at this call in the server's log: cancelled uploads are cleaned up by it too.",
    })
  }
}

function canGiveBack({ backend }: Visit, { isMultipart }: Claim): boolean {
  return isMultipart ? backend.multipart !== undefined : backend.abandon !== undefined
}

function giveOneBack(visit: Visit, { reference, isMultipart }: Claim): Promise<void> {
  const { backend, ports } = visit
  // The examination may be called off, this not.
  const { signal } = new AbortController()
  return call({ ...visit, signal }, ports.createId(), async (context) =>
    isMultipart ? backend.multipart?.abort(reference, context) : backend.abandon?.(reference, context),
  )
}
