import { chromiumArgs } from '../../scripts/chromium.ts'
import { makeBytes } from '../support/files.ts'
import { expect, test } from '../support/test.ts'
import { expectStoredOnce } from './expectations.ts'

// A page on plain HTTP that is not on localhost, as in many company networks.

const host = 'insecure.test'

test.use({
  serverOptions: { hosts: [host] },
  launchOptions: async ({ launchOptions }, provide) =>
    provide({ ...launchOptions, args: [...chromiumArgs, `--host-resolver-rules=MAP ${host} 127.0.0.1`] }),
})

test('D7 needs none of the features that only secure contexts have', async ({
  page,
  widget,
  site,
  traffic,
  witness,
}) => {
  const file = makeBytes('hashed.bin', 300_000)
  witness.expectRefusals()
  await page.goto(`${site.url.replace('127.0.0.1', host)}/e2e/pages/harness.html?scene=fault`)
  await widget.zone.waitFor()
  const kept = await page.evaluate(() => [typeof crypto.subtle, typeof crypto.randomUUID, typeof navigator.locks])
  expect(kept).toEqual(['undefined', 'undefined', 'undefined'])
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  await expectStoredOnce(traffic, file)
})
