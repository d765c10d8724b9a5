import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { getSignedCookie } from 'hono/cookie'
import { createBroker } from './createBroker.ts'

const { FOIR_URL = '', FOIR_SECRET_KEY = '', SESSION_SECRET = '', PORT = '8787' } = process.env
if (!FOIR_URL || !FOIR_SECRET_KEY || !SESSION_SECRET) {
  throw new Error('Set FOIR_URL, FOIR_SECRET_KEY and SESSION_SECRET.')
}

const broker = createBroker({
  foirUrl: FOIR_URL,
  secretKey: FOIR_SECRET_KEY,
  // Stands in for your own session: a signed cookie that your sign-in page has set.
  findUser: async (context) => (await getSignedCookie(context, SESSION_SECRET, 'user')) || null,
})

serve({ fetch: new Hono().route('/api/media', broker).fetch, port: Number(PORT) }, ({ port }) => {
  console.log(`The broker listens at http://localhost:${port}/api/media/graphql`)
})
