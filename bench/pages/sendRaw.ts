import { createId } from '../../src/shared/createId.ts'
import type { Failed, TicketRequest, UploadBackend } from '../../src/contract/backend.ts'
import type { PutTicket, TicketAnswer } from '../../src/contract/ticket.ts'
import { createInspector } from '../../src/inspect/inspector.ts'

const mostInOneCall = 100

/** Leave to send the files, as the uploader would get it. */
export async function requestTickets(backend: UploadBackend, files: readonly File[]): Promise<readonly PutTicket[]> {
  const requests = await describe(files, backend)
  const tickets: PutTicket[] = []
  for (let start = 0; start < requests.length; start += mostInOneCall) {
    const context = { signal: new AbortController().signal, attempt: 1, keepalive: false, idempotencyKey: createId() }
    const answers = await backend.requestTickets?.(requests.slice(start, start + mostInOneCall), context)
    tickets.push(...(answers ?? []).map(requirePut))
  }
  return tickets
}

async function describe(files: readonly File[], { digest }: UploadBackend): Promise<readonly TicketRequest[]> {
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

function requirePut(answer: TicketAnswer | Failed): PutTicket {
  if (answer.kind === 'put') return answer
  throw new Error(`A ticket for PUT was wanted, and the answer was '${answer.kind}'.`)
}

/** The limit of the browser: milliseconds for sending the files with XHR and nothing else. */
export async function sendRaw(tickets: readonly PutTicket[], files: readonly File[], atOnce: number): Promise<number> {
  const waiting = files.map((file, index) => ({ file, ticket: tickets[index] }))
  const startedAt = performance.now()
  const sendNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next?.ticket; next = waiting.shift()) await put(next.ticket, next.file)
  }
  await Promise.all(Array.from({ length: atOnce }, sendNext))
  return performance.now() - startedAt
}

function put(ticket: PutTicket, file: File): Promise<void> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    xhr.open('PUT', ticket.url)
    for (const [name, value] of Object.entries(ticket.headers ?? {})) xhr.setRequestHeader(name, value)
    const settle = (): void => (xhr.status === 200 ? resolve() : reject(new Error(`Storage said ${xhr.status}.`)))
    xhr.addEventListener('load', settle)
    xhr.addEventListener('error', settle)
    xhr.send(file)
  })
}
