import { readFileSync, writeFileSync } from 'node:fs'
import { signatures } from '../src/inspect/worker/sniff/signatures.ts'

// Usage: node scripts/make-mime-table.ts path/to/mime-db/db.json [path/to/freedesktop.org.xml]
// The shared MIME database (Debian: shared-mime-info 2.2) says which types are the same or derived from each other. It
// has the formats of every desktop program, so types that mime-db (1.54.0) lists under none of their names are left out.

const [, , mimeDbPath = '', databasePath = '/usr/share/mime/packages/freedesktop.org.xml'] = process.argv
const listed = new Set(Object.keys(JSON.parse(readFileSync(mimeDbPath, 'utf8'))))

/** Types that the sniffer finds inside archives and markup. The others are in its signatures. */
const readFromContent =
  /^(application\/(zip|xml|epub\+zip|vnd\.oasis\.opendocument\.(?!.*flat).+|vnd\.openxmlformats-officedocument\.\w+\.(document|sheet|presentation))|text\/html|image\/svg\+xml)$/

/** Names that the database lacks, after the name that it has. */
const addedNames: readonly (readonly [type: string, ...names: string[]])[] = [
  ['image/jpeg', 'image/jpg'], // not registered, but used everywhere
  ['image/png', 'image/x-png'], // Internet Explorer's name, which servers and lists still use
  ['audio/x-wav', 'audio/wave'], // mime-db
  ['audio/x-aiff', 'audio/aiff'], // the name that browsers use
  ['audio/aac', 'audio/aacp', 'audio/x-hx-aac-adts'], // Icecast; file(1)
  ['audio/midi', 'audio/mid'], // the Windows registry
  ['audio/x-opus+ogg', 'audio/opus'], // RFC 7845
  ['audio/x-matroska', 'audio/matroska'], // RFC 9559
  ['video/x-matroska', 'video/matroska'], // RFC 9559
  ['application/x-yaml', 'application/yaml'], // RFC 9512
  ['application/x-ole-storage', 'application/x-cfb'], // [MS-CFB]
  ['application/x-ms-dos-executable', 'application/vnd.microsoft.portable-executable'], // IANA
  ['application/x-ms-dos-executable', 'application/x-msdownload', 'application/x-dosexec'], // mime-db; file(1)
]

/** Parents that the database lacks. */
const addedParents: readonly (readonly [type: string, ...parents: string[]])[] = [
  // ISO base media files contain video, audio or both, and the first box does not say which: RFC 4337, ISO/IEC 14496-12.
  ...['video/mp4', 'audio/mp4', 'video/3gpp', 'video/3gpp2', 'video/quicktime'].map(
    (type) => [type, 'application/mp4'] as const,
  ),
  ['video/webm', 'application/x-matroska'], // a subset of it: webmproject.org/docs/container
  ['audio/aac', 'application/mp4'], // recorders name the codec, but write that container: RFC 6381
  ['image/apng', 'image/png'], // Portable Network Graphics, third edition
  ['image/svg+xml', 'application/gzip'], // SVGZ has SVG's type: SVG 2, appendix on media types
  ['application/x-tar', 'application/gzip'], // for systems that use the second-last extension
  ['application/xhtml+xml', 'text/html'], // distinguished by the type alone: RFC 3236
  ['text/html', 'text/markdown'], // HTML blocks are Markdown: CommonMark
  ['application/illustrator', 'application/pdf'], // since version 9
  ['application/postscript', 'application/pdf'], // the type that systems give to Illustrator's files
  ['font/ttf', 'font/sfnt'], // RFC 8081
  // Encrypted documents use the older container: [MS-OFFCRYPTO]. A template is a document with another role.
  ...officeDocuments({ wordprocessingml: 'document', spreadsheetml: 'sheet', presentationml: 'presentation' }),
]

function officeDocuments(documents: Readonly<Record<string, string>>): (readonly [string, ...string[]])[] {
  return Object.entries(documents).flatMap(([kind, role]) => {
    const prefix = `application/vnd.openxmlformats-officedocument.${kind}`
    const others = kind === 'presentationml' ? ['template', 'slideshow', 'slide'] : ['template']
    return [
      [`${prefix}.${role}`, 'application/x-ole-storage'] as const,
      ...others.map((other) => [`${prefix}.${other}`, `${prefix}.${role}`] as const),
    ]
  })
}

/** Containers for video, audio or both. */
const mediaContainers = ['application/mp4', 'application/ogg', 'application/x-matroska', 'application/vnd.ms-asf']

const families = new Map<string, Set<string>>()
const parents = new Map<string, ReadonlySet<string>>()

for (const [, type = '', body = ''] of readFileSync(databasePath, 'utf8').matchAll(
  /<mime-type type="([^"]+)">([^]*?)<\/mime-type>/g,
)) {
  families.set(type.toLowerCase(), new Set([type.toLowerCase(), ...readTypes(body, 'alias')]))
  parents.set(type.toLowerCase(), readTypes(body, 'sub-class-of'))
}
for (const [type, ...names] of addedNames) families.set(type, new Set([type, ...(families.get(type) ?? []), ...names]))
for (const [type, ...names] of addedParents) parents.set(type, new Set([...(parents.get(type) ?? []), ...names]))

function readTypes(body: string, element: string): Set<string> {
  const found = [...body.matchAll(new RegExp(`<${element} type="([^"]+)"`, 'g'))].map(([, type = '']) =>
    type.toLowerCase(),
  )
  // Windows 3 had a type for each program. Encrypted types do not reach a browser.
  return new Set(found.filter((type) => !type.startsWith('zz-') && !type.endsWith('-encrypted')))
}

const canonicalNames = new Map(
  [...families].flatMap(([type, names]) => [...names].map((name) => [name, type] as const)),
)
const canonical = (type: string): string => canonicalNames.get(type) ?? type

/** Types that are the parent of nearly everything do not relate their children. */
const isTooWide = (type: string): boolean => ['application/octet-stream', 'application/x-executable'].includes(type)
const parentsOf = (type: string): string[] =>
  [...(parents.get(type) ?? [])].map(canonical).filter((up) => !isTooWide(up))

const sniffed = new Set(
  [
    ...mediaContainers,
    ...signatures.map(([, type]) => type),
    ...[...parents.keys()].filter((type) => readFromContent.test(type)),
  ].map(canonical),
)
/** A container for anything contradicts no type that is missing in the table, so its many subtypes can be left out. */
const holdsAnything = new Set(['application/zip', 'application/gzip', 'application/xml', 'application/x-ole-storage'])
const isKindOfSniffed = (type: string): boolean =>
  sniffed.has(type) || parentsOf(type).some((up) => !holdsAnything.has(up) && isKindOfSniffed(up))

const isListed = (type: string): boolean => [type, ...(families.get(type) ?? [])].some((name) => listed.has(name))
const related = new Set(
  [...parents.keys()].filter(
    (type) => sniffed.has(type) || (isKindOfSniffed(type) && (isListed(type) || /^(audio|video)\//.test(type))),
  ),
)
for (const [type] of addedParents) related.add(type)
for (const type of related) for (const up of parentsOf(type)) related.add(up)

/** Formats of text whose names moved between text/ and application/: RFC 9239, RFC 9512, RFC 6922. */
const renamed = new Set(['application/javascript', 'application/x-yaml', 'application/sql'])

const named = [...families].filter(
  ([type, names]) =>
    names.size > 1 &&
    (related.has(type) || renamed.has(type) || (isListed(type) && /^(image|audio|video|text)\//.test(type))),
)
const children = new Map<string, string[]>()
for (const type of related) for (const up of parentsOf(type)) children.set(up, [...(children.get(up) ?? []), type])
const alone = [...related].filter((type) => !named.some(([name]) => name === type) && parentsOf(type).length === 0)

/** `canonicalType` drops the 'x-' of names from before RFC 6648, so the tables need not hold those names. */
const plain = (type: string): string => type.replace('/x-', '/')

const namesOf = [
  ...named.map(([, names]) => [...new Set([...names].map(plain))]),
  ...alone.map((type) => [plain(type)]),
]
const childrenOf = [...children].map(([up, types]) => [up, ...types].map(plain))
const inTree = new Set(childrenOf.flat())
const inNeither = namesOf.filter(([type = '', ...others]) => others.length === 0 && !inTree.has(type))

/** A name without a top-level type has that of the name before it. */
function toLine(types: readonly string[]): string {
  return types
    .map((type, index) => (kindOf(type) === kindOf(types[index - 1]) ? type.slice(type.indexOf('/') + 1) : type))
    .join(' ')
}
const kindOf = (type: string | undefined): string | undefined => type?.split('/')[0]

function write(name: string, description: string, lines: readonly (readonly string[])[]): void {
  writeFileSync(
    new URL(`../src/shared/mime/${name}.ts`, import.meta.url),
    `// Made by scripts/make-mime-table.ts from the shared MIME database 2.2 (freedesktop.org), as far as mime-db 1.54.0 lists
// the types, with the additions that stand in that script. A name without a kind is of the same kind as the one before it.

/** ${description} */
export const ${name}: string = \`
${lines.map(toLine).toSorted().join('\n')}
\`
`,
  )
}

write(
  'mimeNames',
  'The names of each type that has several; the first counts.',
  namesOf.filter((names) => names.length > 1),
)
write('mimeChildren', 'Each known type, and the types that are special cases of it or kept in it.', [
  ...childrenOf,
  ...inNeither,
])
