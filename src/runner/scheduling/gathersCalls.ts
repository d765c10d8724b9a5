import type { UploadBackend } from '../../contract/backend.js'

/**
 * Whether one call asks for the tickets of many uploads. Where each asks for its own, it waits for a slot first, and
 * asks with the slot in hand.
 */
export function gathersTickets(backend: UploadBackend): boolean {
  return backend.requestTickets !== undefined
}

/** Whether one call registers many uploads. */
export function gathersConfirms(backend: UploadBackend): boolean {
  return backend.confirmMany !== undefined
}
