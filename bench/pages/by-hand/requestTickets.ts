import type { Failed, TicketRequest, UploadBackend } from '../../../src/contract/backend.ts'
import type { DigestAlgorithm } from '../../../src/contract/fileFacts.ts'
import type { PostTicket, PutTicket, TicketAnswer } from '../../../src/contract/ticket.ts'
import { createId } from '../../../src/shared/createId.ts'
import { createInspector } from '../../../src/inspect/inspector.ts'

const mostInOneCall = 100

/** Tickets for the files, as the uploader would get them. */
export async function requestTickets(
  backend: UploadBackend,
  files: readonly File[],
): Promise<readonly (PutTicket | PostTicket)[]> {
  const requests = await describeFiles(files, backend.digest ?? null)
  const tickets: (PutTicket | PostTicket)[] = []
  for (let start = 0; start < requests.length; start += mostInOneCall) {
    const context = { signal: new AbortController().signal, attempt: 1, keepalive: false, idempotencyKey: createId() }
    const answers = await backend.requestTickets?.(requests.slice(start, start + mostInOneCall), context)
    tickets.push(...(answers ?? []).map(requireWhole))
  }
  return tickets
}

/** What a ticket API wants to know of the files. */
export async function describeFiles(
  files: readonly File[],
  digest: DigestAlgorithm | null,
): Promise<readonly TicketRequest[]> {
  const inspector = createInspector()
  const options = { digest, signal: new AbortController().signal, onProgress: () => {} }
  const requests = files.map(async (file): Promise<TicketRequest> => {
    const found = digest && (await inspector.inspect(file, options)).digest
    const { name, size } = file
    const type = file.type || 'application/octet-stream'
    return { id: createId(), name, size, type, ...(found && { digest: found }), metadata: {} }
  })
  return Promise.all(requests).finally(() => inspector.dispose())
}

function requireWhole(answer: TicketAnswer | Failed): PutTicket | PostTicket {
  if (answer.kind === 'put' || answer.kind === 'post') return answer
  throw new Error(`A ticket to send a file in one piece was expected, not '${answer.kind}'.`)
}
