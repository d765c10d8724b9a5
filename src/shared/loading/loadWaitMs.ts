/** How long to wait before code is loaded again that could not be loaded `failures` times, in milliseconds. */
export function loadWaitMs(failures: number): number {
  return Math.min(30_000, 1_000 * 2 ** (failures - 1))
}
