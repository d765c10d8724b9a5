import type { DigestAlgorithm } from '../../../src/contract/fileFacts.ts'
import type { PostTicket, PutTicket } from '../../../src/contract/ticket.ts'
import type { ListByHand } from './showListByHand.tsx'
import { sendWithXhr } from './sendWithXhr.ts'

export interface LoopOptions {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly digest: DigestAlgorithm | null
  readonly gather: boolean
  readonly atOnce: number
  /** Counts the bytes of each file as they are sent. */
  readonly watchesProgress?: boolean
  /** Shows the files. */
  readonly list?: ListByHand
}

type Ticket = PutTicket | PostTicket
type DigestOf = (file: File) => Promise<{ readonly algorithm: DigestAlgorithm; readonly base64: string } | undefined>

const hashesAtOnce = 8
const confirmsAtOnce = 4
const mostInOneCall = 100
const gatherMs = 50

/**
 * The same flow by hand: hash in a worker, ask for tickets, send, confirm, each step as soon as there is room for it.
 * Nothing is retried, paused or checked, and without a list nothing is shown: what coatcheck takes beyond this is what it
 * does beyond this.
 */
export async function prepareLoop(files: readonly File[], options: LoopOptions): Promise<() => Promise<number>> {
  const hash = await startHashing(options.digest)
  const callsAtOnce = options.gather ? 1 : options.atOnce
  const requestTicket = createCall<object, Ticket>(options, 'tickets', 'files', 'tickets', callsAtOnce)
  const confirm = createCall<object, { readonly kind: string }>(
    options,
    'files',
    'uploads',
    'files',
    options.gather ? 1 : confirmsAtOnce,
  )
  const hashLimit = createLimit(hashesAtOnce)
  const sendLimit = createLimit(options.atOnce)

  const { list } = options
  const sentBytes = new Map<File, number>()
  const watch = (file: File) => (bytes: number) => void sentBytes.set(file, bytes)

  const upload = async (file: File, index: number): Promise<void> => {
    const digest = await hashLimit(() => {
      list?.setStatus(index, 'hashing')
      return hash(file)
    })
    const type = file.type || 'application/octet-stream'
    const request = { id: crypto.randomUUID(), name: file.name, size: file.size, type, digest, metadata: {} }
    // A single ticket is asked for with a slot in hand; many are asked for ahead.
    const early = options.gather ? await requestTicket(request) : null
    const { reference } = await sendLimit(async () => {
      const ticket = early ?? (await requestTicket(request))
      list?.setStatus(index, 'sending')
      await sendWithXhr(ticket, file, options.watchesProgress ? watch(file) : undefined)
      return ticket
    })
    const { kind } = await confirm({ request, reference })
    if (kind !== 'confirmed') throw new Error(`The API did not confirm ${file.name}.`)
    list?.setStatus(index, 'done')
  }
  return async () => {
    const startedAt = performance.now()
    list?.add(files)
    await Promise.all(files.map(upload))
    return performance.now() - startedAt
  }
}

/** One worker for all files: to start one takes longer than to hash a small file. */
async function startHashing(algorithm: DigestAlgorithm | null): Promise<DigestOf> {
  if (algorithm === null) return async () => undefined
  const worker = new Worker(new URL('./hashFiles.worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, (base64: string) => void>()
  let count = 0
  worker.addEventListener('message', ({ data }: MessageEvent<{ id: number; base64: string }>) => {
    waiting.get(data.id)?.(data.base64)
    waiting.delete(data.id)
  })
  const hash: DigestOf = async (file) => {
    const id = (count += 1)
    const base64 = await new Promise<string>((resolve) => {
      waiting.set(id, resolve)
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
      worker.postMessage({ id, file, algorithm })
    })
    return { algorithm, base64 }
  }
  await hash(new File(['warm'], 'warm'))
  return hash
}

/** One endpoint. Those who call it while it is busy share the next call, if it takes many. */
function createCall<TItem, TAnswer>(
  { url, headers, gather }: LoopOptions,
  path: string,
  itemsKey: string,
  answersKey: string,
  atOnce: number,
): (item: TItem) => Promise<TAnswer> {
  const [base = '', query = ''] = url.split('?')
  const limit = createLimit(atOnce)
  const waiting: { readonly item: TItem; readonly resolve: (answer: TAnswer) => void }[] = []
  const call = async (): Promise<void> => {
    if (gather && waiting.length < mostInOneCall) await new Promise((resolve) => setTimeout(resolve, gatherMs))
    const batch = waiting.splice(0, gather ? mostInOneCall : 1)
    if (batch.length === 0) return
    const body = JSON.stringify({ [itemsKey]: batch.map(({ item }) => item) })
    const response = await fetch(`${base}/${path}?${query}`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body,
    })
    const answers = ((await response.json()) as Record<string, TAnswer[]>)[answersKey] ?? []
    for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as TAnswer)
  }
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve })
      limit(call).catch(reject)
    })
}

function createLimit(atOnce: number): <T>(run: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (run) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await run()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
