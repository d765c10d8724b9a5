const told = new Set<string>()

/** Tells the developer, in every build, and each thing only once on a page: options are checked at every render. */
export function warnOnce(text: string): void {
  if (told.has(text)) return
  told.add(text)
  console.warn(`coatcheck: ${text}`)
}
