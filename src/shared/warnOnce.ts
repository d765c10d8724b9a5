const told = new Set<string>()

/** Tells the developer, in every build, and each thing only once on a page: options are checked at every render. */
export function warnOnce(text: string): void {
  if (isNew(text)) console.warn(`coatcheck: ${text}`)
}

/** The same of what the app did wrong while it ran: many files may meet it. */
export function logErrorOnce(text: string): void {
  if (isNew(text)) console.error(`coatcheck: ${text}`)
}

function isNew(text: string): boolean {
  const isKnown = told.has(text)
  told.add(text)
  return !isKnown
}
