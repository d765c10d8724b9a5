import { once } from 'node:events'
import { request as sendRequest, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestStack, type TestStack } from './forTests.ts'

let stack: TestStack

beforeAll(async () => {
  stack = await startTestStack({ hosts: ['demo.test'] })
})
afterAll(() => stack.stop())

async function statusAs(host: string, path: string): Promise<number | undefined> {
  const request = sendRequest(`${stack.url}${path}`, { headers: { host } })
  request.end()
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  answer.resume()
  return answer.statusCode
}

describe('a site that gives its own name the address of the server', () => {
  it.each([
    'evil.test',
    'evil.test:80',
    '127.0.0.1.evil.test',
    'localhost.evil.test',
    'notlocalhost',
    'demo.test.evil',
  ])('reads nothing as %s', async (host) => {
    for (const path of ['/api/rest/files', '/api/health', '/storage/ion/a']) {
      expect([path, await statusAs(host, path)]).toEqual([path, 403])
    }
  })
})

it.each(['localhost', 'localhost:4173', '127.0.0.1', '192.168.0.9:80', '[::1]:4173', 'app.localhost', 'demo.test'])(
  'answers as %s',
  async (host) => {
    expect(await statusAs(host, '/api/rest/files')).toBe(200)
  },
)
