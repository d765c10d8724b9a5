import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { toNodeHandler } from '../../../src/server/node/handler/toNodeHandler.ts'

/** What a measured server has used so far. */
export interface ServerUse {
  /** Of all its threads. */
  readonly cpuMs: number
  /** Alive after garbage collection. */
  readonly heapBytes: number
}

/** What a measured server is started with, as JSON in its only argument. */
export interface ServerSettings {
  readonly storageOrigin: string
  readonly records?: BenchRecords
}

export type BenchRecords =
  | { readonly kind: 'sqlite'; readonly path: string }
  | {
      readonly kind: 'postgres'
      readonly tablePrefix: string
      readonly connection: { readonly host: string; readonly user: string; readonly database: string }
    }

export const bucket = 'bench'
export const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench-on-loopback' } as const
export const region = 'us-east-1'
/** bytes */
export const largestFile = 10_000_000

export function readSettings(): ServerSettings {
  return JSON.parse(process.argv[2] ?? '') as ServerSettings
}

/** Serves a handler through the same adapter for all, and tells the parent its port and, when asked, what it has used. */
export function serve(handle: (request: Request) => Promise<Response>): void {
  const server = createServer({ keepAliveTimeout: 60_000 }, toNodeHandler(handle))
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
  process.on('message', () => {
    globalThis.gc?.()
    const { user, system } = process.cpuUsage()
    const use: ServerUse = { cpuMs: (user + system) / 1000, heapBytes: process.memoryUsage().heapUsed }
    process.send?.(use)
  })
  process.on('disconnect', () => process.exit())
}
