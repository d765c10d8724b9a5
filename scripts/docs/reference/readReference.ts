import type { Page } from '../Page.ts'
import { readEntries, readNames } from './readNames.ts'
import { renderContract } from './renderContract.ts'
import { renderErrors } from './renderErrors.ts'
import { renderSuites } from './renderSuites.ts'

/** Every page that is written from the source. `keep` takes the names that an earlier run has read. */
export async function readReference(options: { readonly keep?: boolean } = {}): Promise<readonly Page[]> {
  const names = await readNames(options)
  return [renderIndex(), renderErrors(), renderContract(), renderSuites(), ...names]
}

function renderIndex(): Page {
  const languages = readEntries().filter(({ name }) => name.startsWith('coatcheck/locales/'))
  const others = readEntries().filter((entry) => !languages.includes(entry))
  const toItem = ({ name, source }: { readonly name: string; readonly source: string }): string =>
    `- [\`${name}\`](./${source}/index.md)`
  const text = [
    '# Reference',
    'Every public name of every entry of the package, as its source describes it.',
    others.map(toItem).join('\n'),
    '## What is not code',
    [
      '- [Error codes](./errors.md): what each says to users, and when a retry helps',
      '- [CSS variables, classes and `data-*` attributes](../styling.md)',
      '- [The REST contract](./rest-contract.md) between the page and your server',
      '- [The conformance suites](./suites.md) for your own adapter or server',
    ].join('\n'),
    '## Languages',
    languages.map(toItem).join('\n'),
  ].join('\n\n')
  return { path: 'reference/index.md', title: 'Reference', text: `${text}\n`, kind: 'generated' }
}
