import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** How wide a photo of {@link makePhoto} is once the app has prepared it. */
export const preparedWidth = 160

/** What an app needs before its component, for a provider with `prepare`. */
export const prepareHead: string = `import { resize } from 'coatcheck/prepare'
const prepare = resize({ longestSide: ${preparedWidth} })
`

const provider = '<UploadProvider backend={backend}'

/** The file of a template with a provider that makes pictures smaller. */
export function readPrepared(template: string, path: string): string {
  const code = readFileSync(join(import.meta.dirname, '../..', template, path), 'utf8')
  if (!code.includes(provider)) throw new Error(`${template}/${path} has no provider to change.`)
  // A directive has to stay first.
  return code
    .replace(provider, `${provider} prepare={prepare}`)
    .replace(/\n\nexport function /, `\n${prepareHead}\nexport function `)
}
