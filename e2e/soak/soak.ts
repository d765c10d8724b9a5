// npm run soak [-- --files 2000] [--seed text] [--backend rest|rest-single|rest-blind|glue] [--hurry 5] [--recovery] [--heap folder]
// Uploads thousands of files, one in five with a fault. Fails with a line for everything that is wrong.
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { chromiumArgs, requireChromium } from '../../scripts/chromium.ts'
import setUp from '../support/setup.ts'
import { startSharedStorage } from '../support/sharedStorage.ts'
import { Faultline } from './Faultline.ts'
import { runSoak } from './runSoak.ts'
import { findApi } from './soakedApis.ts'
import { toTables } from './toTables.ts'

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '2000' },
    seed: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    backend: { type: 'string', default: 'rest' },
    hurry: { type: 'string', default: '5' },
    recovery: { type: 'boolean', default: false },
    heap: { type: 'string' },
  },
})
const { seed } = values
const api = findApi(values.backend)
const files = Number(values.files)
const hurry = Number(values.hurry)
if (!Number.isInteger(files) || files < 50) throw new TypeError('--files must be a whole number of 50 or more.')
if (!(hurry >= 1)) throw new TypeError('--hurry must be 1 or more.')

console.error(`Seed ${seed}: the same seed plans the same files and faults.`)
const tearDown = await setUp()
const shared = await startSharedStorage()
const faultline = await Faultline.start(shared, api)
const browser = await chromium.launch({ executablePath: requireChromium(), args: [...chromiumArgs] })
try {
  const page = await browser.newPage({ viewport: { width: 1024, height: 900 }, locale: 'en-GB' })
  const report = await runSoak(page, faultline, {
    api,
    laps: [Math.max(60, Math.round(files / 20)), files, Math.max(60, Math.round(files / 5))],
    seed,
    hurry,
    keepsRecords: values.recovery,
    heapFolder: values.heap,
    tell: console.error,
  })
  console.log(toTables(report))
  for (const line of report.wrong) console.log(`WRONG  ${line}`)
  console.log(
    report.wrong.length === 0 ? 'Nothing is wrong.' : `${report.wrong.length} things are wrong. Seed: ${seed}`,
  )
  process.exitCode = report.wrong.length === 0 ? 0 : 1
} finally {
  await browser.close()
  await faultline.site.stop()
  await shared.stop()
  await tearDown()
}
