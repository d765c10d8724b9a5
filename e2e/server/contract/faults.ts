import { Presigner } from '../../storage/presigner.ts'
import type { Storage } from '../../storage/storage.ts'
import { keyOf } from '../../uploads/contract/sendBytes.ts'
import type { Call, Fault, Loose, Reply } from './breakServer.ts'

/** A way to break the contract, and the rules that find it. */
export interface BrokenServer {
  readonly what: string
  readonly fault: Fault
  readonly breaks: readonly string[]
}

const isTickets = ({ method, path }: Call): boolean => method === 'POST' && path === '/tickets'
const isConfirm = ({ method, path }: Call): boolean => method === 'POST' && path === '/files'
const isAbandon = ({ path }: Call): boolean => path === '/tickets/abandon'
const isList = ({ method, path }: Call): boolean => method === 'GET' && /^\/files(\?|$)/.test(path)
const isOne = (call: Call, method: string): boolean => call.method === method && /^\/files\/./.test(call.path)

/** Changes the answers of some calls. */
const changeAnswer =
  (matches: (call: Call) => boolean, change: (reply: Reply, call: Call) => Reply): Fault =>
  async (call, pass) => {
    const reply = await pass()
    return matches(call) ? change(reply, call) : reply
  }

/** Changes some calls before they are answered. */
const changeCall =
  (matches: (call: Call) => boolean, change: (call: Call) => Partial<Call>): Fault =>
  (call, pass) =>
    matches(call) ? pass(change(call)) : pass()

/** Changes the tickets of an answer. */
const changeTickets = (change: (ticket: Loose, file: Loose) => Loose): Fault =>
  changeAnswer(
    (call) => isTickets(call),
    (reply, { body }) =>
      Array.isArray(reply.body?.tickets)
        ? {
            ...reply,
            body: {
              tickets: reply.body.tickets.map((ticket: Loose, index: number) => change(ticket, body.files[index])),
            },
          }
        : reply,
  )

const page = '<!doctype html><title>Not Found</title>'

/** Remembers whose reference is which, as a server does that does not look whose call it is. */
function forgetOwners(matches: (call: Call) => boolean): Fault {
  const owners = new Map<string, string>()
  return async (call, pass) => {
    const reference = call.body?.reference ?? call.body?.uploads?.[0]?.reference
    const reply = await (matches(call) ? pass({ token: owners.get(reference) ?? call.token }) : pass())
    for (const ticket of reply.body?.tickets ?? []) owners.set(ticket?.reference, call.token)
    return reply
  }
}

/** The same for files. */
function forgetOwnersOfFiles(method: string): Fault {
  const owners = new Map<string, string>()
  return async (call, pass) => {
    const reply = await (isOne(call, method) ? pass({ token: owners.get(call.path) ?? call.token }) : pass())
    for (const one of isConfirm(call) ? (reply.body?.files ?? []) : []) owners.set(`/files/${one.file?.id}`, call.token)
    return reply
  }
}

/** Pages by number, so that they shift when a file is added. */
const pageByNumber: Fault = async (call, pass) => {
  if (!isList(call)) return pass()
  const query = new URLSearchParams(call.path.split('?')[1])
  const [offset, limit] = [Number(query.get('cursor') ?? 0), Number(query.get('limit') ?? 24)]
  const { body } = await pass({ path: '/files?limit=100' })
  const files = body.files.slice(offset, offset + limit)
  return {
    status: 200,
    body: { files, nextCursor: offset + limit < body.files.length ? String(offset + limit) : null },
  }
}

/** Gives everything that was answered under an idempotency key again. */
function repeatTickets(): Fault {
  const answered = new Map<string, Reply>()
  return async (call, pass) => {
    const key = isTickets(call) ? call.body?.files?.[0]?.idempotencyKey : undefined
    if (key === undefined) return pass()
    const reply = answered.get(`${call.token} ${key}`) ?? (await pass())
    answered.set(`${call.token} ${key}`, reply)
    return reply
  }
}

/** Believes the client that everything has been sent. */
const believe: Fault = changeAnswer(isConfirm, (reply) =>
  changeMembers(reply, (one) =>
    one.kind === 'failed' && one.error.code === 'not-verified' ? { kind: 'confirmed', file: { id: 'believed' } } : one,
  ),
)

function changeMembers(reply: Reply, change: (member: Loose, index: number) => Loose): Reply {
  return Array.isArray(reply.body?.files)
    ? { ...reply, body: { ...reply.body, files: reply.body.files.map(change) } }
    : reply
}

/** Looks up what was announced, instead of comparing it. */
function compareNothing(): Fault {
  const announced = new Map<string, object>()
  return async (call, pass) => {
    const uploads = isConfirm(call) ? call.body?.uploads : undefined
    const known = uploads?.map?.((one: Loose) => ({ ...one, request: announced.get(one?.reference) ?? one?.request }))
    const reply = await (known?.every((one: Loose) => announced.has(one.reference))
      ? pass({ body: { uploads: known } })
      : pass())
    for (const [index, ticket] of (reply.body?.tickets ?? []).entries())
      announced.set(ticket?.reference, call.body.files[index])
    return reply
  }
}

/** A new record for each repeated confirm. */
function registerAgain(): Fault {
  const seen = new Set<string>()
  let count = 0
  return changeAnswer(isConfirm, (reply, { body }) =>
    changeMembers(reply, (one, index) => {
      const { reference } = body.uploads[index]
      if (one.kind !== 'confirmed' || !seen.has(reference)) {
        seen.add(reference)
        return one
      }
      return { ...one, file: { ...one.file, id: `${one.file.id}-${(count += 1)}` } }
    }),
  )
}

/** Deletes the file of a registered ticket that is abandoned. */
function dropRegistered(): Fault {
  const files = new Map<string, string>()
  return async (call, pass) => {
    const id = isAbandon(call) ? files.get(call.body?.reference) : undefined
    if (id !== undefined) await pass({ method: 'DELETE', path: `/files/${id}`, body: undefined })
    const reply = await pass()
    for (const [index, one] of (isConfirm(call) ? (reply.body?.files ?? []) : []).entries()) {
      if (one.file) files.set(call.body.uploads[index]?.reference, one.file.id)
    }
    return reply
  }
}

/** Deletes only from the list. */
function deleteSeemingly(): Fault {
  return (call, pass) => (isOne(call, 'DELETE') ? Promise.resolve({ status: 204, body: undefined }) : pass())
}

const unknownFields = (value: Loose): boolean =>
  'later' in (value ?? {}) || (value?.files ?? value?.uploads ?? []).some?.((one: Loose) => 'pages' in (one ?? {}))

const refusal = (status: number, message = 'No.'): Reply => ({
  status,
  body: { error: { status, code: 'request-invalid', message } },
})

/** Signs neither the content nor that nothing is overwritten, and registers the object under its first key. */
function signLittle(storage: Storage): Fault {
  const presigner = new Presigner(storage)
  return async (call, pass) => {
    const reply = await pass()
    for (const [index, ticket] of (reply.body?.tickets ?? []).entries()) {
      if (ticket.kind !== 'put') continue
      const { size, type } = call.body.files[index]
      Object.assign(ticket, await presigner.put({ key: keyOf(ticket), size, type, expiresInSeconds: 60 }))
    }
    return reply
  }
}

/** Shows every file in the page. */
function serveInline(storage: Storage): Fault {
  const presigner = new Presigner(storage)
  return async (call, pass) => {
    const reply = await pass()
    const file = isOne(call, 'GET') ? reply.body?.file : undefined
    if (file) file.url = await presigner.get({ key: keyOf(file), expiresInSeconds: 60, disposition: 'inline' })
    return reply
  }
}

const isParts =
  (name: string) =>
  (call: Call): boolean =>
    call.path === `/multipart/${name}`

/** Joins parts once, and does not know of it when it is asked again. */
function joinOnce(): Fault {
  const joined = new Set<string>()
  return async (call, pass) => {
    const { reference } = call.body ?? {}
    if (!isParts('complete')(call)) return pass()
    if (joined.has(reference)) return refusal(409)
    const reply = await pass()
    if (reply.status === 200) joined.add(reference)
    return reply
  }
}

/** The reference without the URL that was added to it. */
function cutUrl(reference: Loose): Loose {
  return typeof reference === 'string' ? reference.split(' at ')[0] : reference
}

export const brokenServers = (storage: Storage): readonly BrokenServer[] => [
  {
    what: 'signs little',
    fault: signLittle(storage),
    breaks: [
      'lets nobody overwrite a registered file through the ticket that sent it',
      'lets nobody overwrite a file that was announced without a digest',
    ],
  },
  {
    what: 'shows every file in the page',
    fault: serveInline(storage),
    breaks: ['serves nothing inline that could run in a page'],
  },
  {
    what: 'signs parts of any size',
    fault: changeCall(isParts('sign'), ({ body }) => ({
      body: {
        ...body,
        parts: body.parts.map?.((part: Loose) => (part?.size > 6_000_000 ? { ...part, size: 5 * 1024 ** 2 } : part)),
      },
    })),
    breaks: ['signs no part that is larger than its file'],
  },
  {
    what: 'joins parts once',
    fault: joinOnce(),
    breaks: ['takes a large file in parts, and registers it when they are joined'],
  },
  {
    what: 'keeps parts that are aborted',
    fault: async (call, pass) => (isParts('abort')(call) ? { status: 204, body: undefined } : pass()),
    breaks: ['drops the parts of an upload that is aborted'],
  },
  {
    what: 'has the parts of any owner',
    fault: forgetOwners(isParts('list')),
    breaks: ["does not sign, list, join or drop another owner's parts"],
  },
  {
    what: 'answers without an owner',
    fault: changeCall(
      ({ token }) => token === '',
      () => ({ token: 'guest' }),
    ),
    breaks: ['answers every call without an owner with 401'],
  },
  {
    what: 'takes everybody for the same owner',
    fault: changeCall(
      ({ token }) => token !== '',
      ({ token }) => ({ token: token.replace('other', 'owner') }),
    ),
    breaks: [
      "answers for another owner's file as for one that does not exist",
      "does not list another owner's files",
      'does not share bytes between owners',
      'keeps equal idempotency keys of two owners apart',
    ],
  },
  {
    what: 'shows the file of any owner',
    fault: forgetOwnersOfFiles('GET'),
    breaks: ["answers for another owner's file as for one that does not exist"],
  },
  {
    what: 'deletes the file of any owner',
    fault: forgetOwnersOfFiles('DELETE'),
    breaks: ["does not delete another owner's file"],
  },
  {
    what: 'changes the file of any owner',
    fault: forgetOwnersOfFiles('PATCH'),
    breaks: ["does not change another owner's file"],
  },
  {
    what: 'registers the reference of any owner',
    fault: forgetOwners(isConfirm),
    breaks: ["does not register another owner's reference, before or after it is registered"],
  },
  {
    what: 'abandons the ticket of any owner',
    fault: forgetOwners(isAbandon),
    breaks: ['keeps what is abandoned by another owner'],
  },
  {
    what: 'says that a reference belongs to somebody else',
    fault: changeAnswer(isConfirm, (reply, { token }) =>
      changeMembers(reply, (one) =>
        one.kind === 'failed' && token.includes('other') && !reply.body.shown
          ? { ...one, error: { ...one.error, status: 403, code: `forbidden-${Math.random()}` } }
          : one,
      ),
    ),
    breaks: ["does not register another owner's reference, before or after it is registered"],
  },
  {
    what: 'answers tickets in another order',
    fault: changeAnswer(isTickets, (reply) =>
      reply.body?.tickets ? { ...reply, body: { tickets: reply.body.tickets.toReversed() } } : reply,
    ),
    breaks: ['answers for each file in the order of the call, and fails one alone'],
  },
  {
    what: 'answers confirms in another order',
    fault: changeAnswer(isConfirm, (reply) =>
      reply.body?.files ? { ...reply, body: { files: reply.body.files.toReversed() } } : reply,
    ),
    breaks: ['answers for each upload in the order of the call, and fails one alone'],
  },
  {
    what: 'fails all files with one',
    fault: changeAnswer(
      (call) => isTickets(call) || isConfirm(call),
      (reply) =>
        [...(reply.body?.tickets ?? []), ...(reply.body?.files ?? [])].some(({ kind }) => kind === 'failed')
          ? refusal(422)
          : reply,
    ),
    breaks: [
      'answers for each file in the order of the call, and fails one alone',
      'answers for each upload in the order of the call, and fails one alone',
    ],
  },
  {
    what: 'leaves out what failed',
    fault: changeAnswer(isTickets, (reply) =>
      reply.body?.tickets
        ? { ...reply, body: { tickets: reply.body.tickets.filter(({ kind }: Loose) => kind !== 'failed') } }
        : reply,
    ),
    breaks: [
      'answers for each file in the order of the call, and fails one alone',
      'gives no ticket for a file that is announced wrongly',
    ],
  },
  {
    what: 'answers errors in the shape of its framework',
    fault: changeAnswer(
      () => true,
      (reply) => (reply.status >= 400 ? { ...reply, body: { detail: 'Not Found' } } : reply),
    ),
    breaks: [
      'answers every call without an owner with 401',
      'answers 404 for a file that does not exist',
      'refuses a call that is not JSON, or is not a call',
    ],
  },
  {
    what: 'answers 404 with a page',
    fault: changeAnswer(
      () => true,
      (reply) => (reply.status === 404 ? { ...reply, body: page } : reply),
    ),
    breaks: ['answers 404 for a file that does not exist', 'answers 404 or 410 for a file that is deleted or unknown'],
  },
  {
    what: 'gives the same ticket again, even after it was used',
    fault: repeatTickets(),
    breaks: [
      'answers stored, or with a ticket that works, when the bytes have arrived but are not registered',
      'gives the same idempotency key a ticket for other bytes, under which the first are not registered',
    ],
  },
  {
    what: 'answers existing for other names and metadata',
    fault: changeTickets((ticket) => (ticket.kind === 'stored' ? { kind: 'existing', file: { id: 'first' } } : ticket)),
    breaks: ['makes a second file of the same bytes under another name or with other metadata'],
  },
  {
    what: 'ignores the profile',
    fault: changeCall(isTickets, ({ body }) => ({ body: body && { ...body, profile: 'any' } })),
    breaks: ['refuses a call with an unknown profile'],
  },
  {
    what: 'holds no limit of size',
    fault: changeCall(
      (call) => isTickets(call) && call.body?.files?.some?.((one: Loose) => one?.size > 50 * 1024 ** 2),
      ({ body }) => ({ body: { ...body, files: body.files.map((one: Loose) => ({ ...one, size: 10 })) } }),
    ),
    breaks: ['refuses a file that is too large, and takes one of exactly the limit'],
  },
  {
    what: 'takes any type',
    fault: changeCall(
      (call) => isTickets(call) && call.body?.files?.[0]?.type === 'application/x-msdownload',
      ({ body }) => ({ body: { ...body, files: body.files.map((one: Loose) => ({ ...one, type: 'text/plain' })) } }),
    ),
    breaks: ['refuses a file of a type that it does not take'],
  },
  {
    what: 'fails at a NUL',
    fault: async (call, pass) =>
      JSON.stringify(call.body ?? '').includes(String.raw`\u0000`) ? { status: 500, body: refusal(500).body } : pass(),
    breaks: ['does not fail at any name', 'does not fail at any metadata', 'does not fail at a new name of any kind'],
  },
  {
    what: 'refuses fields that are new',
    fault: async (call, pass) => (unknownFields(call.body) ? refusal(422) : pass()),
    breaks: ['ignores fields that it does not know'],
  },
  {
    what: 'believes that everything was sent',
    fault: believe,
    breaks: [
      'registers nothing before the bytes are sent',
      'registers no bytes of another length',
      'registers no other bytes of the same length',
    ],
  },
  {
    what: 'compares a confirm with nothing',
    fault: compareNothing(),
    breaks: ['registers no other file than was announced'],
  },
  {
    what: 'makes a new record for each confirm',
    fault: registerAgain(),
    breaks: [
      'registers a reference once, however often it is confirmed',
      'registers a reference once, however close together it is confirmed',
    ],
  },
  {
    what: 'answers 404 for an unknown ticket that is abandoned',
    fault: async (call, pass) =>
      isAbandon(call) && !/^[\w-]{37,}$/.test(String(call.body?.reference)) ? refusal(404) : pass(),
    breaks: ['answers 204 for a ticket that is unknown, or was abandoned before'],
  },
  {
    what: 'ignores what is abandoned',
    fault: async (call, pass) =>
      isAbandon(call) && call.token !== '' && typeof call.body?.reference === 'string'
        ? { status: 204, body: undefined }
        : pass(),
    breaks: ['registers nothing under an abandoned ticket, and takes the file again under a new one'],
  },
  {
    what: 'deletes what is registered with its ticket',
    fault: dropRegistered(),
    breaks: ['keeps a registered file whose ticket is abandoned'],
  },
  {
    what: 'lists the oldest first',
    fault: changeAnswer(isList, (reply) =>
      reply.body?.files ? { ...reply, body: { ...reply.body, files: reply.body.files.toReversed() } } : reply,
    ),
    breaks: ['lists the newest file first', 'lists no file twice and leaves none out while others are added'],
  },
  {
    what: 'pages by number',
    fault: pageByNumber,
    breaks: ['lists no file twice and leaves none out while others are added'],
  },
  {
    what: 'ignores the limit',
    fault: changeCall(isList, ({ path }) => ({ path: path.replace(/limit=\d+/, 'limit=100') })),
    breaks: ['lists at most as many files as the limit says, and all of them in the end'],
  },
  {
    what: 'lists nothing under a profile',
    fault: changeAnswer(
      (call) => isList(call) && call.path.includes('profile='),
      (reply) => ({ ...reply, body: { ...reply.body, files: [] } }),
    ),
    breaks: ['lists a file under the profile that it was sent with'],
  },
  {
    what: 'lists everything under any profile',
    fault: changeCall(isList, ({ path }) => ({ path: path.replace(/profile=[^&]*/, '') })),
    breaks: ['refuses to list the files of an unknown profile'],
  },
  {
    what: 'ends the list after a page',
    fault: changeAnswer(isList, (reply) =>
      reply.body?.files ? { ...reply, body: { ...reply.body, nextCursor: null } } : reply,
    ),
    breaks: ['lists no file twice and leaves none out while others are added'],
  },
  {
    what: 'gives a URL without access',
    fault: changeAnswer(
      (call) => isOne(call, 'GET'),
      (reply) =>
        reply.body?.file
          ? { ...reply, body: { file: { ...reply.body.file, url: reply.body.file.url.split('?')[0] } } }
          : reply,
    ),
    breaks: [
      'gives one file with a URL for reading it',
      'lets storage take the bytes that were announced, and nothing of them is lost',
    ],
  },
  {
    what: 'deletes nothing',
    fault: deleteSeemingly(),
    breaks: [
      'deletes a file for good',
      'deletes an object with the last file that has it, and not before',
      'does not bring a deleted file back when its reference is confirmed again',
    ],
  },
  {
    what: 'clears what a change leaves out',
    fault: changeCall(
      (call) => isOne(call, 'PATCH') && typeof call.body === 'object',
      ({ body }) => ({ body: body && { alt: '', ...body } }),
    ),
    breaks: ['changes a name and an alternative text, and leaves the rest'],
  },
  {
    what: 'takes any change',
    fault: changeAnswer(
      (call) => isOne(call, 'PATCH'),
      (reply) => (reply.status === 422 ? { status: 200, body: { file: { id: 'x' } } } : reply),
    ),
    breaks: ['refuses a change that makes no sense, and changes nothing'],
  },
  {
    what: 'keeps a URL in its reference',
    fault: async (call, pass) => {
      const body = call.body?.uploads
        ? {
            ...call.body,
            uploads: call.body.uploads.map?.((one: Loose) => ({ ...one, reference: cutUrl(one?.reference) })),
          }
        : call.body?.reference
          ? { ...call.body, reference: cutUrl(call.body.reference) }
          : undefined
      const reply = await (body ? pass({ body }) : pass())
      return reply.body?.tickets
        ? {
            ...reply,
            body: {
              tickets: reply.body.tickets.map((one: Loose) =>
                one.url ? { ...one, reference: `${one.reference} at ${one.url}` } : one,
              ),
            },
          }
        : reply
    },
    breaks: ['shows no URL, signature or token where a page keeps or prints it'],
  },
  {
    what: 'puts its key into a message',
    fault: changeAnswer(
      () => true,
      (reply) => (reply.status === 404 ? refusal(404, 'The key is the-secret-of-storage.') : reply),
    ),
    breaks: ['shows no secret'],
  },
  {
    what: 'lets nobody know how long to wait',
    fault: async (call, pass) => (call.token === 'waiting' ? refusal(429) : pass()),
    breaks: ['says with 429 and Retry-After how long an owner has to wait'],
  },
]
