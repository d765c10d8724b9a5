import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { FreshApp } from './freshApp.ts'
import { makePhoto } from './pictures.ts'
import { asPromised, playQuickStart } from './playQuickStart.ts'
import { readPrepared } from './prepared.ts'
import { prepareVisits } from './prepareVisits.ts'
import type { Served } from './serve.ts'
import { rowsOf } from './visit.ts'

const photos = 'app/Photos.tsx'

const visits = prepareVisits()
let app: FreshApp

beforeAll(async () => {
  app = await visits.createApp('examples/next')
  writeFileSync(join(app.folder, photos), readPrepared('examples/next', photos))
})

function startNext(command: 'dev' | 'start'): Promise<Served> {
  return visits.serve(app, 'next', [command, '--hostname', '127.0.0.1'])
}

describe('the packed package in a Next.js app', () => {
  it('type-checks and builds', async () => {
    // Next.js fixes the rewrites at build time, and loads the routes.
    await expect(app.run('next', ['build'], visits.env)).resolves.toMatch(/Route \(app\)/)
  })

  it.each(['start', 'dev'] as const)('is rendered on the server, and uploads (next %s)', async (command) => {
    const { url } = await startNext(command)
    const html = await (await fetch(url)).text()
    expect(html).toContain('Drop files here')
    expect(html).toMatch(/\d+(<!-- -->)? on the server/)

    const { page, workerUrls, findPreparingWorkers } = await visits.open(url)
    const photo = await makePhoto(`next ${command}.jpg`)
    await page.locator('input[type=file]').setInputFiles(photo)
    const rows = rowsOf(page)

    await expect.poll(() => rows.allInnerTexts()).toEqual([expect.stringMatching(/Uploaded/)])
    expect(visits.stored(photo.name)).toBeDefined()
    expect((await findPreparingWorkers()).at(-1)).toMatch(/^http/)
    expect(workerUrls.at(-1)).toMatch(/^http/)
  })

  it("serves the quick start with the README's server, and keeps its files", async () => {
    const played = await playQuickStart(visits.browser, '/own-server', () => startNext('start'))
    expect(played).toEqual(asPromised)
  })

  it('keeps the uploads of a form whose server action returned an error, and submits no id twice', async () => {
    const { url } = await startNext('start')
    const { page } = await visits.open(`${url}/post`)
    const rows = rowsOf(page)
    const post = page.getByRole('button', { name: 'Post', exact: true })
    const answer = page.getByRole('status').filter({ hasText: '"title"' })
    const upload = async (name: string): Promise<void> => {
      await page.locator('input[type=file]').setInputFiles(await makePhoto(name))
      await expect.poll(() => rows.allInnerTexts()).toEqual([expect.stringMatching(/Uploaded/)])
    }

    await upload('first post.jpg')
    await post.click()
    await expect.poll(() => page.getByText('A post needs a title.').count()).toBe(1)
    expect(await rows.count()).toBe(1)

    await page.getByLabel('Title').fill('Harbour')
    await post.click()
    await expect.poll(() => answer.innerText()).toContain(JSON.stringify([visits.stored('first post.jpg')?.id]))
    await expect.poll(() => rows.count()).toBe(0)

    await upload('second post.jpg')
    await page.getByLabel('Title').fill('Pier')
    await post.click()
    await expect.poll(() => answer.innerText()).toContain(JSON.stringify([visits.stored('second post.jpg')?.id]))
  })
})
