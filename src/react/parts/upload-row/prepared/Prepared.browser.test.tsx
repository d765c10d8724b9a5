import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { Prepare } from '../../../../contract/options.js'
import { de } from '../../../../locales/de.js'
import { he } from '../../../../locales/he.js'
import { ar } from '../../../../locales/ar.js'
import type { Messages } from '../../../../locales/messages.js'
import { mergeMessages } from '../../../provider/mergeMessages.js'
import { en } from '../../../../locales/en.js'
import { makeFile, renderParts } from '../../../../../test/kit/renderParts.js'
import { UploadList } from '../../upload-list/UploadList.js'

afterEach(cleanup)

const toSmall =
  (...notes: readonly string[]): Prepare =>
  (_file, { note }) => {
    for (const code of notes) note(code)
    return makeFile('photo.jpg', 'x'.repeat(1_100))
  }

async function renderRow(prepare: Prepare, locale?: Messages): Promise<HTMLElement> {
  const { add } = renderParts(<UploadList />, { prepare, ...(locale && { locale }) })
  await add(makeFile('photo.heic', 'x'.repeat(4_200)))
  return screen.findByRole('listitem')
}

describe('the row of a prepared file', () => {
  it('tells its size before and after', async () => {
    const row = await renderRow(toSmall())
    await waitFor(() => expect(row.textContent).toMatch(/4\.2.kB → 1\.1.kB/))
  })

  it('tells one size if prepare changed it too little to be seen', async () => {
    const row = await renderRow(() => makeFile('photo.jpg', 'x'.repeat(4_199)))
    await waitFor(() => expect(row.textContent).toMatch(/Uploaded/))
    expect(within(row).getByText('4.2 kB')).toBeVisible()
  })

  it.each([
    ['Hebrew', he, '→'],
    ['Arabic', ar, '←'],
  ])('points with its arrow to what comes later, as the units of %s are read', async (_name, locale, arrow) => {
    const row = await renderRow(toSmall(), locale)
    await waitFor(() => expect(row.textContent).toMatch(new RegExp(arrow)))
  })

  it('tells in words what prepare noted once the file is done, and nothing of a code without words', async () => {
    const row = await renderRow(toSmall('gain-map-lost', 'mine'))
    expect(await within(row).findByText('The picture no longer has HDR.')).toBeVisible()
    expect(row.textContent).not.toMatch(/mine/)
  })

  it('loads the words of another language', async () => {
    const row = await renderRow(toSmall('gain-map-lost'), de)
    expect(await within(row).findByText('Das Bild ist jetzt ohne HDR.')).toBeVisible()
  })

  it("tells the app's own notes in the app's words", async () => {
    const row = await renderRow(
      toSmall('mine'),
      mergeMessages(en, { prepare: { notes: { mine: 'Cut to a square.' } } }),
    )
    expect(await within(row).findByText('Cut to a square.')).toBeVisible()
  })
})
