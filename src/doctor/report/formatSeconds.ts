/** A number of seconds with its unit. */
export function formatSeconds(seconds: number): string {
  const count = Math.max(0, Math.round(seconds))
  return count === 1 ? '1 second' : `${count} seconds`
}
