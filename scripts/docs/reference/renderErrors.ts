import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { adviceByCode, type RetryAdvice, type UploadErrorCode } from '../../../src/errors/codes.ts'
import { en } from '../../../src/locales/en.ts'
import type { Page } from '../Page.ts'

const source = resolve(import.meta.dirname, '../../../src/errors/codes.ts')

/** A code as the source has it, with the comment beside it. */
interface CodeLine {
  readonly code: UploadErrorCode
  readonly group: string
  readonly comment: string
}

const whenText: Readonly<Record<RetryAdvice['when'], string>> = {
  automatically: 'By itself, a few times. After that, by hand.',
  'by-hand': 'By hand.',
  never: 'Never: it would fail in the same way.',
}

const fromText: Readonly<Record<RetryAdvice['from'], string>> = {
  inspection: 'The file is read again.',
  ticket: 'A new ticket is requested.',
  call: 'The call that failed is repeated.',
}

/** Every code of an `UploadError`: what users read, and when a retry helps. */
export function renderErrors(): Page {
  const lines = readLines()
  const missing = Object.keys(adviceByCode).filter((code) => !lines.some((line) => line.code === code))
  if (missing.length > 0) throw new Error(`The page of errors would lack ${missing.join(', ')}.`)
  const groups = Map.groupBy(lines, ({ group }) => group)
  const text = [
    '# Error codes',
    'The code of a failed upload is `upload.error.code`, also in the `failed` event. [`UploadError`](./index/classes/UploadError.md) has its other fields, and [When something goes wrong](../faults.md) says how often each step is retried. The texts are those of `coatcheck/locales/en`; an app may replace each of them.',
    ...[...groups].flatMap(([group, members]) => [`## ${toTitle(group)}`, ...members.map(renderCode)]),
  ].join('\n\n')
  return { path: 'reference/errors.md', title: 'Error codes', text: `${text}\n`, kind: 'generated' }
}

function readLines(): readonly CodeLine[] {
  const [, body = ''] = /export type UploadErrorCode =\n([\s\S]*?)\n\n/.exec(readFileSync(source, 'utf8')) ?? []
  let group = ''
  return body.split('\n').flatMap((line) => {
    const [, code, comment = ''] = /^ {2}\| '([\w-]+)'(?: \/\/ (.*))?$/.exec(line) ?? []
    if (isCode(code)) return [{ code, group, comment }]
    group = line.replace(/^ *\/\/ /, '')
    return []
  })
}

function isCode(text: string | undefined): text is UploadErrorCode {
  return text !== undefined && text in adviceByCode
}

const toTitle = (group: string): string => group.charAt(0).toUpperCase() + group.slice(1)

function renderCode({ code, comment }: CodeLine): string {
  const [whatHappened, whatToDo, whatElseToDo] = en.errors[code]
  const { when, from } = adviceByCode[code]
  const retry = when === 'never' ? whenText.never : `${whenText[when]} ${fromText[from]}`
  const facts = [
    `- **Users read:** ${[whatHappened, whatToDo].filter(Boolean).join(' ')}`,
    whatElseToDo && `- **Users read, where a retry is useless:** ${whatElseToDo}`,
    `- **Retry:** ${retry}`,
  ]
  return [`### \`${code}\``, comment && `${toTitle(comment)}.`, facts.filter(Boolean).join('\n')]
    .filter(Boolean)
    .join('\n\n')
}
