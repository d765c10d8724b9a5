import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import start from './dist/server/server.js'

const app = new Hono()
app.use('/*', serveStatic({ root: './dist/client' }))
app.all('/*', (context) => start.fetch(context.req.raw))

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env.PORT ?? 3000) }, ({ port }) => {
  console.log(`http://127.0.0.1:${port}`)
})
