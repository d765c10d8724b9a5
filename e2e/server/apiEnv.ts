import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { CallRecord } from './testing/callLog.ts'

/** What handlers find in the context of a request. */
export interface ApiEnv {
  Bindings: HttpBindings
  Variables: {
    tenant: string
    /** The log entry of this call. */
    call: CallRecord
  }
}

export type ApiContext = Context<ApiEnv>
