import { globSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { build, type Plugin, type UserConfig } from 'vite'
import { BundledLicenses } from './scripts/build/bundledLicenses.ts'
import { bundleStyles } from './scripts/build/bundleStyles.ts'
import { keepWorkerUrls } from './scripts/build/keepWorkerUrls.ts'
import { starEntries } from './scripts/build/starEntries.ts'
import { schemaSteps } from './src/server/records/shared/schema.ts'
import { nameTables } from './src/server/records/shared/Tables.ts'

const root = import.meta.dirname
const source = (path: string): string => resolve(root, 'src', path)
const target = 'es2022'

const { bin, dependencies, exports, peerDependencies }: Manifest = JSON.parse(
  readFileSync(resolve(root, 'package.json'), 'utf8'),
)
const external = new RegExp(`^(node:|(${Object.keys({ ...dependencies, ...peerDependencies }).join('|')})(/|$))`)

interface Manifest {
  readonly bin: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>
  readonly peerDependencies: Readonly<Record<string, string>>
}

/** The source of every module that package.json exports or runs. Workers are built apart. */
function findEntries(): Record<string, string> {
  const modules = Object.values(exports).flatMap((target) => (typeof target === 'string' ? [] : [target.default]))
  const sources = [...modules, ...Object.values(bin)].map((path) => path.replace(/^(?:\.\/)?dist\/(.*)\.js$/, '$1.ts'))
  const files = globSync(sources, { cwd: source('') })
  const isEntry = (file: string): boolean => !/\bworker\.ts$/.test(file) && !file.endsWith('.test.ts')
  return Object.fromEntries(files.filter(isEntry).map((file) => [file.replace(/\.ts$/, ''), source(file)]))
}

// The package holds hash-wasm's modules, and no import leads to them.
const licenses = new BundledLicenses(['hash-wasm'], resolve(root, 'scripts/build/licenses'))

/** A module and all that it imports as one file, which needs nothing. */
async function buildAsOne(entry: string, minify: boolean): Promise<string> {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [licenses.collect()],
    build: {
      write: false,
      target,
      minify,
      lib: { entry: source(entry), formats: ['es'], fileName: 'one' },
      rolldownOptions: { output: { codeSplitting: false, comments: !minify, minify, topLevelVar: false } },
    },
  })
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) => ('output' in one ? one.output : []))
  const chunk = outputs.find((output) => output.type === 'chunk')
  if (!chunk) throw new Error('The build of one file made none.')
  return chunk.code
}

/**
 * Ships the workers as the files that `new Worker(new URL(…))` names, and as strings for pages where no file can be found.
 * Of the two that inspect, the one with the script does everything the other does, and is also the entry
 * `coatcheck/worker`.
 */
function shipWorkers(): Plugin {
  const workers = new Map<string, string>()
  const sources = new Map([
    [source('inspect/pool/workerSource.ts'), 'worker.js'],
    [source('prepare/pool/workerSource.ts'), 'prepare/worker/prepare.worker.js'],
  ])
  return {
    name: 'ship-workers',
    async buildStart() {
      const lean = 'inspect/worker/inspect.worker'
      const withScript = 'inspect/worker/script.worker'
      const forPictures = 'prepare/worker/prepare.worker'
      for (const name of [lean, withScript, forPictures])
        workers.set(`${name}.js`, await buildAsOne(`${name}.ts`, true))
      workers.set('worker.js', workers.get(`${withScript}.js`) ?? '')
    },
    load(id) {
      const name = sources.get(id)
      return name === undefined ? null : `export const workerSource = ${JSON.stringify(workers.get(name))}`
    },
    generateBundle() {
      for (const [fileName, code] of workers) this.emitFile({ type: 'asset', fileName, source: code })
    },
  }
}

/**
 * Ships what stands in for a worker on the page as one file, like a worker's. In files of their own, what it shares with
 * the code that comes with the first file would be split off by bundlers, because they do not know that it comes later.
 */
function shipStandIn(): Plugin {
  const standIn = 'inspect/worker/serveOnPage.ts'
  return {
    name: 'ship-stand-in',
    load: (id) => (id === source(standIn) ? buildAsOne(standIn, false) : null),
  }
}

/** What is not code: the style sheet, the tables for those who make them by hand, and the licences of what was bundled. */
function shipFiles(): Plugin {
  return {
    name: 'ship-files',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'styles.css', source: bundleStyles(source('styles.css')) })
      // Since TypeScript 6, an import of a style sheet needs types, too.
      this.emitFile({ type: 'asset', fileName: 'styles.css.d.ts', source: 'export {}\n' })
      for (const [index, step] of schemaSteps.entries()) {
        this.emitFile({ type: 'asset', fileName: `server/schema/${index + 1}.sql`, source: step(nameTables()) })
      }
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source: licenses.toText() })
    },
  }
}

/** The package: ES modules, one for each source file, so that 'use client' stays where it was written. */
const config: UserConfig = {
  publicDir: false,
  plugins: [keepWorkerUrls(), shipWorkers(), shipStandIn(), licenses.collect(), starEntries(), shipFiles()],
  build: {
    target,
    // Readable as it is, and so without maps: they would be longer than the code.
    minify: false,
    lib: { entry: findEntries(), formats: ['es'] },
    rolldownOptions: {
      external,
      // One module for each file keeps the directive; a check of the package makes sure of it.
      onLog: (level, log, next) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && next(level, log),
      output: {
        preserveModules: true,
        preserveModulesRoot: source(''),
        // `const`, because bundlers write the values of constants where they are used, and those of variables nowhere.
        topLevelVar: false,
        // npm leaves folders named node_modules out of a package.
        entryFileNames: ({ name }) => `${name.replace(/^.*node_modules\//, 'vendor/')}.js`,
        chunkFileNames: (chunk) => `shared/${basename(chunk.name)}.js`,
      },
    },
  },
}

export default config
