import { parseArgs } from 'node:util'
import { nearestName } from '../../shared/options/nearestName.js'
import { Misuse } from './Misuse.js'

export type Command =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'check'
      /** As it was typed. */
      readonly path: string
      readonly origins: readonly string[]
      /** undefined: `uploads`, or else `default` */
      readonly exportName: string | undefined
      readonly envFiles: readonly string[]
      readonly isJson: boolean
    }

const options = {
  origin: { type: 'string', multiple: true, default: [] as string[] },
  export: { type: 'string' },
  // Node takes --env-file for itself, wherever it stands.
  env: { type: 'string', multiple: true, default: [] as string[] },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

const hint = 'See npx coatcheck --help.'

/** @throws {Misuse} if the arguments make no command */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args)
  const [name, path, ...rest] = positionals
  if (values.help || (name === undefined && args.length === 0)) return { kind: 'help' }
  if (name !== 'check') {
    throw new Misuse(name === undefined ? `A command is missing. ${hint}` : `There is no command '${name}'. ${hint}`)
  }
  if (path === undefined) throw new Misuse(`Name the module that exports the uploads, such as ./uploads.ts. ${hint}`)
  if (rest.length > 0) throw new Misuse(`There can be only one module, but '${rest[0]}' is named as well. ${hint}`)
  return {
    kind: 'check',
    path,
    origins: [...new Set(values.origin.map(readOrigin))],
    exportName: values.export,
    envFiles: values.env,
    isJson: values.json,
  }
}

function parse(
  args: readonly string[],
): ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    // The message names the option, and what node:util advises about a path that begins with a dash is of no use here.
    const [, name] = /'--?([\w-]+)/.exec(error instanceof Error ? error.message : '') ?? []
    const nearest = name === undefined ? undefined : nearestName(name, Object.keys(options))
    if (name !== undefined && Object.hasOwn(options, name)) {
      throw new Misuse(`The option --${name} ${isFlag(name) ? 'takes no value' : 'needs a value'}. ${hint}`)
    }
    throw new Misuse(`There is no option '${name ?? ''}'. ${nearest ? `Did you mean --${nearest}? ` : ''}${hint}`)
  }
}

function isFlag(name: string): boolean {
  return options[name as keyof typeof options].type === 'boolean'
}

/** @throws {Misuse} unless it is an origin; a slash at its end is forgiven */
function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href
  if (isOrigin) return url.origin
  throw new Misuse(`--origin must be an origin such as https://app.example, without a path; it is '${text}'.`)
}
