/** Returns what the changelog says about a version, without its heading; null if it says nothing. */
export function readNotes(changelog: string, version: string): string | null {
  const sections = changelog.split(/^## /m)
  const section = sections.find((text) => text.split('\n')[0]?.trim() === version)
  return section?.slice(section.indexOf('\n')).trim() || null
}
