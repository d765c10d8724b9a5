import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { getSignedCookie } from 'hono/cookie'
import { createBroker } from './createBroker.ts'

const {
  VISIBUILD_URL = '',
  VISIBUILD_CLIENT_ID = '',
  VISIBUILD_CLIENT_SECRET = '',
  VISIBUILD_PROJECTS = '',
} = process.env
const { SESSION_SECRET = '', PORT = '8787' } = process.env
if (!VISIBUILD_URL || !VISIBUILD_CLIENT_ID || !VISIBUILD_CLIENT_SECRET || !SESSION_SECRET) {
  throw new Error('Set VISIBUILD_URL, VISIBUILD_CLIENT_ID, VISIBUILD_CLIENT_SECRET and SESSION_SECRET.')
}

const broker = createBroker({
  visibuildUrl: VISIBUILD_URL,
  clientId: VISIBUILD_CLIENT_ID,
  clientSecret: VISIBUILD_CLIENT_SECRET,
  // Stands in for your own session: a signed cookie that your sign-in page has set.
  findUser: async (context) => (await getSignedCookie(context, SESSION_SECRET, 'user')) || null,
  // Stands in for your own rules: every signed-in user may use the listed projects.
  mayCreate: (_, { projectId }) => VISIBUILD_PROJECTS.split(',').includes(String(projectId)),
})

serve({ fetch: new Hono().route('/api/visibuild', broker).fetch, port: Number(PORT) }, ({ port }) => {
  console.log(`The broker listens at http://localhost:${port}/api/visibuild`)
})
