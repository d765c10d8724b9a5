/** Refuses a wrong option at once, by its name, with what was expected and what kind of thing came. */
export function checkOption(isRight: boolean, maker: string, option: string, expected: string, found: unknown): void {
  if (isRight) return
  const kind = found === null ? 'null' : typeof found
  throw new TypeError(
    `${maker}: the option '${option}' must be ${expected}, but is ${kind === 'string' ? 'a text that is not' : kind}.`,
  )
}

/** The options that every adapter has. */
export function checkCommonOptions(
  maker: string,
  { scope, timeoutMs }: { readonly scope?: unknown; readonly timeoutMs?: unknown },
): void {
  checkOption(scope === undefined || typeof scope === 'string', maker, 'scope', 'a text', scope)
  const isTime = timeoutMs === undefined || (typeof timeoutMs === 'number' && timeoutMs > 0)
  checkOption(isTime, maker, 'timeoutMs', 'a number above 0', timeoutMs)
}

/** An option that is left out, or true or false. */
export function checkFlag(maker: string, option: string, value: unknown): void {
  checkOption(value === undefined || typeof value === 'boolean', maker, option, 'true or false', value)
}
