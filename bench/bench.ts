// npm run bench [-- small disk commands large first hash heap gallery image prepare peers server] [--rounds 5] [--digest md5] [--at-once n]
//   [--browser firefox|webkit] [--storage sink|minio] [--only text] [--json file] [--profile file]
// Ratios inside one run, and medians of interleaved rounds. A missed goal is reported, but is not an error.
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { measureCommands } from './benchmarks/commands.ts'
import { measureDisk } from './benchmarks/disk.ts'
import { measureFirst } from './benchmarks/first.ts'
import { measureGallery } from './benchmarks/gallery.ts'
import { measureHash } from './benchmarks/hash.ts'
import { measureHeap } from './benchmarks/heap.ts'
import { measureImages } from './benchmarks/image.ts'
import { measureLarge } from './benchmarks/large.ts'
import { measurePeers } from './benchmarks/peers.ts'
import { measurePrepare } from './benchmarks/prepare.ts'
import { measureServer, type ServerBenchOptions } from './benchmarks/server.ts'
import { measureSmall } from './benchmarks/small.ts'
import { browserNames } from '../e2e/browsers/driver/browserDriver.ts'
import type { Measurement } from './harness/Measurement.ts'
import { type Harness, type HarnessOptions, openHarness } from './harness/openHarness.ts'
import { openOtherBrowser } from './harness/openOtherBrowser.ts'
import { toTable } from './harness/toTable.ts'
import { installPeers } from './peers/installPeers.ts'

const benchmarks: Readonly<Record<string, (harness: Harness) => Promise<readonly Measurement[]>>> = {
  small: measureSmall,
  disk: measureDisk,
  commands: measureCommands,
  large: measureLarge,
  first: measureFirst,
  hash: measureHash,
  heap: measureHeap,
  gallery: measureGallery,
  image: measureImages,
  prepare: measurePrepare,
  peers: measurePeers,
}
/** Have no page. */
const serverBenchmarks: Readonly<Record<string, (options: ServerBenchOptions) => Promise<readonly Measurement[]>>> = {
  server: measureServer,
}
/** Need the npm registry, and so have to be named. */
const onDemand = new Set(['peers', 'server'])
const names = [...Object.keys(benchmarks), ...Object.keys(serverBenchmarks)]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    digest: { type: 'string', default: 'md5' },
    'at-once': { type: 'string' },
    browser: { type: 'string', default: 'chromium' },
    storage: { type: 'string', default: 'sink' },
    only: { type: 'string' },
    json: { type: 'string' },
    profile: { type: 'string' },
  },
})

const chosen = positionals.length > 0 ? positionals : names.filter((name) => !onDemand.has(name))
const unknown = chosen.find((name) => !names.includes(name))
if (unknown) throw new TypeError(`There is no benchmark '${unknown}', only ${names.join(', ')}.`)

const browserName = browserNames.find((name) => name === values.browser)
if (!browserName) throw new TypeError(`There is no browser '${values.browser}', only ${browserNames.join(', ')}.`)
// Only what needs neither traces nor the garbage collector can be measured there.
if (browserName !== 'chromium' && chosen.join() !== 'hash') throw new TypeError(`In ${browserName}, only hash can run.`)
const open = (options: HarnessOptions): Promise<Harness> =>
  browserName === 'chromium' ? openHarness(options) : openOtherBrowser(browserName, options)

const peersFolder = chosen.some((name) => onDemand.has(name)) ? await installPeers().catch(endWithReason) : ''
const rounds = Number(values.rounds)
const measurements: Measurement[] = []
const onPages = chosen.filter((name) => Object.hasOwn(benchmarks, name))
if (onPages.length > 0) await measureOnPages()
for (const name of chosen.filter((one) => !onPages.includes(one))) {
  console.error(`${name} …`)
  measurements.push(
    ...((await serverBenchmarks[name]?.({ rounds, peersFolder, only: values.only, profileFolder: values.profile })) ??
      []),
  )
}
console.log(toTable(measurements))
if (values.json) await writeFile(values.json, `${JSON.stringify(measurements, null, 2)}\n`)

async function measureOnPages(): Promise<void> {
  const harness = await open({
    rounds,
    digest: values.digest === 'sha-256' ? 'sha-256' : 'md5',
    atOnce: values['at-once'] === undefined ? undefined : Number(values['at-once']),
    storage: values.storage === 'minio' ? 'minio' : 'sink',
    only: values.only,
    profileFile: values.profile,
  })
  try {
    for (const name of onPages) {
      console.error(`${name} …`)
      measurements.push(...((await benchmarks[name]?.(harness)) ?? []))
    }
  } finally {
    await harness.close()
  }
}

function endWithReason(error: unknown): never {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
