import { join } from 'node:path'
import { prepareHead } from '../prepared.ts'
import type { AppPlan } from './ConsumerApp.ts'
import type { Kit } from './Kit.ts'

/** The smallest app: a dropzone and a list in plain JavaScript. */
export const plainTemplate = 'e2e/consumers/bundlers'

export interface MainOptions {
  /** Whether the bundler takes style sheets. @default true */
  readonly isStyled?: boolean
  /** Lines before the component. */
  readonly head?: string
  /** Lines that make `prepare`. @default it makes pictures smaller */
  readonly prepare?: string
  /** Further props of the provider. */
  readonly props?: string
}

/** The code of the app. */
export function makeMain(options: MainOptions = {}): string {
  const { isStyled = true, prepare = prepareHead, head = '', props = '' } = options
  return `${isStyled ? "import 'coatcheck/styles.css'\n" : ''}import { Dropzone, UploadList, UploadProvider } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
${head}${prepare}
function App() {
  const backend = useRestBackend({ url: '/api/rest' })
  return createElement(UploadProvider, { backend, prepare, ${props} }, createElement(Dropzone), createElement(UploadList))
}

createRoot(document.querySelector('#root')).render(createElement(App))
`
}

/** Builds the app with Vite 8, and returns the folder of the pages. */
export async function buildPlainApp(
  kit: Kit,
  name: string,
  { packages, files, ...plan }: Omit<AppPlan, 'template'> = {},
  args: readonly string[] = [],
): Promise<string> {
  const app = await kit.createApp(name, {
    template: plainTemplate,
    ...plan,
    packages: { vite: '^8.3.8', ...packages },
    files: { 'main.js': makeMain(), ...files },
  })
  await app.run('vite', ['build', '--outDir', 'out', ...args])
  return join(app.folder, 'out')
}
