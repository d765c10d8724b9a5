import { readVisibuildRecordProblem, type VisibuildRecordProblem } from 'coatcheck/backends/visibuild'
import { recordedFetch } from '../requests/recordedFetch.ts'

/** The result of creating a ticket, with a text for the user. */
export type TicketOutcome =
  | { readonly kind: 'created'; readonly news: string }
  | { readonly kind: 'refused'; readonly news: string; readonly next?: VisibuildRecordProblem['next'] }

/** The app's own call that creates the record. The server accepts all of the keys or none. */
export async function createVisibuildTicket(title: string, attachmentKeys: readonly string[]): Promise<TicketOutcome> {
  try {
    const answer = await recordedFetch('/api/visibuild/api/core/v1/tickets', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ title, attachmentKeys }),
    })
    if (answer.ok) return { kind: 'created', news: `Ticket created: ${title}, ${countFiles(attachmentKeys.length)}.` }
    const problem = readVisibuildRecordProblem(answer.status, await answer.json())
    if (problem) return { kind: 'refused', news: newsOf[problem.kind], next: problem.next }
  } catch {
    // A lost connection gets the same message as an unknown refusal.
  }
  return { kind: 'refused', news: 'The ticket could not be created. Try again.' }
}

const newsOf: Readonly<Record<VisibuildRecordProblem['kind'], string>> = {
  'key-not-found':
    'A file is missing from storage. The files are being sent again. Create the ticket when they are uploaded.',
  'already-associated':
    'A file already belongs to another ticket. Copies are being sent. Create the ticket when they are uploaded.',
  'other-company': 'A file belongs to another company. Sign in to that company, or remove the file and add it again.',
}

function countFiles(count: number): string {
  return count === 1 ? '1 file' : `${count} files`
}
