import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import { parseSync } from 'vite'

/** A published file by its path inside the package. */
export interface PublishedFile {
  readonly path: string
  readonly text: string
}

export interface Manifest {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
  readonly scripts?: Readonly<Record<string, string>>
}

/** The expression that bundlers look for, for each of the workers that the library starts. */
const workerCalls = ['inspect', 'script', 'prepare'].map(
  (name) =>
    new RegExp(
      String.raw`new Worker\(new URL\((["'])\.\./worker/${name}\.worker\.js\1, import\.meta\.url\), \{ type: (["'])module\2 \}\)`,
    ),
)
/** The workers, and what stands in for one on the page. */
const workerFiles: ReadonlySet<string> = new Set([
  'dist/worker.js',
  'dist/inspect/worker/inspect.worker.js',
  'dist/inspect/worker/script.worker.js',
  'dist/inspect/worker/serveOnPage.js',
  'dist/prepare/worker/prepare.worker.js',
])
/** The strings for pages where no file can be found, and the files that they hold. */
const workerSources = [
  ['dist/inspect/pool/workerSource.js', 'dist/worker.js'],
  ['dist/prepare/pool/workerSource.js', 'dist/prepare/worker/prepare.worker.js'],
] as const

/** Finds problems that publint and attw do not check. An empty list means that the package is fine. */
export function findProblems(
  files: readonly PublishedFile[],
  manifest: Manifest,
  machinePaths: readonly string[],
): readonly string[] {
  const code = files.filter(({ path }) => /^dist\/.*\.(js|d\.ts)$/.test(path))
  return [
    ...files.flatMap((file) => findMachinePaths(file, machinePaths)),
    ...files.flatMap(findMaps),
    ...code.flatMap((file) => findStrayImports(file, manifest)),
    ...code.flatMap(findNodeImports),
    ...code.flatMap((file) => findOptionalImports(file, manifest)),
    ...files.flatMap(findMisplaced),
    ...findLostDirectives(files),
    ...findWorkerProblems(files),
    ...findInstallScripts(manifest),
  ]
}

function findMachinePaths({ path, text }: PublishedFile, machinePaths: readonly string[]): readonly string[] {
  return machinePaths.filter((one) => text.includes(one)).map((one) => `${path} holds the machine path ${one}`)
}

/** The code is readable as it is, and a map whose sources are not in the package makes bundlers warn. */
function findMaps({ path, text }: PublishedFile): readonly string[] {
  const isMap = path.endsWith('.map') || (path.startsWith('dist/') && text.includes('sourceMappingURL='))
  return isMap ? [`${path} is a source map or names one`] : []
}

/** An app that installs the package gets only its dependencies and peers. */
function findStrayImports({ path, text }: PublishedFile, manifest: Manifest): readonly string[] {
  const allowed = new Set(Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }))
  return listImports(path, text)
    .filter((specifier) => !specifier.startsWith('.') && !allowed.has(packageOf(specifier)))
    .filter((specifier) => !(forNode.test(path) && specifier.startsWith('node:')))
    .map((specifier) =>
      builtinModules.includes(specifier.replace(/^node:/, ''))
        ? `${path} imports ${specifier}, which browsers do not have`
        : `${path} imports ${specifier}, which is neither a dependency nor a peer`,
    )
}

/** The entry that may use modules of Node and the command, and what they alone load. */
const forNode = /^dist\/(server\/node[./]|cli\/)/

/** Runtimes without Node's modules load every other entry. */
function findNodeImports({ path, text }: PublishedFile): readonly string[] {
  if (forNode.test(path)) return []
  return listImports(path, text)
    .filter((specifier) => specifier.startsWith('.') && forNode.test(posix.join(posix.dirname(path), specifier)))
    .map((specifier) => `${path} imports ${specifier}, which needs Node`)
}

const mockedNetwork = /^dist\/testing\/msw[./]/

/** Loads `sharp` when the first picture comes. */
const previews = /^dist\/server\/node\/previews\//

/** Optional packages may only be imported by the entries that name them. */
function findOptionalImports(
  { path, text }: PublishedFile,
  { peerDependenciesMeta = {} }: Manifest,
): readonly string[] {
  if (mockedNetwork.test(path)) return []
  const isOptional = (specifier: string): boolean =>
    peerDependenciesMeta[packageOf(specifier)]?.optional === true && !(specifier === 'sharp' && previews.test(path))
  return listImports(path, text)
    .filter((specifier) =>
      specifier.startsWith('.')
        ? mockedNetwork.test(posix.join(posix.dirname(path), specifier))
        : isOptional(specifier),
    )
    .map((specifier) => `${path} imports ${specifier}, which needs a package that not everybody installs`)
}

function listImports(path: string, text: string): readonly string[] {
  const { module, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`)
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => readLiteral(text.slice(start, end))),
    ...(path.endsWith('.d.ts')
      ? // An example in a comment may import what the app has.
        [...text.replaceAll(/\/\*[\s\S]*?\*\//g, '').matchAll(/\bimport\((["'])(.+?)\1\)/g)].map(
          ([, , specifier]) => specifier ?? '',
        )
      : []),
  ]
}

function readLiteral(expression: string): readonly string[] {
  const literal = /^(["'`])([^$]*)\1$/.exec(expression)?.[2]
  return literal === undefined ? [] : [literal]
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

function findMisplaced({ path }: PublishedFile): readonly string[] {
  const isMisplaced =
    /^dist\/(.*\.(test|stories|suite|browser)\.|demo\/)/.test(path) ||
    /(^|\/)(__screenshots__|fixtures|node_modules|\.next|\.data)\/|^examples\/.*\/dist\/|-lock\.|\.(tgz|db|tsbuildinfo)$/.test(
      path,
    )
  return isMisplaced ? [`${path} does not belong into the package`] : []
}

/** A server component may import any entry, so code that it reaches before a file with 'use client' may use no hooks. */
function findLostDirectives(files: readonly PublishedFile[]): readonly string[] {
  const textByPath = new Map(files.map(({ path, text }) => [path, text]))
  const entries = files.filter(({ path }) => /^dist\/([\w-]+|backends\/[\w-]+)\.js$/.test(path))
  const reached = new Set(entries.map(({ path }) => path))
  const lost: string[] = []
  for (const path of reached) {
    const text = textByPath.get(path) ?? ''
    if (/^["']use client["']/.test(text)) continue
    if (usesClientHooks(text)) lost.push(`${path} uses hooks of React and does not begin with 'use client'`)
    for (const specifier of listImports(path, text)) {
      if (specifier.startsWith('.')) reached.add(posix.join(posix.dirname(path), specifier))
    }
  }
  return lost
}

function usesClientHooks(text: string): boolean {
  return /import \{[^}]*\b(use[A-Z]\w*|createContext)\b[^}]*\} from ["']react["']/.test(text)
}

function findWorkerProblems(files: readonly PublishedFile[]): readonly string[] {
  const workers = files.filter(({ path }) => workerFiles.has(path))
  const impure = workers.filter(({ path, text }) => listImports(path, text).length > 0)
  const textOf = (path: string): string => files.find((file) => file.path === path)?.text ?? ''
  const isHeld = ([source, worker]: readonly [string, string]): boolean =>
    textOf(worker) !== '' && textOf(source).includes(JSON.stringify(textOf(worker).slice(0, 200)).slice(1, -1))
  return [
    ...(workers.length === workerFiles.size ? [] : [`the worker is missing: ${[...workerFiles].join(', ')}`]),
    ...impure.map(({ path }) => `${path} imports something; it has to stand alone`),
    ...workerCalls
      .filter((call) => !files.some(({ path, text }) => /^dist\/(inspect|prepare)\//.test(path) && call.test(text)))
      .map(({ source }) => `no file holds the literal that bundlers look for: ${source}`),
    ...workerSources
      .filter((pair) => !isHeld(pair))
      .map(([source]) => `${source} does not hold the code of the worker`),
  ]
}

function findInstallScripts({ scripts = {} }: Manifest): readonly string[] {
  return ['preinstall', 'install', 'postinstall', 'prepare']
    .filter((name) => name in scripts)
    .map((name) => `package.json has a script "${name}", which would run where the package is installed`)
}
