/** Whether a value is the AbortError of a cancelled operation, which is not a failure. */
export function isAbortError(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'name' in value && value.name === 'AbortError'
}
