import { once } from 'node:events'
import { createServer, request as sendRequest, type RequestListener } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { announce, startUploads } from '../../../../test/server/startUploads.ts'
import { longestBody } from '../../http/body/readJson.ts'
import type { TicketToIssue } from '../../uploads/Hooks.ts'
import { toNodeHandler } from './toNodeHandler.ts'

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function dial(url: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  return socket
}

/** What has come when the connection is closed, in whatever way. */
async function readAll(socket: Socket): Promise<string> {
  let text = ''
  socket.on('data', (chunk: Buffer) => (text += chunk.toString())).on('error', () => {})
  await new Promise((resolve) => socket.on('close', resolve))
  return text
}

const rawHeaders = 'Content-Type: application/json\r\nX-Owner: ann\r\n'
const headers = { 'content-type': 'application/json', 'x-owner': 'ann' }
const body = (): string => JSON.stringify({ files: [announce('x')] })

describe('toNodeHandler', () => {
  it('serves all methods with node:http', async () => {
    const { uploads } = startUploads()
    const url = await serve(toNodeHandler(uploads))
    const tickets = await fetch(`${url}/tickets`, { method: 'POST', headers, body: body() })
    expect(await tickets.json()).toMatchObject({ tickets: [{ kind: 'put' }] })
    expect((await fetch(`${url}/files/none`, { method: 'DELETE', headers })).status).toBe(404)
    expect((await fetch(`${url}/files`, { method: 'HEAD', headers })).status).toBe(200)
    const { status, headers: answered } = await fetch(`${url}/files`)
    expect([status, answered.get('connection')]).toEqual([401, 'keep-alive'])
  })

  it.each(['TRACE', 'TRACK', 'trace'])('refuses %s, which no Request can have', async (method) => {
    const handle = toNodeHandler(startUploads().uploads)
    const url = await serve((request, response) => {
      // Only HTTP/2 has the last two.
      request.method = method
      handle(request, response)
    })
    expect((await fetch(`${url}/files`)).status).toBe(405)
  })

  it('takes the target of a request as a whole URL', async () => {
    const handle = toNodeHandler(async ({ url }) => new Response(url))
    const url = await serve((request, response) => {
      request.url = `http://me:secret@other.example${request.url}`
      handle(request, response)
    })
    const answer = await fetch(`${url}/files?limit=1`)
    expect(await answer.text()).toBe('http://other.example/files?limit=1')
  })

  it('takes a body that was parsed before, and the path under which Express has mounted it', async () => {
    const { uploads } = startUploads({ basePath: '/api/uploads' })
    const handle = toNodeHandler(uploads)
    const url = await serve((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString())
        const originalUrl = request.url ?? ''
        request.url = originalUrl.replace('/api/uploads', '')
        handle(Object.assign(request, { body: parsed, originalUrl }), response)
      })
    })
    const answer = await fetch(`${url}/api/uploads/tickets`, { method: 'POST', headers, body: body() })
    expect(await answer.json()).toMatchObject({ tickets: [{ kind: 'put' }] })
  })

  it('answers 400 to a body that was parsed, but is too deep to be written again', async () => {
    const handle = toNodeHandler(startUploads().uploads)
    const url = await serve((request, response) => {
      const parsed: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)
      request.resume().on('end', () => handle(Object.assign(request, { body: parsed }), response))
    })
    const answer = await fetch(`${url}/tickets`, { method: 'POST', headers, body: body() })
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: { code: 'request-invalid' } }])
  })

  it('answers through what Fastify passes', async () => {
    const { uploads } = startUploads()
    const hijack = vi.fn<() => void>()
    const handle = toNodeHandler(uploads)
    const url = await serve((request, response) => {
      request.resume().on('end', () => {
        handle({ raw: request, body: { files: [announce('x')] } }, { raw: response, hijack })
      })
    })
    const answer = await fetch(`${url}/tickets`, { method: 'POST', headers, body: body() })
    expect(await answer.json()).toMatchObject({ tickets: [{ kind: 'put' }] })
    expect(hijack).toHaveBeenCalledOnce()
  })

  it('answers 413 to a body that is too long, and reads no more of it', async () => {
    const { uploads } = startUploads()
    const url = await serve(toNodeHandler(uploads))
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const call = sendRequest(`${url}/tickets`, { method: 'POST', headers }, (answer) => {
        resolve(answer.statusCode)
        call.destroy()
      })
      call.on('error', reject)
      call.write(Buffer.alloc(longestBody + 1, 32))
    })
    expect(status).toBe(413)
  })

  it('gives its answer to a client that sends without end, before it cuts it off', async () => {
    const socket = await dial(await serve(toNodeHandler(startUploads().uploads)))
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`
    socket.write(`POST /tickets HTTP/1.1\r\nHost: a\r\n${rawHeaders}Transfer-Encoding: chunked\r\n\r\n`)
    const send = (): unknown => (socket.writable ? socket.write(chunk, send) : undefined)
    send()
    const answer = await readAll(socket)
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(answer).toContain('"limit":2097152}}')
  })

  it('waits for no body that a call is refused without, and keeps the connection', async () => {
    const socket = await dial(await serve(toNodeHandler(startUploads().uploads)))
    const unknown = 'POST /tickets HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n'
    socket.write(unknown)
    let answers = ''
    socket.on('data', (chunk: Buffer) => (answers += chunk.toString()))
    await expect.poll(() => answers).toContain('401 Unauthorized')
    socket.write(`{"files":GET /files HTTP/1.1\r\nHost: a\r\n${rawHeaders}Connection: close\r\n\r\n`)
    await expect.poll(() => answers).toContain('"nextCursor":null')
  })

  it('leaves the body to an owner that reads it first', async () => {
    const read: string[] = []
    const owner = async (request: Request): Promise<string> => {
      read.push(await request.clone().text())
      return 'ann'
    }
    const url = await serve(toNodeHandler(startUploads({ owner }).uploads))
    const sent = body()
    const answer = await fetch(`${url}/tickets`, { method: 'POST', headers, body: sent })
    expect(await answer.json()).toMatchObject({ tickets: [{ kind: 'put' }] })
    expect(read).toEqual([sent])
  })

  it('tells a hook that reads the body after the server that it has been read', async () => {
    const errors: unknown[] = []
    const beforeTicket = async ({ request }: TicketToIssue): Promise<undefined> => {
      await request?.text().catch((error: unknown) => errors.push(error))
    }
    const url = await serve(toNodeHandler(startUploads({ beforeTicket }).uploads))
    await fetch(`${url}/tickets`, { method: 'POST', headers, body: body() })
    expect(errors).toEqual([expect.objectContaining({ message: 'The body of this request has been read.' })])
  })

  it('passes an error of the function on, or answers 500', async () => {
    const handle = toNodeHandler(() => Promise.reject(new Error('broken')))
    expect((await fetch(await serve(handle))).status).toBe(500)
    const errors: unknown[] = []
    const url = await serve((request, response) => {
      handle(request, response, (error) => {
        errors.push(error)
        response.end()
      })
    })
    await fetch(url)
    expect(errors).toEqual([expect.objectContaining({ message: 'broken' })])
  })

  it('ends the signal of the request when the client goes away', async () => {
    let signal: AbortSignal | undefined
    const { promise, resolve } = Promise.withResolvers<void>()
    const url = await serve(
      toNodeHandler(async (request) => {
        signal = request.signal
        signal.addEventListener('abort', () => resolve())
        await promise
        return new Response()
      }),
    )
    const controller = new AbortController()
    const call = fetch(url, { signal: controller.signal })
    await vi.waitUntil(() => signal)
    controller.abort()
    await expect(call).rejects.toThrow('aborted')
    await promise
    expect(signal?.aborted).toBe(true)
  })

  it.each(['a b', '[', 'evil.example/path?', ''])('takes any host: %j', async (host) => {
    const seen: string[] = []
    const handle = toNodeHandler(async (request) => {
      seen.push(new URL(request.url).pathname)
      return new Response()
    })
    const url = await serve((request, response) => {
      request.headers.host = host
      handle(request, response)
    })
    await fetch(`${url}/files`)
    expect(seen).toEqual(['/files'])
  })
})
