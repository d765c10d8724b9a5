import { Readable } from 'node:stream'
import type { Connect, Plugin } from 'vite'

/** Stands in for the app's server: `POST /forms` saves a form, and `GET /forms` returns the saved ones. */
export function formServer(): Plugin {
  const saved: (readonly [name: string, value: FormDataEntryValue])[][] = []

  const handle: Connect.NextHandleFunction = (request, answer) => {
    const answerJson = (status: number, body: unknown) =>
      answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

    async function save() {
      const type = request.headers['content-type'] ?? ''
      const form = await new Response(Readable.toWeb(request), { headers: { 'content-type': type } }).formData()
      const [name = ''] = form.getAll('name').map(String)
      if (name.length < 3) return answerJson(422, { error: 'This name is too short.' })
      saved.push([...form])
      return answerJson(201, {})
    }

    if (request.method === 'POST') save().catch(() => answerJson(400, { error: 'This is not a form.' }))
    else answerJson(200, saved)
  }

  return {
    name: 'form-server',
    configureServer: ({ middlewares }) => void middlewares.use('/forms', handle),
    configurePreviewServer: ({ middlewares }) => void middlewares.use('/forms', handle),
  }
}
