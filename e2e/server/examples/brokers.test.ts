import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it, onTestFinished } from 'vitest'

const folder = resolve(import.meta.dirname, '../../../examples')
const sessions = { SESSION_SECRET: 'sentinel-of-sessions', PORT: '0' }

const brokers = [
  {
    name: 'foir-broker',
    path: '',
    env: { FOIR_URL: 'http://127.0.0.1:9/graphql', FOIR_SECRET_KEY: 'sk_sentinel' },
  },
  {
    name: 'glue-broker',
    path: '',
    env: {
      GLUE_CLIENT_ID: 'client-1',
      GLUE_CLIENT_SECRET: 'sentinel',
      GLUE_REDIRECT_URI: 'https://app.example/glue',
      GLUE_WORKSPACE_ID: 'wks_1',
    },
  },
  {
    name: 'visibuild-broker',
    path: '/api/core/v1/attachments',
    env: { VISIBUILD_URL: 'http://127.0.0.1:9', VISIBUILD_CLIENT_ID: 'client-1', VISIBUILD_CLIENT_SECRET: 'sentinel' },
  },
]

/** Runs an example as its package.json does. */
function run(name: string, env: Readonly<Record<string, string>>) {
  const program = spawn(process.execPath, ['main.ts'], { cwd: resolve(folder, name), env, stdio: 'pipe' })
  onTestFinished(() => void program.kill())
  return program
}

describe.each(brokers)('$name', ({ name, path, env }) => {
  it('starts with the documented settings, and refuses users without a session', async () => {
    const program = run(name, { ...env, ...sessions })
    const [line] = await once(createInterface(program.stdout), 'line')
    const url = /http:\S+/.exec(String(line))?.[0] ?? ''
    const body = JSON.stringify({ query: 'query GetFile { a }' })
    const headers = { 'Content-Type': 'application/json', Cookie: 'user=ada.forged' }
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body })
    expect([answer.status, await answer.text()]).toEqual([401, expect.stringContaining('Please sign in.')])
  })

  it('says which settings are missing', async () => {
    const program = run(name, sessions)
    let said = ''
    program.stderr.on('data', (text: Buffer) => (said += text.toString()))
    await once(program, 'close')
    expect([program.exitCode, Object.keys(env).filter((setting) => !said.includes(setting))]).toEqual([1, []])
  })
})
