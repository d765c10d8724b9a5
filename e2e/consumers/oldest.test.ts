import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startTestStack } from '../server/forTests.ts'
import { createFreshApp, type FreshApp } from './freshApp.ts'
import { makePhoto } from './pictures.ts'
import { serve } from './serve.ts'
import { launchChromium, visit } from './visit.ts'

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>
  readonly peerDependencies: Readonly<Record<string, string>>
}

const manifest: Manifest = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8'))

/** Returns the lowest version that a range like ^1.2.3 allows. */
function lowestOf(peer: string): string {
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

let app: FreshApp

beforeAll(async () => {
  app = await createFreshApp('examples/vite')
  const oldest = [
    'typescript@5.4.5',
    `@tanstack/react-query@${lowestOf('@tanstack/react-query')}`,
    `react@${lowestOf('react')}`,
    `react-dom@${lowestOf('react-dom')}`,
    '@types/react@18',
    '@types/react-dom@18',
  ]
  await app.run('npm', ['install', '--save-exact', ...oldest, '--prefer-offline', '--no-audit', '--no-fund'])
  writeFileSync(join(app.folder, 'page.tsx'), page)
  const imports = entries.map((entry, index) => `import * as entry${index} from '${entry}'`)
  const names = entries.map((_, index) => `entry${index}`)
  writeFileSync(join(app.folder, 'entries.ts'), [...imports, `export const all = [${names.join(', ')}]\n`].join('\n'))
}, 240_000)

afterAll(() => app?.remove())

describe('the packed package with the oldest versions of its peers', () => {
  it.each([
    ['ESNext', 'Bundler'],
    ['Node16', 'Node16'],
    ['NodeNext', 'NodeNext'],
  ])('is read by TypeScript 5.4 with module %s and moduleResolution %s', async (module, moduleResolution) => {
    await expect(app.run('tsc', ['--version'])).resolves.toContain('Version 5.4.')
    const options = {
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
    const config = `tsconfig.${moduleResolution}.json`
    writeFileSync(
      join(app.folder, config),
      JSON.stringify({ compilerOptions: options, files: ['page.tsx', 'entries.ts'] }),
    )
    await expect(app.run('tsc', ['-p', config])).resolves.toBe('')
  })

  it('builds and uploads with the lowest React and TanStack Query that its peer ranges allow', async () => {
    const installed = await app.run('npm', ['ls', 'react', 'react-dom', '@tanstack/react-query', '--depth=0'])
    expect(installed).toContain(`react@${lowestOf('react')}`)
    expect(installed).toContain(`@tanstack/react-query@${lowestOf('@tanstack/react-query')}`)
    await app.run('vite', ['build'])
    const [stack, browser] = await Promise.all([startTestStack(), launchChromium()])
    onTestFinished(async () => {
      await browser.close()
      await stack.stop()
    })
    const served = await serve(app, 'vite', ['preview', '--host', '127.0.0.1'], { API_URL: stack.url })
    onTestFinished(served.stop)
    const { page, problems } = await visit(browser, `${served.url}/upload/`)
    await page.locator('input[type=file]').setInputFiles([await makePhoto('harbour.jpg')])
    await expect.poll(() => page.getByRole('link', { name: 'Open harbour.jpg' }).count()).toBe(1)
    expect(stack.server.records.files()).toMatchObject([{ name: 'harbour.jpg', type: 'image/jpeg' }])
    expect(problems).toEqual([])
  })
})
