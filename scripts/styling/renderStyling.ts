import type { PartAttributes, PartClasses, Styling, Variable } from './readStyling.ts'

/** The generated sections of docs/styling.md by their names. */
export function renderStyling({ tokens, variables, attributes, classes }: Styling): ReadonlyMap<string, string> {
  return new Map([
    ['variables', table(['Variable', 'What it is', 'Default'], tokens.map(toCells))],
    [
      'variables of parts',
      table(
        ['Part', 'Variable', 'What it is', 'Default'],
        variables.map((variable) => [variable.part ?? '', ...toCells(variable)]),
      ),
    ],
    ['attributes', attributes.map(renderAttributes).join('\n\n')],
    ['classes', renderClasses(classes)],
  ])
}

/** Puts the sections between their marks. */
export function fillSections(document: string, sections: ReadonlyMap<string, string>): string {
  return [...sections].reduce((filled, [name, section]) => {
    const begin = `<!-- ${name}: written by \`npm run styling\` -->`
    const end = `<!-- end of ${name} -->`
    const [before, rest] = filled.split(begin)
    const after = rest?.split(end)[1]
    if (before === undefined || after === undefined) throw new Error(`docs/styling.md has no marks for ${name}.`)
    return `${before}${begin}\n\n${section}\n\n${end}${after}`
  }, document)
}

function toCells({ name, text, value }: Variable): readonly string[] {
  return [code(name), text, value === undefined ? '' : code(value)]
}

function renderAttributes({ part, text, attributes }: PartAttributes): string {
  return `**${part}.** ${text}\n\n${table(
    ['Attribute', 'What it says'],
    attributes.map((attribute) => [code(attribute.name), attribute.text]),
  )}`
}

function renderClasses(classes: readonly PartClasses[]): string {
  return table(
    ['Folder', 'Classes'],
    classes.map(({ folder, classes: names }) => [code(folder), names.map(code).join(' ')]),
  )
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function code(text: string): string {
  return `\`${text}\``
}
