import type { Agent, IncomingMessage, ServerResponse } from 'node:http'
import type { StorageRequest } from './requestLog.ts'

/** A request that passes the proxy, and its target. */
export interface ProxiedRequest {
  readonly incoming: IncomingMessage
  readonly answer: ServerResponse
  readonly entry: StorageRequest
  readonly target: Target
}

export interface Target {
  readonly agent: Agent
  readonly url: string
  readonly hidesEtag: boolean
}
