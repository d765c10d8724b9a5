import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { getSignedCookie } from 'hono/cookie'
import { createBroker } from './createBroker.ts'

const { GLUE_CLIENT_ID = '', GLUE_CLIENT_SECRET = '', GLUE_REDIRECT_URI = '', GLUE_WORKSPACE_ID = '' } = process.env
const { SESSION_SECRET = '', PORT = '8787' } = process.env
if (!GLUE_CLIENT_ID || !GLUE_CLIENT_SECRET || !GLUE_REDIRECT_URI || !GLUE_WORKSPACE_ID || !SESSION_SECRET) {
  throw new Error('Set GLUE_CLIENT_ID, GLUE_CLIENT_SECRET, GLUE_REDIRECT_URI, GLUE_WORKSPACE_ID and SESSION_SECRET.')
}

const broker = createBroker({
  clientId: GLUE_CLIENT_ID,
  clientSecret: GLUE_CLIENT_SECRET,
  redirectUri: GLUE_REDIRECT_URI,
  workspaceId: GLUE_WORKSPACE_ID,
  // Stands in for your own session: a signed cookie that your sign-in page has set.
  findUser: async (context) => (await getSignedCookie(context, SESSION_SECRET, 'user')) || null,
})

serve({ fetch: new Hono().route('/api/attachments', broker).fetch, port: Number(PORT) }, ({ port }) => {
  console.log(`The broker listens at http://localhost:${port}/api/attachments/graphql`)
})
