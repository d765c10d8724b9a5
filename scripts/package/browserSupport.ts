import { createRequire } from 'node:module'
import { guarded, lookalikes, partial, pathByFunction } from './browserFeatures.ts'

export const browsers = ['chrome', 'edge', 'firefox', 'safari'] as const

type Browser = (typeof browsers)[number]

export type Versions = Readonly<Record<Browser, number>>

/** The browsers that the package needs, and why. */
export interface Support {
  readonly versions: Versions
  /** The feature that needs the newest version of each. */
  readonly causes: Readonly<Record<Browser, string>>
  /** Names in the style sheet without a row in the data, so it is unknown what they need. */
  readonly unknown: readonly string[]
}

interface Statement {
  /** May be 'preview' for a version that is not released. */
  readonly version_added: string | false
  readonly prefix?: string
  readonly flags?: unknown
}

interface Node {
  readonly __compat?: { readonly support: Readonly<Record<string, Statement | readonly Statement[]>> }
  readonly [name: string]: unknown
}

// With an import, its types alone would cost the compiler seconds.
const data: Node = createRequire(import.meta.url)('@mdn/browser-compat-data')

/** Finds out which browser versions the built files need, with the data behind MDN's tables. */
export function readSupport(styles: string, code: string): Support {
  const used = [...readStyles(styles), ...readCode(code)]
  const known = used.flatMap(({ name, path }) => (lookUp(path) ? [{ name, versions: versionsOf(path) }] : []))
  const unknown = used.filter(({ path }) => !lookUp(path)).map(({ name }) => name)
  const newest = (browser: Browser): { readonly name: string; readonly versions: Versions } =>
    known.toSorted((a, b) => b.versions[browser] - a.versions[browser])[0] ?? { name: 'nothing', versions: none }
  const collect = <T>(read: (browser: Browser) => T): Readonly<Record<Browser, T>> => ({
    chrome: read('chrome'),
    edge: read('edge'),
    firefox: read('firefox'),
    safari: read('safari'),
  })
  return {
    versions: collect((browser) => newest(browser).versions[browser]),
    causes: collect((browser) => newest(browser).name),
    unknown: [...new Set(unknown)].toSorted(),
  }
}

const none: Versions = { chrome: 0, edge: 0, firefox: 0, safari: 0 }

interface Use {
  readonly name: string
  /** Its path in the data. */
  readonly path: string
}

/** At-rules, functions, selectors, properties and their keywords, without those inside `@supports`. */
function readStyles(styles: string): readonly Use[] {
  const css = styles.replaceAll(/\/\*[\s\S]*?\*\//g, '')
  const needed = dropSupports(css)
  const selectors = names(needed, /::?([\w-]+)(?=[^{};]*\{)/g)
  const atRules = names(css, /@([\w-]+)/g)
  const functions = names(needed, /(?<![:\w-])([\w-]+)\(/g)
  return [
    ...atRules.map((name) => ({ name: `@${name}`, path: `css.at-rules.${name}` })),
    ...selectors.map((name) => ({ name: `:${name}`, path: `css.selectors.${name}` })),
    ...functions
      .filter((name) => name !== 'and')
      .map((name) => ({ name: `${name}()`, path: pathByFunction[name] ?? `css.types.${name}` })),
    ...readDeclarations(needed),
  ].filter(({ name }) => !(name.replace(/: .*/, '') in guarded))
}

function readDeclarations(css: string): readonly Use[] {
  return Array.from(css.matchAll(/[{;]\s*([a-z][\w-]*)\s*:\s*([^;{}]+)/g)).flatMap(([, property = '', value = '']) => {
    const path = `css.properties.${property}`
    const keywords = names(value, /(?<![\w-])([a-z][a-z-]+)(?![\w(-])/g)
    return [
      { name: property, path },
      ...keywords
        .map((keyword) => ({ name: `${property}: ${keyword}`, path: `${path}.${keyword}` }))
        .filter((use) => lookUp(use.path)),
    ]
  })
}

function dropSupports(css: string): string {
  let rest = css
  for (let start = rest.indexOf('@supports'); start >= 0; start = rest.indexOf('@supports')) {
    let depth = 0
    let end = rest.indexOf('{', start)
    do {
      if (rest[end] === '{') depth += 1
      if (rest[end] === '}') depth -= 1
      end += 1
    } while (depth > 0 && end < rest.length)
    rest = rest.slice(0, start) + rest.slice(end)
  }
  return rest
}

/**
 * Every built-in and every interface of the platform that the code names. A class of our own may have the name of an
 * interface. The build lowers the syntax itself.
 */
function readCode(code: string): readonly Use[] {
  const text = code.replaceAll(/\/\*[\s\S]*?\*\//g, '')
  const builtins = Object.entries(children('javascript.builtins')).flatMap(([owner, node]) =>
    Object.keys(node)
      .filter((member) => member !== '__compat' && owner !== 'Iterator')
      .map((member) => use('javascript.builtins', owner, member, true)),
  )
  const ownClasses = new Set(names(text, /\b(\w+) = class\b/g))
  const interfaces = Object.entries(children('api')).filter(([name]) => !ownClasses.has(name))
  const apis = interfaces.flatMap(([owner, node]) => [
    { name: owner, path: `api.${owner}`, pattern: new RegExp(`\\bnew ${owner}\\b`) },
    ...Object.keys(node)
      .filter((member) => member.endsWith('_static'))
      .map((member) => use('api', owner, member, false)),
  ])
  return [...builtins, ...apis].filter(
    ({ name, path, pattern }) => !(name in guarded) && !(name in lookalikes) && lookUp(path) && pattern.test(text),
  )
}

function use(root: string, owner: string, member: string, countsMethods: boolean): Use & { readonly pattern: RegExp } {
  const isStatic = member.endsWith('_static') || owner === 'Symbol'
  const bare = member.replace(/_static$/, '')
  const isMethod = !isStatic && countsMethods && /^[a-z]\w*$/.test(bare)
  const pattern = isStatic ? `\\b${owner}\\.${bare}\\b` : isMethod ? `\\.${bare}\\(` : '(?!)'
  return { name: `${owner}.${bare}`, path: `${root}.${owner}.${member}`, pattern: new RegExp(pattern) }
}

function names(text: string, pattern: RegExp): readonly string[] {
  return [...new Set(Array.from(text.matchAll(pattern), ([, name = '']) => name))]
}

function children(path: string): Readonly<Record<string, Node>> {
  return find(path) as Readonly<Record<string, Node>>
}

function find(path: string): Node | undefined {
  return path
    .split('.')
    .reduce<Node | undefined>((node, key) => (node && Object.hasOwn(node, key) ? (node[key] as Node) : undefined), data)
}

function lookUp(path: string): Node['__compat'] {
  return find(path)?.__compat
}

function versionsOf(path: string): Versions {
  const support = lookUp(path)?.support ?? {}
  const read = (browser: Browser): number => partial[path]?.[browser] ?? readVersion(support[browser])
  return { chrome: read('chrome'), edge: read('edge'), firefox: read('firefox'), safari: read('safari') }
}

/** Infinity if no version has it. */
function readVersion(given: Statement | readonly Statement[] | undefined): number {
  const statements = [given ?? []].flat()
  const added = statements.find(({ prefix, flags }) => prefix === undefined && flags === undefined)?.version_added
  const version = Number.parseFloat(String(added).replace('≤', ''))
  return Number.isNaN(version) ? Number.POSITIVE_INFINITY : version
}
