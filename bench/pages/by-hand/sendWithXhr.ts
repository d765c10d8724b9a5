import type { PostTicket, PutTicket } from '../../../src/contract/ticket.ts'

/** The limit of the browser: milliseconds for sending the files with XHR and nothing else. */
export async function sendAtOnce(
  tickets: readonly (PutTicket | PostTicket)[],
  files: readonly File[],
  atOnce: number,
): Promise<number> {
  const waiting = files.map((file, index) => ({ file, ticket: tickets[index] }))
  const startedAt = performance.now()
  const sendNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next?.ticket; next = waiting.shift()) await sendWithXhr(next.ticket, next.file)
  }
  await Promise.all(Array.from({ length: atOnce }, sendNext))
  return performance.now() - startedAt
}

/**
 * Sends one file. Whoever watches its progress pays for the events and, where a form goes to another origin, for a
 * preflight, which the browser would otherwise do without.
 */
export function sendWithXhr(
  ticket: PutTicket | PostTicket,
  file: File,
  onProgress?: (sentBytes: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    xhr.open(ticket.kind === 'put' ? 'PUT' : 'POST', ticket.url)
    const isStored = (): boolean => xhr.status >= 200 && xhr.status < 300
    const settle = (): void => (isStored() ? resolve() : reject(new Error(`Storage answered with ${xhr.status}.`)))
    xhr.addEventListener('load', settle)
    xhr.addEventListener('error', settle)
    if (onProgress) xhr.upload.addEventListener('progress', ({ loaded }) => onProgress(loaded))
    if (ticket.kind === 'post') return xhr.send(toForm(ticket, file))
    for (const [name, value] of Object.entries(ticket.headers ?? {})) xhr.setRequestHeader(name, value)
    xhr.send(file)
  })
}

function toForm({ fields }: PostTicket, file: File): FormData {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value === '@file' ? file : value)
  return form
}
