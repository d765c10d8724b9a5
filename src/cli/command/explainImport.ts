import { withoutSecrets } from '../../server/options/withoutSecrets.js'

/** Newer versions run TypeScript by themselves. @see https://nodejs.org/api/typescript.html */
const readsTypeScript = '22.18'

const withTsx = "NODE_OPTIONS='--import tsx' npx coatcheck check …"

/** Says why a module could not be imported, and what to do. */
export function explainImport(path: string, thrown: unknown, nodeVersion: string = process.versions.node): string {
  const error = withoutSecrets(thrown)
  const code = typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, 'code') : undefined
  const isTypeScript = /\.[mc]?tsx?$/.test(path)
  switch (code) {
    case 'ERR_UNKNOWN_FILE_EXTENSION':
      return isTypeScript
        ? `Node ${nodeVersion} cannot run TypeScript, and '${path}' is TypeScript, or imports some. Use Node ${readsTypeScript} or newer. Or install tsx and run: ${withTsx}`
        : `Node cannot import '${path}' or something that it imports: ${error.message} Name a JavaScript or TypeScript file.`
    case 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX':
      return `'${path}', or something that it imports, has TypeScript that Node cannot run by leaving out the types, such as an enum. Install tsx and run: ${withTsx}`
    case 'ERR_MODULE_NOT_FOUND':
    case 'ERR_UNSUPPORTED_DIR_IMPORT':
      return `'${path}' imports something that Node does not find. ${error.message} Node needs the ending of a file ('./session.ts'), and knows no paths of tsconfig.json ('@/session'). A bundler knows both, and so does tsx: ${withTsx}`
    default:
      return `'${path}' cannot be imported. ${error.name}: ${error.message}${placeOf(error)}\nIf it lacks environment variables, name their file: --env .env`
  }
}

/** The first line of the stack in the app's own files. */
function placeOf({ stack = '' }: Error): string {
  const line = stack.split('\n').find((one) => /^\s+at /.test(one) && !/node:|node_modules/.test(one))
  return line === undefined ? '' : `\n  ${line.trim().replace('file://', '')}`
}
