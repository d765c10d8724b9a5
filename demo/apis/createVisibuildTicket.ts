import { readVisibuildRecordProblem, type VisibuildRecordProblem } from 'coatcheck/backends/visibuild'
import { recordedFetch } from '../requests/recordedFetch.ts'

/** What came of it, in words. */
export type TicketOutcome =
  | { readonly kind: 'created'; readonly news: string }
  | { readonly kind: 'refused'; readonly news: string; readonly next?: VisibuildRecordProblem['next'] }

/** The record call of an app's own: it takes the keys, all or none. */
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
    // Told like any other failure.
  }
  return { kind: 'refused', news: 'The ticket could not be created. Try again.' }
}

const newsOf: Readonly<Record<VisibuildRecordProblem['kind'], string>> = {
  'key-not-found': 'A file had not arrived. The files are sent again: create the ticket once they are stored.',
  'already-associated': 'A file is in another ticket already. Copies are sent: create the ticket once they are stored.',
  'other-company': 'A file belongs to another company. Sign in to that company, or remove the file and add it again.',
}

function countFiles(count: number): string {
  return count === 1 ? '1 file' : `${count} files`
}
