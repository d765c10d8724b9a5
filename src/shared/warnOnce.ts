const logged = new Set<string>()

/** Warns the developer, in every build. Each text appears once per page, because options are checked at every render. */
export function warnOnce(text: string): void {
  if (isNew(text)) console.warn(`coatcheck: ${text}`)
}

/** Logs an error of the app. Each text appears once per page, because many files may cause it. */
export function logErrorOnce(text: string): void {
  if (isNew(text)) console.error(`coatcheck: ${text}`)
}

function isNew(text: string): boolean {
  const isKnown = logged.has(text)
  logged.add(text)
  return !isKnown
}
