import { afterEach } from 'vitest'
import type { UploadBackend } from '../../src/contract/backend.js'
import { type ReceivedCall, startTestServer, type TestAnswer, type TestServer } from './testServer.js'
import { createRestBackend } from '../../src/backends/rest/createRestBackend.js'
import type { RestBackendOptions } from '../../src/backends/rest/options.js'
import type { RestFile } from '../../src/backends/rest/RestFile.js'

interface RestSetup {
  readonly server: TestServer
  readonly backend: Required<UploadBackend<RestFile>>
}

type Answering = (call: ReceivedCall, nth: number) => TestAnswer | Promise<TestAnswer>

const servers: TestServer[] = []

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

/** Starts a server and a backend that calls it, until the end of the test. */
export async function setUpRest(
  answer: TestAnswer | Answering,
  options: Partial<RestBackendOptions> = {},
  path = '/api/uploads',
): Promise<RestSetup> {
  const server = await startTestServer(typeof answer === 'function' ? (answer as Answering) : () => answer)
  servers.push(server)
  const backend = createRestBackend({ url: `${server.origin}${path}`, ...options })
  // It gathers calls by default, so that only the multipart calls are missing.
  return { server, backend: backend as Required<UploadBackend<RestFile>> }
}
