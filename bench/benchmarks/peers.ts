import type { Measurement } from '../harness/Measurement.ts'
import type { Harness } from '../harness/openHarness.ts'
import { kibibyte, mebibyte, writeFiles } from '../harness/writeFiles.ts'
import { measureWeights } from '../peers/measureWeight.ts'
import { peers } from '../peers/peers.ts'
import { compare, type NamedWay } from './compare.ts'
import { linkBytesPerSecond } from './large.ts'
import { socketsPerHost } from './small.ts'

const largeAtOnce = 3
const put = { sendWith: 'put', gather: true } as const
const onlySends = 'hash, confirm, row; one ticket call per file'
const onlySendsGathered = 'hash, confirm, row; tickets in one call'

const raw: NamedWay = { what: 'raw PUT', way: 'raw', ...put, without: 'all but sending; tickets in hand' }
/** The others at as many files at once as the rest. */
const others: readonly NamedWay[] = [
  { what: peers.uppy.what, way: { peer: 'uppy' }, ...put, without: onlySends },
  { what: peers.uploady.what, way: { peer: 'uploady' }, ...put, without: onlySends },
  { what: `${peers.betterUpload.what}, function`, way: { peer: 'betterUpload' }, ...put, without: onlySendsGathered },
  { what: `${peers.betterUpload.what}, hook`, way: { peer: 'betterUploadHook' }, ...put, without: onlySendsGathered },
]
/** Its default hands the browser all files at once. With large files that would not be the same work. */
const unlimited: NamedWay = {
  what: `${peers.betterUpload.what}, function, no limit`,
  way: { peer: 'betterUploadUnlimited' },
  ...put,
  without: onlySendsGathered,
}
const loop: NamedWay = { what: 'hand-written loop', way: 'loop', ...put, without: 'retry, pause, checks, row' }
const ours: readonly NamedWay[] = [
  { what: 'coatcheck', way: 'core', ...put, without: 'row' },
  { what: 'coatcheck, one call per file', way: 'core', ...put, gather: false, without: 'row' },
  { what: 'coatcheck with UploadList', way: 'list', ...put, without: '' },
]

/** Other packages at the same work, as far as they do it: the same files, tickets and storage. */
export async function measurePeers(harness: Harness): Promise<readonly Measurement[]> {
  const weights = await measureWeights()
  const sendSmall = await sendAll(harness, {
    what: '1 000 x 100 KiB',
    files: await writeFiles(harness.folder, 1000, 100 * kibibyte),
    terms: { atOnce: harness.atOnce ?? socketsPerHost },
    packages: [...others, unlimited],
  })
  const largeFiles = await writeFiles(harness.folder, 10, 100 * mebibyte)
  const atOnce = harness.atOnce ?? largeAtOnce
  const sendLarge = (link: string, bytesPerSecond?: number): Promise<readonly Measurement[]> =>
    sendAll(harness, {
      what: `10 x 100 MiB, ${link}`,
      files: largeFiles,
      terms: { atOnce, bytesPerSecond },
      packages: others,
    })
  return [
    ...sendSmall,
    ...(await sendLarge('unlimited')),
    ...(harness.storage === 'sink' ? await sendLarge('link of 100 MiB/s', linkBytesPerSecond) : []),
    ...weights.filter(({ what }) => harness.isWanted(what)),
  ]
}

interface Sending {
  readonly what: string
  readonly files: readonly string[]
  readonly terms: Pick<NamedWay, 'atOnce' | 'bytesPerSecond'>
  readonly packages: readonly NamedWay[]
}

function sendAll(harness: Harness, { what, files, terms, packages }: Sending): Promise<readonly Measurement[]> {
  const rest = [...packages, loop, ...ours].map((way) => ({ ...way, ...terms }))
  return compare(harness, files, { what, ways: [{ ...raw, ...terms }, ...rest] })
}
