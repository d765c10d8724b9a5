import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { measureApp } from '../../scripts/size/measureApp.ts'
import type { Measurement } from '../harness/Measurement.ts'
import { installPeers } from './installPeers.ts'
import { peers } from './peers.ts'

const root = resolve(import.meta.dirname, '../..')
const packageFolder = join(root, '.cache/bench-package')
const external = ['react', 'react-dom', '@tanstack/react-query']
const bytesPerKilobyte = 1000
const rest = "import { createRestBackend } from './backends/rest.js'\nconsole.log(createRestBackend)\n"

const ours = [
  {
    what: 'coatcheck, without an interface',
    code: `import { createUploader } from './core.js'\nconsole.log(createUploader)\n${rest}`,
  },
  {
    what: 'coatcheck, with panel and gallery',
    code: `import { Gallery, UploadPanel, UploadProvider } from './index.js'\nconsole.log(Gallery, UploadPanel, UploadProvider)\n${rest}`,
  },
  {
    what: 'coatcheck, with dropzone, list and gallery',
    code: `import { Dropzone, Gallery, UploadList, UploadProvider } from './index.js'\nconsole.log(Dropzone, Gallery, UploadList, UploadProvider)\n${rest}`,
  },
] as const

/** Loaded with the first file, beside the worker. */
const withFirstFile = ['browserRunner.js', 'backends/rest/calls.js', 'inspect/wasm/md5.js']

/** What each brings to the page, minified and gzipped, with React outside. */
export async function measureWeights(): Promise<readonly Measurement[]> {
  const peersFolder = await installPeers()
  await buildPackage()
  const measurements: Measurement[] = []
  for (const { what, quickStart } of Object.values(peers)) {
    const { onPage } = await measureApp(quickStart, peersFolder, external)
    measurements.push(toMeasurement(what, onPage, 'no interface'))
  }
  for (const { what, code } of ours) {
    const { onPage, later } = await measureApp(code, packageFolder, external)
    const chunkBytes = withFirstFile.map((module) => later.get(module) ?? Number.NaN)
    const workerBytes = gzipSync(readFileSync(join(packageFolder, 'inspect/worker/inspect.worker.js'))).length
    const firstBytes = chunkBytes.reduce((sum, bytes) => sum + bytes, workerBytes)
    measurements.push(toMeasurement(what, onPage, `and ${format(firstBytes)} kB with the first file`))
  }
  return measurements
}

function toMeasurement(what: string, bytes: number, note: string): Measurement {
  return { what: `on the page: ${what}`, value: bytes / bytesPerKilobyte, unit: 'kB', note }
}

function format(bytes: number): string {
  return (bytes / bytesPerKilobyte).toFixed(1)
}

/** Inside the repository, so that its dependencies are found. */
async function buildPackage(): Promise<void> {
  const configFile = join(root, 'vite.lib.config.ts')
  await build({ root, configFile, logLevel: 'error', build: { outDir: packageFolder, emptyOutDir: true } })
}
