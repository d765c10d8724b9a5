import { describe, expect, it } from 'vitest'
import { asPromised } from '../consumers/playQuickStart.ts'
import { prepareQuickStarts } from '../consumers/prepareQuickStarts.ts'

const prepareApp = prepareQuickStarts()

describe.each([
  ['react-router', 'react-router-serve', './build/server/index.js'],
  ['tanstack-start', 'node', 'server.js'],
  ['astro', 'node', './dist/server/entry.mjs'],
])('the page and the server of %s', (name, command, server) => {
  const play = prepareApp(`examples/${name}`)

  it('store a photo for its user and for nobody else, and keep it', async () => {
    expect(await play(command, server)).toEqual(asPromised)
  })
})
