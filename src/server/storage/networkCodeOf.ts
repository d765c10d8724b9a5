/** The code of a network error, which Node keeps in its cause. Its message could contain the URL. */
export function networkCodeOf(error: unknown): string | null {
  const [inner, outer] = [error instanceof Error ? error.cause : undefined, error].map((one) =>
    typeof one === 'object' && one !== null && 'code' in one && typeof one.code === 'string' ? one.code : undefined,
  )
  return asCode(inner ?? outer)
}

/** Codes and names of regions. What else storage writes could be anything, so no message repeats it. */
export function asCode(text: string | undefined): string | null {
  return text !== undefined && /^[\w.-]{1,60}$/.test(text) ? text : null
}
