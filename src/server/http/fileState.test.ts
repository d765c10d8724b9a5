import { expect, it } from 'vitest'
import { startUploads } from '../../../test/server/startUploads.ts'
import type { FileState } from '../uploads/Hooks.ts'

it('says what the app does with a file wherever the file is described, and signs no URL of one that is rejected', async () => {
  let state: FileState | null = { state: 'processing', stateText: 'Checking for viruses' }
  const ann = startUploads({ fileState: () => state }).as('ann')
  const file = await ann.upload('x')
  expect(file).toMatchObject({ ...state, url: expect.any(String) })
  state = { state: 'rejected', stateText: `${'y'.repeat(199)}😀` }
  expect((await ann.call('GET', `/files/${file.id}`)).body.file).toMatchObject({ stateText: 'y'.repeat(199) })
  state = { state: 'rejected', stateText: 'y'.repeat(300) }
  const found = (await ann.call('GET', `/files/${file.id}`)).body.file
  expect(found).toMatchObject({ id: file.id, state: 'rejected', stateText: 'y'.repeat(200) })
  expect(found).not.toHaveProperty('url')
  const [listed] = (await ann.list()).files
  expect(listed).toEqual(found)
  state = { state: 'ready' }
  expect((await ann.call('GET', `/files/${file.id}`)).body.file).not.toHaveProperty('state')
  state = null
  expect((await ann.call('GET', `/files/${file.id}`)).body.file).toHaveProperty('url')
})

it('describes no file whose state is unknown', async () => {
  let isDown = false
  const { as, errors } = startUploads({
    fileState: async () => {
      if (isDown) throw new Error('the scanner is down')
      return null
    },
  })
  const ann = as('ann')
  const { id } = await ann.upload('x')
  isDown = true
  expect((await ann.call('GET', `/files/${id}`)).status).toBe(500)
  expect(errors.map(({ error }) => error.message)).toEqual(['the scanner is down'])
})
