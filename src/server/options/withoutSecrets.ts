import { scrub } from '../../errors/scrub.js'

/** An error that may be logged: its name, message and stack without URLs, signatures and tokens. */
export function withoutSecrets(thrown: unknown): Error {
  const original = thrown instanceof Error ? thrown : new Error(String(thrown))
  const error = new Error(scrub(original.message))
  error.name = original.name
  if (original.stack !== undefined) error.stack = scrubStack(original)
  return error
}

/** The lines of a stack name files, whose URLs are no secrets. The message in front of them may be. */
function scrubStack({ name, message, stack = '' }: Error): string {
  const lines = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return [`${name}: ${scrub(message)}`, ...lines].join('\n')
}
