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

/** Runs the cases whose names begin with one of the texts, and returns the names of those that fail. */
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

/** Returns the adapter with a fault. */
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

/** Returns the adapter with answers that differ from the API's. */
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

/** A fault of an adapter, and the beginnings of the titles of the cases that must fail. */
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
    'sends its credentials to storage',
    changeTicket(inspect, (answer) =>
      answer.kind === 'put' ? { ...answer, headers: { ...answer.headers, Authorization: 'Bearer x' } } : answer,
    ),
    'sends storage the file byte for byte',
    'sends none of the credentials to storage',
  ),
  fault(
    'keeps the URL in its reference',
    changeTicket(foir, (answer) => (answer.kind === 'put' ? { ...answer, reference: { url: answer.url } } : answer)),
    'references a ticket with plain data',
    'registers after a reload',
    'reads every kind of ticket',
  ),
  fault(
    'forgets when a ticket expires',
    changeTicket(inspect, (answer) => {
      if (answer.kind !== 'put') return answer
      const { expiresInSeconds: _, ...endless } = answer
      return endless
    }),
    'reads every kind of ticket',
  ),
  fault(
    'sends existing files',
    changeTicket(glue, (answer) =>
      answer.kind === 'existing' ? { kind: 'put', url: 'https://storage.example/a', reference: {} } : answer,
    ),
    'treats a file that the API already has',
  ),
  fault(
    'shares files whose keys work for one record only',
    breakAdapter(visibuild, () => ({ sharesFiles: true })),
    'states its scope',
    'treats a file that the API already has',
    'lets two equal files share',
  ),
  fault(
    'claims that confirm may be repeated',
    breakAdapter(ion, () => ({ confirmIsIdempotent: true })),
    'creates one record when the answer',
  ),
  fault(
    'cannot look up a lost confirm',
    breakAdapter(glue, () => ({ reconcile: () => Promise.reject(new Error('The lookup failed.')) })),
    'creates one record when the answer',
    'registers a file after a lost call',
  ),
  fault(
    'does not check the ETag',
    breakAdapter(ion, () => ({ etagIsMd5: false })),
    'notices by the ETag',
  ),
  fault(
    'requires an ETag that it does not need',
    breakAdapter(foir, () => ({ needsEtag: true })),
    'reports a hidden ETag',
  ),
  fault(
    'reads no refusal by storage',
    breakAdapter(foir, () => ({ readRefusal: () => undefined })),
    'reads every refusal by storage',
  ),
  fault(
    'trusts data that comes with errors',
    breakAnswers(glue, (body) => ({ ...body, errors: undefined })),
    'reads an error with a status of 200',
    'registers nothing when the API refuses',
    'reads every error that the API documents, keeps',
    'reads every documented error of registering',
  ),
  fault(
    'ignores the signal',
    changeContext(rest, (context) => ({ ...context, signal: new AbortController().signal })),
    'makes no call for a signal',
  ),
  fault(
    'lets its calls end with the page',
    changeContext(glue, (context) => ({ ...context, keepalive: false })),
    'lets the browser finish its calls',
  ),
  fault(
    'creates its own idempotency keys',
    changeContext(rest, (context) => ({ ...context, idempotencyKey: `own-${++keys}` })),
    'sends the same idempotency key',
    'requests a ticket as the API expects',
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
    'shows no secret in any error',
  ),
  fault(
    'accepts what its API cannot take',
    breakAdapter(ion, () => ({ check: () => [] })),
    'rejects what the API cannot take',
  ),
  fault(
    'returns a file without a fresh URL',
    breakAdapter(ion, (backend) => ({
      get: async (id, context) => {
        const file = await backend.get?.(id, context)
        return { id, filename: '', entityId: '', ...file, url: 'https://kept.example' }
      },
    })),
    'returns a file with a fresh URL',
  ),
  fault(
    'keeps the order that previews have in the answer',
    breakAdapter(rest, (backend) => ({
      get: async (...asked) => {
        const file = (await backend.get?.(...asked)) ?? { id: '' }
        return { ...file, previews: file.previews?.toReversed() ?? [] }
      },
    })),
    'returns previews in ascending order',
  ),
  fault(
    'hides that a file could not be deleted',
    breakAdapter(rest, (backend) => ({
      deleteFile: async (...asked) => backend.deleteFile?.(...asked).catch(() => undefined),
    })),
    'has deleted a file that is gone already',
  ),
  fault(
    'lets a deletion end with the page',
    breakAdapter(rest, (backend) => ({
      deleteFile: async (id, context) => backend.deleteFile?.(id, { ...context, keepalive: false }),
    })),
    'deletes a file as the API expects',
  ),
  fault(
    'sends an empty text for what is left out',
    breakAdapter(rest, (backend) => ({
      updateFile: async (id, change, context) =>
        (await backend.updateFile?.(id, { name: '', alt: '', ...change }, context)) ?? { id },
    })),
    'changes only what it is told to',
  ),
  fault(
    'claims to delete what its API cannot delete',
    breakAdapter(glue, () => ({ deleteFile: async () => undefined })),
    'deletes a file as the API expects',
    'has deleted a file that is gone already',
  ),
]

describe('describeBackend', () => {
  it.each(faults)('fails for an adapter that %s', async (_, find, seenBy) => {
    expect((await find()).toSorted()).toEqual(seenBy)
  })
})
