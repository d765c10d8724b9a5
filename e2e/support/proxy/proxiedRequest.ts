import type { Agent, IncomingMessage, ServerResponse } from 'node:http'
import type { StorageRequest } from './requestLog.ts'

/** One request on its way through the proxy, and where it goes. */
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
