/** Refuses a wrong option at once, by its name, with what was expected and what kind of thing came. */
export function checkOption(isRight: boolean, maker: string, option: string, expected: string, found: unknown): void {
  if (isRight) return
  const kind = found === null ? 'null' : typeof found
  throw new TypeError(
    `${maker}: the option '${option}' must be ${expected}, but is ${kind === 'string' ? 'a text that is not' : kind}.`,
  )
}
