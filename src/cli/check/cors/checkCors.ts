import { digestHeader } from '../../../server/storage/digestHeader.js'
import type { ObjectStore } from '../../../server/storage/ObjectStore.js'
import type { SendWith } from '../../../server/uploads/profile/Profile.js'
import { corsAdvice, corsRule } from '../../advice/corsRule.js'
import type { ToldCors } from '../bucket/checkBucket.js'
import type { CheckContext } from '../CheckContext.js'
import type { Advice, ProblemCode } from '../CheckResult.js'
import { bestDigest } from '../objects/checkSending.js'
import type { Probe } from '../objects/Probe.js'
import { putProbe } from '../objects/putProbe.js'
import { isSuccess } from '../send.js'
import { allowsOrigin, listOf, readPreflight, type Preflight } from './readPreflight.js'

export interface CorsOptions {
  /** How files are sent. */
  readonly ways: ReadonlySet<SendWith>
  /** The rules of the bucket, for the report only: what counts is what storage answers. */
  readonly cors: ToldCors
  /** Whether a PUT works, whatever its origin. */
  readonly isStorable: boolean
}

/** Asks storage as the browser of each origin would. */
export async function checkCors(context: CheckContext, probe: Probe, options: CorsOptions): Promise<void> {
  if (context.origins.length === 0) return
  const preflights = await listPreflights(context, probe, options)
  for (const origin of context.origins) {
    const isAllowed = await checkPreflights(context, preflights, options, origin)
    if (isAllowed && options.isStorable) await checkAnswers(context, probe, preflights, options, origin)
  }
}

/** The requests that pages of the app make. */
async function listPreflights(
  { uploads }: CheckContext,
  probe: Probe,
  { ways }: CorsOptions,
): Promise<readonly Preflight[]> {
  const { storage } = uploads.service
  const put = await storage.signPut(await probe.toObject(bestDigest(storage)))
  const headers = [
    ...new Set([...Object.keys(put.headers), ...(ways.has('multipart') ? partHeaders(storage) : [])]),
  ].toSorted()
  const preflights: Preflight[] = [{ url: put.url, method: 'PUT', headers }]
  if (ways.has('post')) {
    const { url } = await storage.signPost(await probe.toObject(null, true))
    preflights.push({ url, method: 'POST', headers: [] })
  }
  return preflights
}

function partHeaders({ abilities: { partDigest } }: ObjectStore): readonly string[] {
  return partDigest === null ? [] : [digestHeader(partDigest)]
}

async function checkPreflights(
  context: CheckContext,
  preflights: readonly Preflight[],
  options: CorsOptions,
  origin: string,
): Promise<boolean> {
  const { findings } = context
  let areAllowed = true
  for (const preflight of preflights) {
    const { method, headers } = preflight
    const asked = `Preflight (OPTIONS) for a ${method}${headers.length > 0 ? ` with ${headers.join(', ')}` : ''}.`
    const verdict = await readPreflight(context.send, preflight, origin)
    if (verdict.kind === 'allowed') {
      findings.ok('preflight', { asked, origin, message: `Pages may send a ${method}.` })
      continue
    }
    areAllowed = false
    const message = `${verdict.message} ${describeRules(options.cors)}`.trim()
    findings.problem('preflight', { asked, origin, message, ...advise(context, verdict.code, preflights) })
  }
  return areAllowed
}

function advise(context: CheckContext, code: ProblemCode, preflights: readonly Preflight[]): Advice {
  const { store, origins } = context
  if (code === 'storage-unreachable') {
    return { code, advice: 'Check that browsers can reach this address, and name it as publicEndpoint in s3.' }
  }
  if (!store) return { code, advice: 'Allow the origins of the app, these methods and these headers in storage.' }
  const methods = preflights.map(({ method }) => method)
  const headers = [...new Set(preflights.flatMap((one) => one.headers))]
  return { code, advice: corsAdvice(store.place), paste: corsRule(store.place, { origins, methods, headers }) }
}

function describeRules(cors: ToldCors): string {
  if (!cors?.isTold) return ''
  if (cors.rules.length === 0) return 'The bucket has no CORS rules.'
  const origins = new Set(cors.rules.flatMap((rule) => rule.origins))
  return `The CORS rules of the bucket are for ${[...origins].join(', ')}.`
}

/** Sends the probe from this origin, because preflights do not show what a page may read. */
async function checkAnswers(
  context: CheckContext,
  probe: Probe,
  preflights: readonly Preflight[],
  options: CorsOptions,
  origin: string,
): Promise<void> {
  const { uploads, findings } = context
  const { storage } = uploads.service
  const asked = 'PUT an object, and read the ETag of the answer.'
  const request = await storage.signPut(await probe.toObject(bestDigest(storage)))
  const answer = await putProbe(context, request, probe.bytes, { origin })
  if (!isSuccess(answer))
    return findings.skip('etag', { asked, origin, message: 'Storage did not store it this time.' })
  if (!allowsOrigin(answer.headers, origin)) {
    return findings.problem('etag', {
      asked,
      origin,
      message:
        'Storage has the object, but its answer does not allow the origin (Access-Control-Allow-Origin), so the page takes it for a failure.',
      ...advise(context, 'cors-answer-hidden', preflights),
    })
  }
  const exposed = listOf(answer.headers, 'access-control-expose-headers')
  if (exposed.includes('etag') || exposed.includes('*')) {
    return findings.ok('etag', { asked, origin, message: 'Pages may read the answer and its ETag.' })
  }
  const needs = options.ways.has('multipart') ? ' Parts are sent again when an upload resumes.' : ''
  findings.warn('etag', {
    asked,
    origin,
    message: `Storage hides the ETag from the page, so the page cannot compare it.${needs}`,
    ...advise(context, 'etag-hidden', preflights),
  })
}
