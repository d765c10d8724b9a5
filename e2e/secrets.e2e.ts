import { makeJpeg, makeText } from './support/files.ts'
import type { Matches } from './support/gate.ts'
import { expect, test } from './support/test.ts'

// Every end-to-end test ends with a search of its pages for the signatures of its tickets. The tests here check that
// search, and go through the failures after which a signature might be left behind.

for (const sendWith of ['put', 'post'] as const) {
  const isSend: Matches = ({ method }) => method === sendWith.toUpperCase()

  test.describe(`by ${sendWith}`, () => {
    test.use({ serverOptions: { sendWith } })

    test('H2 leaves no signature anywhere, whatever storage answers', async ({
      openScene,
      widget,
      shared,
      site,
      witness,
    }) => {
      await openScene()
      for (const [status, code, words] of [
        [403, 'SignatureDoesNotMatch', 'Storage refused the file.'],
        [400, 'EntityTooLarge', 'The file is too large.'],
        [507, 'XMinioStorageFull', 'Storage is full.'],
      ] as const) {
        shared.proxy.failNext(isSend, { kind: 'answer', status, code }, 2)
        const file = makeText(`${code}.txt`)
        await widget.choose(file)
        await expect(widget.row(file.name).root).toContainText(words)
        shared.proxy.clearFaults()
      }
      await widget.choose(await makeJpeg())
      await expect(widget.row('harbour.jpg').root).toContainText('Uploaded')
      expect(site.secrets.length).toBeGreaterThanOrEqual(4)
      await witness.expectNowhere(site.secrets)
    })
  })
}

test('finds a signature that a page has stored', async ({ page, openScene, widget, site, witness }) => {
  await openScene()
  await widget.choose(makeText('kept.txt'))
  await expect(widget.row('kept.txt').root).toContainText('Uploaded')
  const [secret = ''] = site.secrets
  for (const place of ['localStorage', 'sessionStorage'] as const) {
    await page.evaluate(([where, text]) => window[where].setItem('kept', text), [place, secret] as const)
    await expect(witness.expectNowhere(site.secrets)).rejects.toThrow('kept')
    await page.evaluate((where) => window[where].clear(), place)
  }
  await page.evaluate((text) => document.body.setAttribute('data-kept', text), secret)
  await expect(witness.expectNowhere(site.secrets)).rejects.toThrow('data-kept')
  await page.evaluate(() => document.body.removeAttribute('data-kept'))
})
