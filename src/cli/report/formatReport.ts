import type { CheckReport, CheckResult } from '../check/CheckResult.js'

/** What the terminal can show. */
export interface Look {
  readonly hasColours: boolean
  /** How many characters a line has. */
  readonly columns: number
}

const signs = { ok: '✓', warning: '!', problem: '✗', 'not-checked': '·' } as const
const colours = { ok: 32, warning: 33, problem: 31, 'not-checked': 2 } as const
const [bold, faint] = [1, 2]

/** Longer lines are hard to read. */
const widest = 100
const nameWidth = 11
const indent = ' '.repeat(nameWidth + 5)

/** Formats a report for a terminal: one line for what is right, and what to do for what is not. */
export function formatReport(path: string, report: CheckReport, look: Look): string {
  const paint = (code: number, text: string): string => (look.hasColours ? `\u001b[${code}m${text}\u001b[0m` : text)
  const origins = report.origins.length > 0 ? `, for pages of ${report.origins.join(', ')}` : ''
  const provider = report.provider === null ? '' : ` (${report.provider})`
  const head = [`coatcheck check ${path}`, `${report.storage}${provider}${origins}`].map((line, index) =>
    paint(index === 0 ? bold : faint, line),
  )
  const checks = report.checks.map((check) => formatCheck(check, look, paint))
  return [...head, '', ...checks, '', paint(bold, summarise(report))].join('\n')
}

type Paint = (code: number, text: string) => string

function formatCheck(check: CheckResult, look: Look, paint: Paint): string {
  const { name, outcome, origin, message } = check
  const width = Math.max(40, Math.min(look.columns, widest)) - indent.length
  const start = `  ${paint(colours[outcome], signs[outcome])} ${name.padEnd(nameWidth)}`
  const text = origin === undefined ? message : `${origin}: ${message}`
  const lines = [start.concat(' ', wrap(text, width).join(`\n${indent}`))]
  if ('advice' in check) {
    lines.push(...wrap(`Asked: ${check.asked}`, width).map((line) => indent + paint(faint, line)))
    lines.push(...wrap(`To do: ${check.advice}`, width).map((line) => indent + line))
  }
  // Not wrapped, so that it can be copied.
  lines.push(...(check.paste?.split('\n') ?? []).map((line) => indent + paint(bold, line)))
  return lines.join('\n')
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + word.length >= width) {
        lines.push(line)
        line = word
      } else {
        line = line === '' ? word : `${line} ${word}`
      }
    }
    lines.push(line)
  }
  return lines
}

function summarise({ checks }: CheckReport): string {
  const count = (outcome: CheckResult['outcome']): number => checks.filter((check) => check.outcome === outcome).length
  const [problems, warnings] = [count('problem'), count('warning')]
  const also = warnings === 0 ? '' : ` ${plural(warnings, 'warning')}.`
  if (problems === 0) return `No problem found.${also}`
  return `${plural(problems, 'problem')}.${also} Uploads fail or are not safe until ${problems === 1 ? 'it is' : 'they are'} solved.`
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
