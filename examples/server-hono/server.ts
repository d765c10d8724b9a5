import { randomUUID } from 'node:crypto'
import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { cookieName } from './session'
import { uploads } from './uploads'

const app = new Hono()
app.all('/api/uploads/*', (context) => uploads(context.req.raw))

app.use('/', async (context, next) => {
  if (!getCookie(context, cookieName)) {
    setCookie(context, cookieName, randomUUID(), { httpOnly: true, sameSite: 'Lax', path: '/' })
  }
  await next()
})
app.use('/*', serveStatic({ root: './dist' }))

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env['PORT'] ?? 3000) }, ({ port }) => {
  console.log(`http://127.0.0.1:${port}`)
})
