/** A number of seconds in words. */
export function countSeconds(seconds: number): string {
  const count = Math.max(0, Math.round(seconds))
  return count === 1 ? '1 second' : `${count} seconds`
}
