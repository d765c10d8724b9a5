import { Agent, request } from 'node:http'

/** What a load has taken. */
export interface Load {
  readonly files: number
  readonly seconds: number
  /** Of each call, in ascending order. */
  readonly latenciesMs: readonly number[]
}

export interface LoadOptions {
  readonly url: string
  /** Calls that are under way at the same time. */
  readonly atOnce: number
  readonly filesPerCall: number
  /** At the most. */
  readonly calls: number
  /** No call begins later. @default none */
  readonly withinMs?: number
  readonly bodyOf: (call: number) => string
  /** Throws unless the answer has what was asked for. */
  readonly check: (answer: string) => void
}

/** Makes calls over connections that stay open. */
export async function makeCalls(options: LoadOptions): Promise<Load> {
  const { url, atOnce, filesPerCall, calls, withinMs = Number.POSITIVE_INFINITY, bodyOf, check } = options
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const latenciesMs: number[] = []
  let begun = 0
  const endsAtMs = performance.now() + withinMs
  const work = async (): Promise<void> => {
    while (begun < calls && performance.now() < endsAtMs) {
      const body = bodyOf(begun++)
      const startedAtMs = performance.now()
      const answer = await post(agent, url, body)
      latenciesMs.push(performance.now() - startedAtMs)
      check(answer)
    }
  }
  const startedAtMs = performance.now()
  await Promise.all(Array.from({ length: atOnce }, work))
  const seconds = (performance.now() - startedAtMs) / 1000
  agent.destroy()
  return { files: latenciesMs.length * filesPerCall, seconds, latenciesMs: latenciesMs.toSorted((a, b) => a - b) }
}

export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

function post(agent: Agent, url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const call = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        if (response.statusCode === 200) resolve(text)
        else reject(new Error(`${url} answered ${response.statusCode}: ${text.slice(0, 200)}`))
      })
    })
    call.on('error', reject)
    call.end(body)
  })
}
