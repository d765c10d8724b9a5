/** Whether a value is an error of this name. `instanceof` would miss errors of other windows, and those kept as data. */
export function hasName(value: unknown, name: string): boolean {
  try {
    return (value as Partial<Error> | null | undefined)?.name === name
  } catch {
    // An adapter may throw what cannot even be read.
    return false
  }
}
