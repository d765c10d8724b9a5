import { describe, expect, it } from 'vitest'
import { asPromised } from './playQuickStart.ts'
import { prepareQuickStarts } from './prepareQuickStarts.ts'

const prepareApp = prepareQuickStarts()

describe.each(['hono', 'express'])('the server of the README with %s', (name) => {
  const play = prepareApp(`examples/server-${name}`)

  it('serves the quick start in a fresh app, and keeps its files', async () => {
    expect(await play('tsx', 'server.ts')).toEqual(asPromised)
  })
})
