import type { HttpBindings } from '@hono/node-server'
import type { Intercept } from '../support/site.ts'
import type { CallFault } from './faultKinds.ts'

interface Due {
  readonly fault: CallFault
  times: number
}

/** How many answers in a row may be lost for one file; after more the upload would give up, contrary to the plan. */
const mostLost = 2

/** The faults between the page and the API, chosen by the files in a call. */
export class CallFaults {
  readonly #due = new Map<string, Due>()
  readonly #lost = new Map<string, number>()
  /** Calls to lose once more, because a browser repeats them by itself when a reused connection breaks. */
  readonly #lostAgain = new Set<string>()
  readonly #nameOfTicket: (id: string) => string | undefined
  delivered = 0

  constructor(nameOfTicket: (id: string) => string | undefined) {
    this.#nameOfTicket = nameOfTicket
  }

  add(name: string, fault: CallFault): void {
    this.#due.set(name, { fault, times: fault.times })
  }

  readonly intercept: Intercept = async (request, env, ask) => {
    if (request.method !== 'POST') return ask()
    const text = await request.clone().text()
    if (this.#lostAgain.delete(text)) return lose(env, ask)
    const call = callOf(new URL(request.url).pathname, text)
    const names = this.#namesIn(text)
    const found = names
      .map((name) => this.#due.get(name))
      .find((due) => due && due.times > 0 && due.fault.call === call)
    if (!found) return ask()
    const { fault } = found.fault
    if (fault.kind === 'refuse') {
      found.times -= 1
      this.delivered += 1
      return refuse(fault)
    }
    if (names.some((name) => (this.#lost.get(name) ?? 0) >= mostLost)) return ask()
    found.times -= 1
    this.delivered += 1
    for (const name of names) this.#lost.set(name, (this.#lost.get(name) ?? 0) + 1)
    this.#lostAgain.add(text)
    return lose(env, ask)
  }

  #namesIn(text: string): readonly string[] {
    const named = text.match(/soak-[\w.-]+/g) ?? []
    const ticketed = (text.match(/tkt_[\w-]+/g) ?? [])
      .map((id) => this.#nameOfTicket(id))
      .filter((name) => name !== undefined)
    return [...new Set([...named, ...ticketed])]
  }
}

/** A call that names a ticket is a confirm, unless its path says otherwise. */
function callOf(path: string, text: string): CallFault['call'] | null {
  if (path.endsWith('/multipart/complete')) return 'complete'
  if (/\/(multipart\/\w+|abandon)$/.test(path)) return null
  return text.includes('tkt_') ? 'confirm' : 'tickets'
}

function refuse({ status, code, retryAfterSeconds }: Extract<CallFault['fault'], { kind: 'refuse' }>): Response {
  const headers = retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }
  return Response.json({ error: { status, code, message: 'A planned fault.' } }, { status, headers })
}

async function lose({ incoming }: HttpBindings, ask: () => Promise<Response>): Promise<Response> {
  await ask()
  incoming.socket.destroy()
  return new Response(null)
}
