import { beforeAll, describe, expect, it } from 'vitest'
import { type FreshApp, installOptions } from './freshApp.ts'
import { makePhoto } from './pictures.ts'
import { prepareVisits } from './prepareVisits.ts'
import { lowestOf, moduleSettings, writeTypeFiles } from './typeFiles.ts'

const visits = prepareVisits()
let app: FreshApp

beforeAll(async () => {
  app = await visits.createApp('examples/vite')
  const oldest = [
    'typescript@5.4.5',
    `@tanstack/react-query@${lowestOf('@tanstack/react-query')}`,
    `react@${lowestOf('react')}`,
    `react-dom@${lowestOf('react-dom')}`,
    '@types/react@18',
    '@types/react-dom@18',
  ]
  await app.run('npm', ['install', '--save-exact', ...oldest, ...installOptions])
  writeTypeFiles(app.folder)
})

describe('the packed package with the oldest versions of its peers', () => {
  it.each(moduleSettings)('is read by TypeScript 5.4 with module %s and moduleResolution %s', async (_, resolution) => {
    await expect(app.run('tsc', ['--version'])).resolves.toContain('Version 5.4.')
    await expect(app.run('tsc', ['-p', `tsconfig.${resolution}.json`])).resolves.toBe('')
  })

  it('builds and uploads with the lowest React and TanStack Query that its peer ranges allow', async () => {
    const installed = await app.run('npm', ['ls', 'react', 'react-dom', '@tanstack/react-query', '--depth=0'])
    expect(installed).toContain(`react@${lowestOf('react')}`)
    expect(installed).toContain(`@tanstack/react-query@${lowestOf('@tanstack/react-query')}`)
    await app.run('vite', ['build'])
    const { url } = await visits.serveVite(app, 'preview')
    const { page } = await visits.open(`${url}/upload/`)
    await page.locator('input[type=file]').setInputFiles([await makePhoto('harbour.jpg')])
    await expect.poll(() => page.getByRole('link', { name: 'Open harbour.jpg' }).count()).toBe(1)
    expect(visits.stack.server.records.files()).toMatchObject([{ name: 'harbour.jpg', type: 'image/jpeg' }])
  })
})
