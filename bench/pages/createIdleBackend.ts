import type { UploadBackend } from '../../src/contract/backend.ts'

/** A backend that never answers, so that whatever is added waits; and when it was asked for the first ticket. */
export function createIdleBackend(): { readonly backend: UploadBackend; readonly firstTicket: Promise<void> } {
  const first = Promise.withResolvers<void>()
  const never = (): Promise<never> => new Promise(() => {})
  const requestTicket = (): Promise<never> => {
    first.resolve()
    return never()
  }
  const backend: UploadBackend = { name: 'idle', digest: 'md5', sharesFiles: false, requestTicket, confirm: never }
  return { backend, firstTicket: first.promise }
}
