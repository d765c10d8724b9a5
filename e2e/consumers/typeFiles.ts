import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>
  readonly peerDependencies: Readonly<Record<string, string>>
}

const manifest: Manifest = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8'))

/** Returns the lowest version that a range like ^1.2.3 allows. */
export function lowestOf(peer: string): string {
  const version = /^\^([\d.]+)/.exec(manifest.peerDependencies[peer] ?? '')?.[1]
  if (!version) throw new Error(`The range of ${peer} names no lowest version.`)
  return version
}

/** Every entry except those that need MSW or Node's types, or have no types. */
const entries = Object.entries(manifest.exports).flatMap(([name, target]) =>
  typeof target === 'string' || /^\.\/(worker|testing\/msw|server\/node)$/.test(name)
    ? []
    : [name.replace(/^\./, 'coatcheck').replace('*', 'de')],
)

const page = `import { createRoot } from 'react-dom/client'
import { Dropzone, Gallery, UploadList, UploadProvider } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'

function App() {
  return (
    <UploadProvider backend={useRestBackend({ url: '/api/rest' })} restrictions={{ accept: 'image/*' }}>
      <Dropzone name="photos" required />
      <UploadList />
      <Gallery />
    </UploadProvider>
  )
}

const root = document.querySelector('#root')
if (root) createRoot(root).render(<App />)
`

/** How packages are looked up: as bundlers do it, and as Node does it. */
export const moduleSettings = [
  ['ESNext', 'Bundler'],
  ['Node16', 'Node16'],
  ['NodeNext', 'NodeNext'],
] as const

/** Writes a page and a file that imports every entry into an app, with a `tsconfig.X.json` for each setting. */
export function writeTypeFiles(folder: string): void {
  writeFileSync(join(folder, 'page.tsx'), page)
  const imports = entries.map((entry, index) => `import * as entry${index} from '${entry}'`)
  const names = entries.map((_, index) => `entry${index}`)
  writeFileSync(join(folder, 'entries.ts'), [...imports, `export const all = [${names.join(', ')}]\n`].join('\n'))
  for (const [module, moduleResolution] of moduleSettings) {
    const compilerOptions = {
      noEmit: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      jsx: 'react-jsx',
      target: 'ES2022',
      lib: ['ES2022', 'DOM', 'DOM.Iterable'],
      types: [],
      module,
      moduleResolution,
    }
    const config = { compilerOptions, files: ['page.tsx', 'entries.ts'] }
    writeFileSync(join(folder, `tsconfig.${moduleResolution}.json`), JSON.stringify(config))
  }
}
