import type { StoredFile } from '../../../contract/storedFile.js'

/** Larger files are left to the browser, because they would have to fit into memory. */
const largestInMemoryBytes = 200_000_000

/**
 * Saves a file to the user's downloads. Browsers only open what comes from another origin, so it is fetched first. Where
 * the storage does not let the page read it, the browser opens it after all.
 */
export async function saveFile(url: string, { name = '', size = 0 }: StoredFile): Promise<void> {
  const blob = size > largestInMemoryBytes ? null : await fetchBlob(url)
  const link = document.createElement('a')
  const href = blob ? URL.createObjectURL(blob) : url
  link.href = href
  link.download = name
  link.rel = 'noopener noreferrer'
  if (!blob) link.target = '_blank'
  link.click()
  // The browser needs the URL for a while after the click.
  if (blob) setTimeout(() => URL.revokeObjectURL(href), 60_000)
}

async function fetchBlob(url: string): Promise<Blob | null> {
  try {
    const answer = await fetch(url, { referrerPolicy: 'no-referrer' })
    return answer.ok ? await answer.blob() : null
  } catch {
    return null
  }
}
