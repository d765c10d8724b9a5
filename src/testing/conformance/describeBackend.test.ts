import { expect, describe, it } from 'vitest'
import { foir } from '../../../test/backends/foir.conformance.js'
import { glue } from '../../../test/backends/glue.conformance.js'
import { inspect } from '../../../test/backends/inspect.conformance.js'
import { ion } from '../../../test/backends/ion.conformance.js'
import { rest } from '../../../test/backends/rest.conformance.js'
import { visibuild } from '../../../test/backends/visibuild.conformance.js'
import type { CallContext, UploadBackend } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { TicketAnswer } from '../../contract/ticket.js'
import type { Subject } from './Subject.js'
import { describeBackend } from './describeBackend.js'

/** Runs those cases of the suite whose names begin so, and gives the names of the ones that fail. */
async function findFailed<TFile extends StoredFile>(
  subject: Subject<TFile>,
  beginnings: readonly string[],
): Promise<readonly string[]> {
  const cases: { readonly beginning: string; readonly run: () => Promise<void> }[] = []
  describeBackend('broken', {
    ...subject,
    test: {
      describe: (_, define) => define(),
      it: (name, run) => {
        const beginning = beginnings.find((one) => name.startsWith(one))
        if (beginning) cases.push({ beginning, run })
      },
      expect,
    },
  })
  const ends = cases.map(async ({ beginning, run }) =>
    run().then(
      () => null,
      () => beginning,
    ),
  )
  return (await Promise.all(ends)).filter((beginning) => beginning !== null)
}

/** The same adapter with something wrong in it. */
function breakAdapter<TFile extends StoredFile>(
  subject: Subject<TFile>,
  change: (backend: UploadBackend<TFile>) => Partial<UploadBackend<TFile>>,
): Subject<TFile> {
  return {
    ...subject,
    create: (http) => {
      const backend = subject.create(http)
      return { ...backend, ...change(backend) }
    },
  }
}

/** The same adapter over answers that it does not see as they are. */
function breakAnswers<TFile extends StoredFile>(
  subject: Subject<TFile>,
  change: (body: Record<string, unknown>) => object,
): Subject<TFile> {
  const create: Subject<TFile>['create'] = ({ fetch, headers }) =>
    subject.create({
      headers,
      fetch: async (...call) => {
        const answer = await fetch(...call)
        const text = await answer.text()
        if (!text.startsWith('{')) return new Response(text || null, answer)
        return new Response(JSON.stringify(change(JSON.parse(text) as Record<string, unknown>)), answer)
      },
    })
  return { ...subject, create }
}

function changeTicket<TFile extends StoredFile>(
  subject: Subject<TFile>,
  change: (answer: TicketAnswer<TFile>) => TicketAnswer<TFile>,
): Subject<TFile> {
  return breakAdapter(subject, (backend) => ({
    requestTicket: async (request, context) => change(await backend.requestTicket(request, context)),
  }))
}

function changeContext<TFile extends StoredFile>(
  subject: Subject<TFile>,
  change: (context: CallContext) => CallContext,
): Subject<TFile> {
  return breakAdapter(subject, (backend) => ({
    requestTicket: (request, context) => backend.requestTicket(request, change(context)),
    confirm: (stored, context) => backend.confirm(stored, change(context)),
  }))
}

/** What is wrong with an adapter, and the beginnings of the cases that have to see it. */
function fault<TFile extends StoredFile>(
  what: string,
  broken: Subject<TFile>,
  ...seenBy: readonly string[]
): readonly [what: string, find: () => Promise<readonly string[]>, seenBy: readonly string[]] {
  return [what, () => findFailed(broken, seenBy), seenBy.toSorted()]
}

let keys = 0

const faults = [
  fault(
    'drops a header of the ticket',
    changeTicket(glue, (answer) => (answer.kind === 'put' ? { ...answer, headers: {} } : answer)),
    'sends storage the file byte for byte',
  ),
  fault(
    'shows storage its credentials',
    changeTicket(inspect, (answer) =>
      answer.kind === 'put' ? { ...answer, headers: { ...answer.headers, Authorization: 'Bearer x' } } : answer,
    ),
    'sends storage the file byte for byte',
    'shows storage none of the credentials',
  ),
  fault(
    'keeps the URL in its reference',
    changeTicket(foir, (answer) => (answer.kind === 'put' ? { ...answer, reference: { url: answer.url } } : answer)),
    'names a ticket by plain data',
    'registers after a reload',
    'reads leave to send',
  ),
  fault(
    'forgets how long a ticket lasts',
    changeTicket(inspect, (answer) => {
      if (answer.kind !== 'put') return answer
      const { expiresInSeconds: _, ...endless } = answer
      return endless
    }),
    'reads leave to send',
  ),
  fault(
    'sends what is there already',
    changeTicket(glue, (answer) =>
      answer.kind === 'existing' ? { kind: 'put', url: 'https://storage.example/a', reference: {} } : answer,
    ),
    'takes a file that the API has already',
  ),
  fault(
    'shares files whose keys serve one record',
    breakAdapter(visibuild, () => ({ sharesFiles: true })),
    'says whose it is',
    'takes a file that the API has already',
    'lets two equal files share',
  ),
  fault(
    'believes that confirm may be repeated',
    breakAdapter(ion, () => ({ confirmIsIdempotent: true })),
    'makes one record of a confirm',
  ),
  fault(
    'does not ask whether a lost confirm took',
    breakAdapter(glue, () => ({ reconcile: () => Promise.reject(new Error('Nobody knows.')) })),
    'makes one record of a confirm',
    'registers after all',
  ),
  fault(
    'does not look at the ETag',
    breakAdapter(ion, () => ({ etagIsMd5: false })),
    'notices by the ETag',
  ),
  fault(
    'asks for an ETag that it does not need',
    breakAdapter(foir, () => ({ needsEtag: true })),
    'says that storage hides its ETag',
  ),
  fault(
    'reads no refusal by storage',
    breakAdapter(foir, () => ({ readRefusal: () => undefined })),
    'reads every refusal by storage',
  ),
  fault(
    'trusts data that stands beside errors',
    breakAnswers(glue, (body) => ({ ...body, errors: undefined })),
    'believes an error under a status of 200',
    'registers nothing where the API says no',
    'reads every error that the API documents, keeps',
    'reads every error that the API documents of registering',
  ),
  fault(
    'hears no signal',
    changeContext(rest, (context) => ({ ...context, signal: new AbortController().signal })),
    'makes no call for whom',
  ),
  fault(
    'lets its calls end with the page',
    changeContext(glue, (context) => ({ ...context, keepalive: false })),
    'has the browser finish its calls',
  ),
  fault(
    'makes up its own idempotency keys',
    changeContext(rest, (context) => ({ ...context, idempotencyKey: `own-${++keys}` })),
    'names the upload by its idempotency key',
    'asks for a ticket as the API wants',
  ),
  fault(
    'never asks for fresh credentials',
    {
      ...ion,
      create: ({ fetch, headers }) =>
        ion.create({
          fetch,
          headers: typeof headers === 'function' ? async () => headers({ refresh: false }) : headers,
        }),
    },
    'refreshes credentials once',
    'registers with fresh credentials',
  ),
  fault(
    'puts the answer into its errors',
    {
      ...visibuild,
      create: (http) => ({
        ...visibuild.create(http),
        requestTicket: async () => {
          const answer = await http.fetch('https://visibuild.example/api/core/v1/attachments', { method: 'POST' })
          throw new Error(`This cannot be used: ${await answer.text()}`)
        },
      }),
    },
    'shows no secret in an error',
  ),
  fault(
    'takes in what its API cannot',
    breakAdapter(ion, () => ({ check: () => [] })),
    'turns away, before a byte is read',
  ),
  fault(
    'gives a file without its fresh link',
    breakAdapter(ion, (backend) => ({
      get: async (id, context) => {
        const file = await backend.get?.(id, context)
        return { id, filename: '', entityId: '', ...file, url: 'https://kept.example' }
      },
    })),
    'gives a file again with a fresh link',
  ),
]

describe('describeBackend', () => {
  it.each(faults)('turns red for an adapter that %s', async (_, find, seenBy) => {
    expect((await find()).toSorted()).toEqual(seenBy)
  })
})
