import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startTestStack, type TestStack } from '../server/forTests.ts'
import { createFreshApp, type FreshApp } from './freshApp.ts'
import { makePhoto } from './pictures.ts'
import { asPromised, playQuickStart } from './playQuickStart.ts'
import { readPrepared } from './prepared.ts'
import { serve, type Served } from './serve.ts'
import { variablesFor } from './variablesFor.ts'
import { launchChromium, rowsOf, visit } from './visit.ts'

const photos = 'app/Photos.tsx'

let app: FreshApp
let stack: TestStack
let browser: Browser

beforeAll(async () => {
  ;[app, stack, browser] = await Promise.all([createFreshApp('examples/next'), startTestStack(), launchChromium()])
  writeFileSync(join(app.folder, photos), readPrepared('examples/next', photos))
})

afterAll(async () => {
  await browser?.close()
  await stack?.stop()
  app?.remove()
})

function variables(): Readonly<Record<string, string>> {
  return { API_URL: stack.url, ...variablesFor(stack.storage) }
}

async function startNext(command: 'dev' | 'start'): Promise<Served> {
  return serve(app, 'next', [command, '--hostname', '127.0.0.1'], variables())
}

describe('the packed package in a Next.js app', () => {
  it('type-checks and builds', async () => {
    // Next.js fixes the rewrites at build time, and loads the routes.
    await expect(app.run('next', ['build'], variables())).resolves.toMatch(/Route \(app\)/)
  })

  it.each(['start', 'dev'] as const)('is rendered on the server, and uploads (next %s)', async (command) => {
    const served = await startNext(command)
    onTestFinished(served.stop)
    const html = await (await fetch(served.url)).text()
    expect(html).toContain('Drop files here')
    expect(html).toMatch(/\d+(<!-- -->)? on the server/)

    const { page, problems, workerUrls, findPreparingWorkers } = await visit(browser, served.url)
    onTestFinished(() => page.close())
    const photo = await makePhoto(`next ${command}.jpg`)
    await page.locator('input[type=file]').setInputFiles(photo)
    const rows = rowsOf(page)

    await expect.poll(() => rows.allInnerTexts()).toEqual([expect.stringMatching(/Uploaded/)])
    expect(stack.server.records.files().map(({ name }) => name)).toContain(photo.name)
    expect((await findPreparingWorkers()).at(-1)).toMatch(/^http/)
    expect(workerUrls.at(-1)).toMatch(/^http/)
    expect(problems).toEqual([])
  })

  it("serves the quick start with the README's server, and keeps its files", async () => {
    const played = await playQuickStart(browser, '/own-server', () => startNext('start'))
    expect(played).toEqual(asPromised)
  })

  it('keeps the uploads of a form whose server action returned an error, and submits no id twice', async () => {
    const served = await startNext('start')
    onTestFinished(served.stop)
    const { page, problems } = await visit(browser, `${served.url}/post`)
    onTestFinished(() => page.close())
    const rows = rowsOf(page)
    const post = page.getByRole('button', { name: 'Post', exact: true })
    const answer = page.getByRole('status').filter({ hasText: '"title"' })
    const idOf = (wanted: string) => stack.server.records.files().find(({ name }) => name === wanted)?.id
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
    await expect.poll(() => answer.innerText()).toContain(JSON.stringify([idOf('first post.jpg')]))
    await expect.poll(() => rows.count()).toBe(0)

    await upload('second post.jpg')
    await page.getByLabel('Title').fill('Pier')
    await post.click()
    await expect.poll(() => answer.innerText()).toContain(JSON.stringify([idOf('second post.jpg')]))
    expect(problems).toEqual([])
  })
})
