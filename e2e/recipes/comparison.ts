import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const page = readFileSync(resolve(import.meta.dirname, '../../docs/why.md'), 'utf8')

/** The cells of each row of the tables. A bar inside code has a backslash. */
const rows = page
  .split('\n')
  .filter((line) => /^\| [^-|]/.test(line))
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll(String.raw`\|`, '|')))

/** The commands that look for a word in another package: what the page says of it, and the command. */
export const searches: readonly (readonly [claim: string, command: string])[] = rows.flatMap(
  ([, claim = '', cell = '']) => {
    const command = /^`((?:! )?grep .+)`$/.exec(cell)?.[1]
    return command ? [[claim, command] as const] : []
  },
)

/** What the quick start of each package imports, by its row in the table of weights. */
export const quickStarts: Readonly<Record<string, string>> = {
  'Active Storage, one class': "import { DirectUpload } from '@rails/activestorage'\nconsole.log(DirectUpload)\n",
  'react-dropzone, one hook, which sends nothing':
    "import { useDropzone } from 'react-dropzone'\nconsole.log(useDropzone)\n",
  'UploadThing, its dropzone':
    "import { generateUploadDropzone } from '@uploadthing/react'\nconsole.log(generateUploadDropzone)\n",
  FilePond: "import { FilePond } from 'react-filepond'\nconsole.log(FilePond)\n",
  'Uppy with its Dashboard and `@uppy/aws-s3`':
    "import Uppy from '@uppy/core'\nimport AwsS3 from '@uppy/aws-s3'\nimport Dashboard from '@uppy/react/dashboard'\n" +
    'console.log(Uppy, AwsS3, Dashboard)\n',
}

/** The kilobytes that the page states for a row. */
export function statedKb(what: string): number {
  return Number(rows.find(([, name]) => name === what)?.[2])
}
