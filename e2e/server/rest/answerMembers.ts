import { toErrorBody } from '../../../src/server/http/answers.ts'
import type { ApiContext } from '../apiEnv.ts'
import type { FaultScript } from '../testing/faultScript.ts'
import { faultRefusal } from '../testing/observeCall.ts'

/** The lists in the bodies of a call and of its answer. */
const lists: Readonly<Record<string, readonly [asked: string, answered: string]>> = {
  tickets: ['files', 'tickets'],
  confirm: ['uploads', 'files'],
  sign: ['parts', 'parts'],
}

/** Has a call answered, except for the members that the fault script lets fail. Logs how many there are. */
export async function answerMembers(
  context: ApiContext,
  faults: FaultScript,
  call: string,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  const { raw } = context.req
  const [asked, answered] = lists[call] ?? []
  if (asked === undefined || answered === undefined) return answer(raw)
  // The client has gone, which is no error of the server.
  const text = await raw
    .clone()
    .text()
    .catch(() => '')
  const body = parse(text)
  const members = (body as Readonly<Record<string, unknown>> | null)?.[asked]
  if (!Array.isArray(members)) return answer(raw)
  context.get('call').members = members.length
  const failed = members.map((member: unknown) => failMember(faults, call, member))
  if (failed.every((error) => error === null)) return answer(raw)
  const left = members.filter((_, index) => failed[index] === null)
  const others =
    left.length === 0 ? [] : await answerOthers(raw, { ...(body as object), [asked]: left }, answered, answer)
  if (others instanceof Response) return others
  const rest = others.values()
  return Response.json({ [answered]: failed.map((error) => error ?? rest.next().value) })
}

async function answerOthers(
  { url, method, headers }: Request,
  body: object,
  answered: string,
  answer: (request: Request) => Promise<Response>,
): Promise<readonly unknown[] | Response> {
  const kept = new Headers(headers)
  kept.delete('content-length')
  const response = await answer(new Request(url, { method, headers: kept, body: JSON.stringify(body) }))
  if (!response.ok) return response
  return ((await response.json()) as Readonly<Record<string, readonly unknown[]>>)[answered] ?? []
}

function failMember(faults: FaultScript, call: string, member: unknown): object | null {
  const fault = faults.takeMember(call, nameOf(member) ?? '')
  return fault?.kind === 'answer' ? { kind: 'failed', error: toErrorBody(faultRefusal(fault)) } : null
}

/** A confirm names its file in the request for which the ticket was issued. */
function nameOf(member: unknown): string | undefined {
  const { name, request } = (member ?? {}) as { readonly name?: string; readonly request?: { readonly name?: string } }
  return name ?? request?.name
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
