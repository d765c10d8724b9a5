import type { FileChange, StoredFile } from '../../contract/storedFile.js'

/** Returns a file with a user's change: a member that is left out stays, and '' clears it. */
export function changeFile<TFile extends StoredFile>(file: TFile, { name, alt }: FileChange): TFile {
  const { name: _name, alt: _alt, ...others } = file
  const kept = { name: name ?? file.name, alt: alt ?? file.alt }
  // Both members are optional, so a file without them is still one of the backend's.
  return { ...others, ...(kept.name && { name: kept.name }), ...(kept.alt && { alt: kept.alt }) } as TFile
}
