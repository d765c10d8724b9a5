import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { CallRecord } from './testing/callLog.ts'

/** What a request carries on its way to a handler. */
export interface ApiEnv {
  Bindings: HttpBindings
  Variables: {
    tenant: string
    /** This call's entry in the log. */
    call: CallRecord
  }
}

export type ApiContext = Context<ApiEnv>
