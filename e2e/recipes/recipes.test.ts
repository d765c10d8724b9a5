import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FreshApp } from '../consumers/freshApp.ts'
import { startGatekeeper, type Gatekeeper } from '../consumers/gatekeeper.ts'
import { hold } from '../consumers/hold.ts'
import { makePhoto, makePhotos, type PickedFile } from '../consumers/pictures.ts'
import { prepareVisits } from '../consumers/prepareVisits.ts'
import type { Served } from '../consumers/serve.ts'
import { rowsOf, type Visit } from '../consumers/visit.ts'
import { measureApp } from '../../scripts/size/measureApp.ts'
import { quickStarts, searches, statedKb } from './comparison.ts'

const visits = prepareVisits()
let app: FreshApp
let gatekeeper: Gatekeeper
let built: Served

beforeAll(async () => {
  app = await visits.createApp('examples/recipes')
  gatekeeper = await startGatekeeper(visits.stack.url)
  await app.run('vite', ['build'])
  built = await visits.serveVite(app, 'preview')
})

afterAll(() => gatekeeper?.stop())

/** Opens a recipe. */
function open(recipe: string, served: Served = built, mayLog?: RegExp): Promise<Visit> {
  return visits.open(`${served.url}/?recipe=${recipe}`, mayLog)
}

async function pick(page: Page, ...files: readonly PickedFile[]): Promise<void> {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([...files])
}

/** Its bytes are those of a document, which shows only once it is read. */
const noPicture: PickedFile = {
  name: 'no picture.png',
  mimeType: 'image/png',
  buffer: Buffer.from('%PDF-1.7 no picture'),
}

const note: PickedFile = { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') }

const idOf = (name: string): string | undefined => visits.stored(name)?.id

const saved = (page: Page): Locator => page.getByLabel('Saved')

/** What the form has given to the app's server, once it has. */
async function readSaved(page: Page): Promise<unknown> {
  await expect.poll(() => saved(page).innerText()).not.toBe('')
  return JSON.parse(await saved(page).innerText())
}

const save = (page: Page): Promise<void> => page.getByRole('button', { name: 'Save' }).click()

it('type-checks every recipe under strict settings', async () => {
  await expect(app.run('tsc')).resolves.toBe('')
})

describe.each(['react-hook-form', 'tanstack-form'])('a field in %s', (recipe) => {
  it('asks for a picture, shows the error of the server, and sends the id of the last picture', async () => {
    const { page } = await open(`forms/${recipe}`)
    const first = await makePhoto(`first ${recipe}.jpg`)
    const second = await makePhoto(`second ${recipe}.jpg`)
    await page.getByLabel('Name').fill('Al')
    await save(page)
    await expect.poll(() => page.getByRole('alert').allInnerTexts()).toEqual(['Choose a photo.'])

    const sentId = page.locator('input[type=hidden]')
    await pick(page, first)
    await expect.poll(() => idOf(first.name)).toBeDefined()
    // Until the page knows the id, the browser would say that the picture is on its way.
    await expect.poll(() => sentId.inputValue()).toBe(idOf(first.name))
    await save(page)
    await expect.poll(() => page.getByRole('alert').allInnerTexts()).toEqual(['This name is too short.'])

    await pick(page, second)
    await expect.poll(() => idOf(second.name)).toBeDefined()
    await page.getByLabel('Name').fill('Ada')
    await expect.poll(() => sentId.inputValue()).toBe(idOf(second.name))
    await save(page)
    expect(await readSaved(page)).toEqual({ name: 'Ada', avatarId: idOf(second.name) })
  })

  it('keeps the picture that a profile already has', async () => {
    const { page } = await open(`forms/${recipe}&avatar=fil_1`)
    await page.getByLabel('Name').fill('Ada')
    await save(page)
    expect(await readSaved(page)).toEqual({ name: 'Ada', avatarId: 'fil_1' })
  })

  it('asks for a picture while the only one has failed, and takes the next one', async () => {
    const { page } = await open(`forms/${recipe}`)
    await save(page)
    await expect.poll(() => page.getByRole('alert').allInnerTexts()).toEqual(['Choose a photo.'])
    await pick(page, noPicture)
    await page.getByRole('group', { name: 'Profile photo' }).and(page.locator('[data-status=failed]')).waitFor()
    await expect.poll(() => page.getByRole('alert').allInnerTexts()).toContain('Choose a photo.')
    const photo = await makePhoto(`next ${recipe}.jpg`)
    await pick(page, photo)
    await expect.poll(() => page.locator('input[type=hidden]').count()).toBe(1)
    await page.getByLabel('Name').fill('Ada')
    await save(page)
    expect(await readSaved(page)).toEqual({ name: 'Ada', avatarId: idOf(photo.name) })
  })

  it('saves nothing while a new picture has failed, and has the picture of the profile again without it', async () => {
    const { page } = await open(`forms/${recipe}&avatar=fil_1`)
    const field = page.getByRole('group', { name: 'Profile photo' })
    await page.getByLabel('Name').fill('Ada')
    await pick(page, noPicture)
    await field.and(page.locator('[data-status=failed]')).waitFor()
    await expect.poll(() => page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    expect(await page.getByText('The new photo was not uploaded.').isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Remove photo' }).click()
    await expect.poll(() => page.locator('input[type=hidden]').inputValue()).toBe('fil_1')
    await pick(page, note)
    await field.getByText('This file type is not accepted').waitFor()
    await save(page)
    expect(await readSaved(page)).toEqual({ name: 'Ada', avatarId: 'fil_1' })
    await expect.poll(() => field.getByText('This file type is not accepted').count()).toBe(0)
    expect(await page.getByLabel('Name').inputValue()).toBe('Ada')

    await page.getByLabel('Name').fill('Bob')
    await pick(page, await makePhoto(`discarded ${recipe}.jpg`))
    await expect.poll(() => page.locator('input[type=hidden]').inputValue()).not.toBe('fil_1')
    await pick(page, note)
    await field.getByText('This file type is not accepted').waitFor()
    await page.getByRole('button', { name: 'Discard changes' }).click()
    await expect.poll(() => page.locator('input[type=hidden]').inputValue()).toBe('fil_1')
    expect(await field.getByText('This file type is not accepted').count()).toBe(0)
    expect(await page.getByLabel('Name').inputValue()).toBe('Ada')
    await page.getByLabel('Name').fill('Eve')
    await save(page)
    await expect.poll(() => saved(page).innerText()).toBe(JSON.stringify({ name: 'Eve', avatarId: 'fil_1' }))
  })

  it('gets the focus if the picture is missing', async () => {
    const { page } = await open(`forms/${recipe}`)
    await save(page)
    await expect.poll(() => page.locator(':focus').innerText()).toBe('Choose a photo')
  })
})

describe('a form of React Hook Form that waits', () => {
  it('saves once, and the picture that was on its way when Save was pressed', async () => {
    const { page } = await open('forms/react-hook-form-waiting&avatar=fil_1')
    const photo = await makePhoto('waiting.jpg')
    const releaseTickets = await hold(page, '**/api/uploads/tickets')
    await page.evaluate(() => {
      const observer = new MutationObserver(() =>
        Reflect.set(window, 'saves', Number(Reflect.get(window, 'saves') ?? 0) + 1),
      )
      observer.observe(document.querySelector('output') as Element, { childList: true })
    })
    await page.getByLabel('Name').fill('Ada')
    await pick(page, photo)
    await page.getByRole('button', { name: 'Save' }).click()
    const saving = page.getByRole('button', { name: 'Saving…' })
    await saving.press('Enter')
    expect(await page.getByLabel('Name').getAttribute('readonly')).not.toBeNull()
    expect(await saved(page).innerText()).toBe('')
    releaseTickets()
    expect(await readSaved(page)).toEqual({ name: 'Ada', avatarId: idOf(photo.name) })
    await page.getByRole('button', { name: 'Save', exact: true }).waitFor()
    expect(await page.evaluate(() => Reflect.get(window, 'saves') as number)).toBe(1)
  })

  it('saves nothing if the picture fails meanwhile, and names both fields that are missing', async () => {
    const { page } = await open('forms/react-hook-form-waiting')
    await save(page)
    await expect.poll(() => page.getByRole('alert').allInnerTexts()).toEqual(['Enter a name.', 'Choose a photo.'])
    await expect.poll(() => page.locator(':focus').getAttribute('name')).toBe('name')
    await pick(page, noPicture)
    await save(page)
    await page.getByText('The new photo was not uploaded.').waitFor()
    await page.getByText('Enter a name.').waitFor()
    await page.getByLabel('Name').fill('Ada')
    await save(page)
    expect(await saved(page).innerText()).toBe('')
    const photo = await makePhoto('instead.jpg')
    await pick(page, photo)
    await save(page)
    expect(await readSaved(page)).toEqual({ name: 'Ada', avatarId: idOf(photo.name) })
  })
})

describe('a field in Conform', () => {
  it('validates the ids like any other value, and keeps the photos after an error', async () => {
    const { page } = await open('forms/conform')
    await page.getByLabel('Name of the album').fill('Al')
    await save(page)
    await expect.poll(() => page.getByRole('alert').allInnerTexts()).toEqual(['Choose at least one photo.'])

    const [one, two] = [await makePhoto('conform one.jpg'), await makePhoto('conform two.jpg')]
    await pick(page, one, two)
    await expect.poll(() => page.locator('input[type=hidden][name=photos]').count()).toBe(2)
    await save(page)
    await expect.poll(() => page.getByRole('alert').allInnerTexts()).toEqual(['This name is too short.'])
    expect(await rowsOf(page).count()).toBe(2)

    await page.getByLabel('Name of the album').fill('Harbour')
    await save(page)
    expect(await readSaved(page)).toEqual({ name: 'Harbour', photos: [idOf(one.name), idOf(two.name)] })
  })
})

describe('an action of React 19', () => {
  it('keeps the photos after an error, and clears them after success', async () => {
    const { page } = await open('forms/action')
    const photo = await makePhoto('action.jpg')
    await page.getByLabel('Name of the album').fill('Al')
    await pick(page, photo)
    await expect.poll(() => rowsOf(page).getByText('Uploaded', { exact: true }).count()).toBe(1)
    await save(page)
    await expect.poll(() => page.getByRole('alert').allInnerTexts()).toEqual(['This name is too short.'])
    expect(await rowsOf(page).count()).toBe(1)
    expect(await page.getByLabel('Name of the album').inputValue()).toBe('Al')

    await page.getByLabel('Name of the album').fill('Harbour')
    await save(page)
    expect(await readSaved(page)).toEqual({ name: 'Harbour', photos: [idOf(photo.name)] })
    await expect.poll(() => rowsOf(page).count()).toBe(0)
  })
})

describe('an avatar', () => {
  it('is sent with the form, and must be large enough', async () => {
    const { page } = await open('parts/avatar')
    const photo = await makePhoto('avatar.jpg')
    await page.getByLabel('Name').fill('Ada')
    await pick(page, await makePhoto('tiny.jpg', 64, 48))
    await expect.poll(() => page.getByText(/less than 128 pixels wide/).count()).toBeGreaterThan(0)
    await pick(page, photo)
    await expect.poll(() => idOf(photo.name)).toBeDefined()
    await expect.poll(() => page.locator('input[type=hidden]').inputValue()).toBe(idOf(photo.name))
    await save(page)
    expect(await readSaved(page)).toEqual({ name: 'Ada', avatarId: idOf(photo.name) })
    expect(idOf('tiny.jpg')).toBeUndefined()
  })
})

describe('a chat composer', () => {
  it('sends the message as soon as its attachments are stored', async () => {
    const { page } = await open('parts/chat-composer')
    const releaseTickets = await hold(page, '**/api/uploads/tickets')
    await page.getByRole('textbox', { name: 'Message' }).fill('Look')
    await pick(page, await makePhoto('one.jpg', 1200, 900), await makePhoto('two.jpg'))
    await page.getByRole('button', { name: 'Send' }).click()

    expect(await page.getByRole('list', { name: 'Messages' }).getByRole('listitem').count()).toBe(0)
    releaseTickets()
    await expect
      .poll(() => page.getByRole('list', { name: 'Messages' }).innerText(), { timeout: 15_000 })
      .toBe('Look (2 attached)')
    expect(await rowsOf(page).count()).toBe(0)
  })

  it('waits for a paused attachment, and attaches equal files once', async () => {
    const { page } = await open('parts/chat-composer')
    const releaseTickets = await hold(page, '**/api/uploads/tickets')
    const same = await makePhoto('same.jpg')
    await page.getByRole('textbox', { name: 'Message' }).fill('Look')
    await pick(page, same)
    await rowsOf(page).getByRole('button', { name: /Pause/ }).click()
    await page.getByRole('button', { name: 'Send' }).click()
    await expect.poll(() => page.getByRole('alert').allInnerTexts()).toEqual([expect.stringContaining('Resume')])
    expect(await rowsOf(page).count()).toBe(1)

    releaseTickets()
    await rowsOf(page)
      .getByRole('button', { name: /Resume/ })
      .click()
    await pick(page, same)
    await page.getByRole('button', { name: 'Send' }).click()
    await expect.poll(() => page.getByRole('list', { name: 'Messages' }).innerText()).toBe('Look (1 attached)')
    expect(await rowsOf(page).count()).toBe(0)
  })
})

describe('many photos', () => {
  it('are all stored, and only the visible ones are rendered', async () => {
    const { page } = await open('parts/many-photos')
    const before = visits.stack.server.records.files().length
    await pick(page, ...(await makePhotos(120)))
    await expect.poll(() => visits.stack.server.records.files().length - before, { timeout: 60_000 }).toBe(120)
    await expect.poll(() => page.getByText('120 of 120 files uploaded').count()).toBeGreaterThan(0)
    expect(await rowsOf(page).count()).toBeLessThan(120)
  })
})

describe('the other parts', () => {
  /** Opens the page with the sign-in once a first photo is stored. */
  async function openSignIn(): Promise<Visit> {
    const served = await visits.serveVite(app, 'preview', { API_URL: gatekeeper.url })
    const visit = await open('parts/sign-in', served, /401|503/)
    await pick(visit.page, await makePhoto('signed in.jpg'))
    await rowsOf(visit.page).getByText('Uploaded', { exact: true }).waitFor()
    return visit
  }

  it('send the folder of each file of a folder', async () => {
    const { page } = await open('parts/folders')
    const input = page.locator('input[type=file][webkitdirectory]').first()
    const folder = await app.run('sh', [
      '-c',
      'mkdir -p trip/day1 && echo "$RANDOM $$" > trip/day1/notes.txt && printf %s "$PWD/trip"',
    ])
    await input.setInputFiles(folder)
    await expect.poll(() => rowsOf(page).allInnerTexts()).toEqual([expect.stringMatching(/Uploaded/)])
    expect(visits.stored('notes.txt')).toMatchObject({ metadata: { folder: 'trip/day1' } })
  })

  it('open the camera of a phone', async () => {
    const { page } = await open('parts/camera')
    expect(await page.locator('input[type=file]').first().getAttribute('capture')).toBe('environment')
    const photo = await makePhoto('meter.jpg')
    await pick(page, photo)
    await expect.poll(() => idOf(photo.name)).toBeDefined()
  })

  it('show rows of their own', async () => {
    const { page } = await open('parts/own-rows')
    await pick(page, await makePhoto('own row.jpg'))
    await expect.poll(() => rowsOf(page).allInnerTexts()).toEqual([expect.stringMatching(/own row\.jpg[^]*320 × 240/)])
    await expect.poll(() => rowsOf(page).getByText('Uploaded', { exact: true }).count()).toBe(1)
  })

  it('keep the files of several fields apart', async () => {
    const { page } = await open('parts/several-fields')
    const cover = await makePhoto('cover.jpg')
    const paper = { name: 'terms.txt', mimeType: 'text/plain', buffer: Buffer.from(`terms ${Math.random()}`) }
    await page.getByLabel('Title').fill('Harbour')
    await page.locator('input[type=file]').first().setInputFiles(cover)
    await page.locator('input[type=file]').last().setInputFiles(paper)
    await expect.poll(() => rowsOf(page).getByText('Uploaded', { exact: true }).count()).toBe(2)
    await page.getByRole('button', { name: 'Post' }).click()
    expect(await readSaved(page)).toEqual({ name: 'Harbour', cover: idOf(cover.name), papers: [idOf(paper.name)] })
    await expect.poll(() => rowsOf(page).count()).toBe(0)
  })

  it('get one new token when the sign-in has expired', async () => {
    const { page } = await openSignIn()
    const issued = gatekeeper.issued()
    gatekeeper.expireTokens()
    await pick(page, ...(await makePhotos(3)))
    await expect.poll(() => rowsOf(page).getByText('Uploaded', { exact: true }).count()).toBe(4)
    expect(gatekeeper.issued() - issued).toBe(1)
  })

  it('say that the session has ended, and go on after the user has signed in again', async () => {
    const { page } = await openSignIn()
    await page.route('**/api/session', (route) => route.fulfill({ status: 401 }))
    gatekeeper.expireTokens()
    await pick(page, await makePhoto('signed out.jpg'))
    await rowsOf(page).getByText('You are signed out. Sign in again, then retry.').waitFor()
    await page.unroute('**/api/session')
    await page.getByRole('button', { name: 'Retry signed out.jpg' }).click()
    await expect.poll(() => idOf('signed out.jpg')).toBeDefined()
  })

  it('go on by themselves when the sign-in could not be reached for a while', async () => {
    const { page } = await openSignIn()
    let asked = 0
    await page.route('**/api/session', (route) => {
      asked += 1
      return asked === 1 ? route.fulfill({ status: 503 }) : route.continue()
    })
    gatekeeper.expireTokens()
    await pick(page, await makePhoto('after an outage.jpg'))
    await expect.poll(() => idOf('after an outage.jpg')).toBeDefined()
    expect(asked).toBe(2)
  })

  it('go on in the tray while the user is on another page', async () => {
    const { page } = await open('parts/background-tray')
    const photo = await makePhoto('tray.jpg')
    await pick(page, photo)
    await page.getByRole('button', { name: 'Settings' }).click()
    await expect.poll(() => idOf(photo.name)).toBeDefined()
    await expect.poll(() => rowsOf(page).allInnerTexts()).toEqual([expect.stringMatching(/Uploaded/)])
  })

  it('are not needed: the uploader works without React', async () => {
    const { page } = await open('parts/without-react')
    const photo = await makePhoto('without react.jpg')
    await pick(page, photo)
    await expect.poll(() => page.getByRole('listitem').allInnerTexts()).toEqual(['without react.jpg: done'])
    expect(idOf(photo.name)).toBeDefined()
  })
})

describe('after moving', () => {
  it.each(['uppy', 'uploadthing', 'react-dropzone'])('from %s, a photo is stored', async (recipe) => {
    const { page } = await open(`moving/${recipe}`)
    const photo = await makePhoto(`moved from ${recipe}.jpg`)
    await pick(page, photo)
    await expect.poll(() => idOf(photo.name)).toBeDefined()
    await expect.poll(() => page.getByText(/uploaded|done/i).count()).toBeGreaterThan(0)
  })

  it('from filepond, the form sends the id of the stored photo', async () => {
    const { page } = await open('moving/filepond')
    const photo = await makePhoto('moved from filepond.jpg')
    await pick(page, photo)
    await expect.poll(() => page.locator('input[type=hidden][name=photos]').count()).toBe(1)
    expect(await page.locator('input[type=hidden][name=photos]').inputValue()).toBe(idOf(photo.name))
  })

  it('from active-storage, the form sends the signed id of the blob', async () => {
    const { page } = await open('moving/active-storage')
    await pick(page, await makePhoto('moved from active storage.jpg'))
    const field = page.locator('input[type=hidden][name="post[images][]"]')
    await expect.poll(() => field.count()).toBe(1)
    const attached = await fetch(`${visits.stack.url}/api/active-storage/attachments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ signed_id: await field.inputValue() }),
    })
    expect(attached.ok).toBe(true)
  })
})

describe('the comparison with other packages', () => {
  it.each(searches)('says truly of %s', async (_, command) => {
    await expect(app.run('sh', ['-c', command])).resolves.toBeDefined()
  })

  it.each(Object.entries(quickStarts))('states what %s weighs', async (what, code) => {
    const { onPage } = await measureApp(code, app.folder, ['react', 'react-dom'])
    expect(Math.abs(onPage / 1000 - statedKb(what))).toBeLessThan(statedKb(what) * 0.05)
  })
})
