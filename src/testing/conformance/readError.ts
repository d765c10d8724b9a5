import { isAbortError } from '../../shared/isAbortError.js'
import { toUploadError } from '../../errors/toUploadError.js'
import type { UploadError } from '../../errors/UploadError.js'
import type { Step } from '../../contract/step.js'
import type { DocumentedError } from './ApiDescription.js'

/** Returns what the core makes of an adapter's error. A plain error with a status is enough. */
export async function errorOf(calling: Promise<unknown>, step: Step): Promise<UploadError> {
  try {
    await calling
  } catch (thrown) {
    if (isAbortError(thrown)) throw new Error('The call was aborted unexpectedly.', { cause: thrown })
    return toUploadError(thrown, step)
  }
  throw new Error('The call should have failed, and has not.')
}

/** Does the same for many errors, by name. */
export async function errorsOf<T>(
  named: Readonly<Record<string, T>>,
  call: (value: T) => Promise<unknown>,
  step: Step,
): Promise<Readonly<Record<string, UploadError>>> {
  const entries = Object.entries(named).map(async ([name, value]) => [name, await errorOf(call(value), step)] as const)
  return Object.fromEntries(await Promise.all(entries))
}

/** Reduces an error to the fields of a description, so that the two can be compared. */
export function summarise(error: UploadError, { serverText }: Pick<DocumentedError, 'serverText'>): object {
  const { code, retry } = error
  return {
    code,
    retry: retry.when,
    from: retry.from,
    ...(serverText !== undefined && { serverText: error.serverText }),
  }
}

export function summariseExpected({ code, retry, from = 'call', serverText }: DocumentedError): object {
  return { code, retry, from, ...(serverText !== undefined && { serverText }) }
}

/** Returns the codes of many errors, by name. */
export function codesOf(errors: Readonly<Record<string, UploadError>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(errors).map(([name, { code }]) => [name, code]))
}

/** Returns how an aborted call ended: 'AbortError', or what came instead. */
export async function endOf(calling: Promise<unknown>): Promise<string> {
  return calling.then(
    () => 'an answer',
    (thrown: unknown) => (isAbortError(thrown) ? 'AbortError' : String(thrown)),
  )
}

/** Returns everything that a log or a page could show of an error. */
export function showError(error: Error): string {
  return [error.message, error.stack, JSON.stringify(error), show(error.cause), ...Object.values(error).map(show)].join(
    '\n',
  )
}

function show(value: unknown): string {
  return value instanceof Error ? showError(value) : `${String(value)} ${JSON.stringify(value)}`
}
