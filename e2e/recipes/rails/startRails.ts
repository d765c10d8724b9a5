import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { listen } from '../../storage/listen.ts'

/** A form that the server got. */
export interface SentForm {
  readonly path: string
  readonly fields: URLSearchParams
}

/** An app with the pages of the guide, and what it got. Its direct uploads are answered in the page. */
export interface Rails {
  readonly url: string
  readonly sent: readonly SentForm[]
  /** Keeps each page and form waiting until the function that it returns is called. */
  hold(): () => void
  csrfToken: string
  /** Without a session, pages redirect to the sign-in page. */
  hasSession: boolean
  stop(): Promise<void>
}

const stored = JSON.stringify([{ id: 'stored-id', name: 'stored.png', type: 'image/png', size: 70, url: '/dot.png' }])
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const stream = '<turbo-stream action="update" target="answer"><template>Added by stream</template></turbo-stream>'

const fieldOf = (element: string, name: string, images = '[]'): string => `
  <input type="hidden" name="${name}" value="">
  <${element} data-url="/rails/active_storage/direct_uploads" data-name="${name}" data-images='${images}'></${element}>`

const forms: Readonly<Record<string, string>> = {
  '/posts/new': fieldOf('upload-field', 'post[images][]'),
  '/posts/1/edit': fieldOf('upload-field', 'post[images][]', stored),
  '/users/1/edit': fieldOf('avatar-field', 'user[avatar]', stored),
  '/both': fieldOf('upload-field', 'user[images][]') + fieldOf('avatar-field', 'user[avatar]'),
}

/** @param folder where the built scripts and styles are */
export async function startRails(folder: string): Promise<Rails> {
  const sent: SentForm[] = []
  let gate = Promise.resolve()
  const server = createServer((request, response) => void answer(request, response))

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const path = new URL(request.url ?? '', 'http://rails').pathname
    if (path.startsWith('/assets/')) {
      const file = join(folder, path)
      if (!existsSync(file)) return response.writeHead(404).end()
      response.setHeader('Content-Type', path.endsWith('.css') ? 'text/css' : 'text/javascript')
      return response.end(readFileSync(file))
    }
    if (path.endsWith('.png') || path.includes('/blobs/redirect/'))
      return response.setHeader('Content-Type', 'image/png').end(dot)
    await gate
    if (request.method === 'POST') {
      sent.push({ path, fields: new URLSearchParams(await textOf(request)) })
      if (path === '/streams') {
        return response.setHeader('Content-Type', 'text/vnd.turbo-stream.html').end(stream)
      }
      return response.writeHead(303, { Location: '/saved' }).end()
    }
    if (!rails.hasSession && path !== '/session/new') {
      return response.writeHead(302, { Location: '/session/new' }).end()
    }
    return response.setHeader('Content-Type', 'text/html').end(pageOf(path))
  }

  const pageOf = (path: string): string => `<!doctype html>
<html lang="en">
  <head>
    <title>${path}</title>
    <link rel="icon" href="/dot.png">
    <meta name="csrf-token" content="${rails.csrfToken}">
    <link rel="stylesheet" href="/assets/main.css">
    <script type="module" src="/assets/main.js"></script>
  </head>
  <body>
    <h1>${path}</h1>
    <a href="/other">Other page</a> <a href="/posts/1/edit">Edit post</a>
    <a href="/saved">Saved page</a> <a href="/streams">Streams page</a>
    <form method="post" action="/session"><button>Sign out</button></form>
    <form action="/search"><input name="q" value="cats"><button>Search</button></form>
    <form method="post" action="/streams"><button>Add by stream</button></form>
    <p id="answer"></p>
    <turbo-frame id="note"><form method="post" action="/notes"><button>Add note</button></form> ${path}</turbo-frame>
    ${path in forms ? `<form method="post" action="/records">${forms[path]}<button>Save</button></form>` : ''}
  </body>
</html>`
  const rails: Rails = {
    url: `http://127.0.0.1:${await listen(server, 0)}`,
    sent,
    hold() {
      let open = (): void => {}
      gate = new Promise((resolve) => (open = resolve))
      return open
    },
    csrfToken: 'first-token',
    hasSession: true,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return rails
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}
