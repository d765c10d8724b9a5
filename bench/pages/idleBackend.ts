import type { UploadBackend } from '../../src/contract/backend.ts'

const never = (): Promise<never> => new Promise(() => {})

/** Never answers: whoever is added waits. */
export const idleBackend: UploadBackend = {
  name: 'idle',
  digest: 'md5',
  sharesFiles: false,
  requestTicket: never,
  confirm: never,
}
