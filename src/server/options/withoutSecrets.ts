import { scrub } from '../../errors/scrub.js'

/** What a server meets besides: JSON Web Tokens without a name in front of them, and both halves of an AWS key. */
const tokens = /\beyJ[\w-]{6,4000}\.[\w-]{1,4000}\.?[\w-]*|\b(?:AKIA|ASIA)[A-Z0-9]{12,40}\b/g
const accessKeys = /(secret[_-]?access[_-]?key\\?["']?\s{0,9}[:=]\s{0,9}\\?["']?)[^\s"'\\,;}]+/gi

function scrubLog(text: string): string {
  return scrub(text).replace(tokens, '[secret]').replace(accessKeys, '$1[secret]')
}

/** An error that may be logged: its name, message and stack without URLs, signatures and tokens. */
export function withoutSecrets(thrown: unknown): Error {
  const original = thrown instanceof Error ? thrown : new Error(String(thrown))
  const error = new Error(scrubLog(original.message))
  error.name = original.name
  if (original.stack !== undefined) error.stack = scrubStack(original)
  return error
}

/** The lines of a stack name files, whose URLs are no secrets. The message in front of them may be. */
function scrubStack({ name, message, stack = '' }: Error): string {
  const lines = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return [`${name}: ${scrubLog(message)}`, ...lines].join('\n')
}
