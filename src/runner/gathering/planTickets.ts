/** What a plan for a gathered call is made from. */
export interface GatherInput {
  /** The sizes of the waiting files in their order, in bytes. */
  readonly waiting: Iterable<number>
  readonly freeSlots: number
  /** Tickets in hand that wait for a slot. */
  readonly inHand: number
  /** The expiry of the last ticket in seconds; null: it named none. */
  readonly expirySeconds: number | null
  /** The recent throughput; null: not measured yet. */
  readonly rate: { readonly bytesPerSecond: number; readonly filesPerSecond: number } | null
}

/** Each ticket in hand is a promise that the server keeps for us, so there is a limit even if they would last. */
const mostTicketsInHand = 100

/**
 * How many tickets to ask for in one call: enough for the free slots, and as many more as will surely be sent while
 * they last (half of the expiry), at most a hundred. A stock that is still half full is left alone.
 */
export function planTickets({ waiting, freeSlots, inHand, expirySeconds, rate }: GatherInput): number {
  const forSlots = Math.max(0, freeSlots - inHand)
  // Of tickets that may expire at any time, or at an unknown speed, only those that can be used at once are safe.
  if (expirySeconds === null || rate === null) return forSlots
  // No more than that are ever asked for, so the waiting files need not be counted.
  if (forSlots === 0 && inHand > mostTicketsInHand / 2) return 0
  const sendable = countSendable(waiting, rate, expirySeconds / 2)
  // A call for a few tickets costs as much as one for many, so a stock is filled up only when half of it is gone.
  const isStocked = forSlots === 0 && inHand > sendable / 2
  return isStocked ? 0 : Math.max(forSlots, sendable - inHand)
}

function countSendable(
  sizes: Iterable<number>,
  rate: { readonly bytesPerSecond: number; readonly filesPerSecond: number },
  seconds: number,
): number {
  let count = 0
  let bytes = 0
  for (const size of sizes) {
    bytes += size
    const needed = bytes / rate.bytesPerSecond + (count + 1) / rate.filesPerSecond
    if (needed > seconds || count >= mostTicketsInHand) break
    count += 1
  }
  return count
}
