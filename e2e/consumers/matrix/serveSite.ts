import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { proxy } from 'hono/proxy'
import { listen } from '../../storage/listen.ts'

export interface SiteOptions {
  /** A server whose `/api` is put on the origin of the site. */
  readonly apiUrl: string
  /** A folder of built pages; */
  readonly folder?: string
  /** or a server with the pages. */
  readonly behind?: string
  /** Headers of every answer. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface Site {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Serves the pages of an app and its API from one origin. */
export async function serveSite({ apiUrl, folder, behind, headers = {} }: SiteOptions): Promise<Site> {
  const site = new Hono()
  site.use('*', async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(headers)) context.header(name, value)
  })
  const passTo = (target: string) => (url: string, raw: Request) => {
    const { pathname, search } = new URL(url)
    return proxy(`${target}${pathname}${search}`, { raw })
  }
  // The pages of the guides call the server that the guides mount.
  site.all('/api/uploads/*', (context) =>
    passTo(apiUrl)(context.req.url.replace('/api/uploads', '/api/rest'), context.req.raw),
  )
  site.all('/api/*', (context) => passTo(apiUrl)(context.req.url, context.req.raw))
  if (folder !== undefined) site.use('*', serveStatic({ root: folder }))
  if (behind !== undefined) site.all('*', (context) => passTo(behind)(context.req.url, context.req.raw))
  const listener = getRequestListener((request, env) => site.fetch(request, env))
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
  const port = await listen(server, 0)
  const stop = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }
  return { url: `http://127.0.0.1:${port}`, stop }
}
