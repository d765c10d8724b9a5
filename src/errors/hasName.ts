/** Whether a value is an error of this name. `instanceof` would miss errors of other windows, and those kept as data. */
export function hasName(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && 'name' in value && value.name === name
}
