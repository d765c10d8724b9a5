import { globSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** A variable or an attribute, and what it is for. */
export interface Described {
  readonly name: string
  readonly text: string
}

export interface Variable extends Described {
  /** The part that reads or sets it; undefined if all do. */
  readonly part?: string
  /** As the sheet has it; undefined if it follows others until it is set, or if a part sets it. */
  readonly value: string | undefined
}

/** What a part shows of its state. */
export interface PartAttributes {
  readonly part: string
  readonly text: string
  readonly attributes: readonly Described[]
}

/** The class names in a folder of parts. */
export interface PartClasses {
  readonly folder: string
  readonly classes: readonly string[]
}

export interface Styling {
  /** Those that all parts share. */
  readonly tokens: readonly Variable[]
  /** Those that one part reads or sets. */
  readonly variables: readonly Variable[]
  readonly attributes: readonly PartAttributes[]
  readonly classes: readonly PartClasses[]
}

const root = resolve(import.meta.dirname, '../..')
const find = (pattern: string): readonly string[] => globSync(pattern, { cwd: root }).toSorted()
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8')

/** Reads what an app may style from the sheet, the parts, and the lists that the parts' tests compare with the page. */
export function readStyling(): Styling {
  const sheet = find('src/styles/**/*.css').map(read).join('\n')
  const lists = find('test/attributes/*.attributes.ts').flatMap((path) => readLists(read(path)))
  return {
    tokens: readTokens(read('src/styles/base/tokens.css')),
    variables: lists
      .filter(({ kind }) => kind === 'Variables')
      .flatMap(({ name, entries }) =>
        entries.map((entry) => ({ ...entry, part: name, value: readFallback(sheet, entry.name) })),
      ),
    attributes: lists
      .filter(({ kind, entries }) => kind === 'Attributes' && entries.length > 0)
      .map(({ name, text, entries }) => ({ part: name, text, attributes: entries })),
    classes: readClasses(),
  }
}

function readTokens(sheet: string): readonly Variable[] {
  return Array.from(
    sheet.matchAll(/(?:\/\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?(--coatcheck-[\w-]+):\s*([^;]+);/g),
    ([, comment = '', name = '', value = '']) => ({
      name,
      text: unwrap(comment),
      value: value === 'initial' ? undefined : value,
    }),
    // A media query may set one again.
  ).filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index)
}

interface List {
  readonly name: string
  readonly kind: string
  readonly text: string
  readonly entries: readonly Described[]
}

/** A list of names is an array, with a comment before it and before each name. */
function readLists(code: string): readonly List[] {
  const list =
    /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export const (\w)(\w+)(Attributes|Variables) = \[([\s\S]*?)\] as const/g
  return Array.from(code.matchAll(list), ([, text = '', initial = '', name = '', kind = '', body = '']) => ({
    name: initial.toUpperCase() + name,
    kind,
    text: unwrap(text),
    entries: Array.from(
      body.matchAll(/(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?'([\w-]+)'/g),
      ([, comment = '', entry = '']) => ({ name: entry, text: unwrap(comment) }),
    ),
  }))
}

function readFallback(sheet: string, name: string): string | undefined {
  return new RegExp(`var\\(${name},\\s*([^()]+)\\)`).exec(sheet)?.[1]
}

function readClasses(): readonly PartClasses[] {
  const files = find('src/react/{parts,shared}/**/*.{ts,tsx}').filter((path) => !path.includes('.test.'))
  return [...Map.groupBy(files, (path) => dirname(path).replace(/^src\/react\/(parts\/)?/, ''))]
    .map(([folder, paths]) => ({ folder, classes: [...new Set(paths.flatMap((path) => classesIn(read(path))))] }))
    .filter(({ classes }) => classes.length > 0)
}

/** Every literal that begins with the prefix counts, wherever it stands, but not in a comment, and none that goes on. */
function classesIn(code: string): readonly string[] {
  const literals = code.replaceAll(/\/\*[\s\S]*?\*\//g, '').matchAll(/['"`] ?(coatcheck-[\w -]+)(?=['"`]|\$\{)/g)
  return Array.from(literals, ([, names = '']) =>
    names
      .trim()
      .split(' ')
      .filter((name) => !name.endsWith('-')),
  ).flat()
}

/** A comment as one line. */
function unwrap(comment: string): string {
  return comment
    .replaceAll(/\s*\n\s*\*?\s*/g, ' ')
    .replaceAll(/\{@link (\w+)\}/g, '`$1`')
    .trim()
}
