import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import MagicString from 'magic-string'
import {
  builtinHandlers,
  builtinResolvers,
  type Documentation,
  ERROR_CODES,
  makeFsImporter,
  parse,
  type PropDescriptor,
} from 'react-docgen'
import type { Plugin } from 'vite'
import { inlinePropTypes } from './inlinePropTypes.ts'

/**
 * Gives each part a description of its props, from their types and TSDoc, for Storybook's tables. It replaces
 * Storybook's own plugin, which cannot read types such as `PartProps<HTMLAttributes<HTMLElement>, OwnProps>`.
 */
export function describeProps(): Plugin {
  return {
    name: 'describe-props',
    enforce: 'pre',
    transform(source, id) {
      if (!/\/src\/react\/(parts|provider)\/.*\.tsx$/.test(id) || id.includes('.test.')) return null
      const code = new MagicString(source)
      for (const { displayName, ...documentation } of readComponents(source, id)) {
        if (!displayName || !new RegExp(`export (const|function) ${displayName}\\b`).test(source)) continue
        code.append(`\n;${displayName}.__docgenInfo = ${JSON.stringify({ displayName, ...polish(documentation) })}`)
      }
      return { code: code.toString(), map: code.generateMap({ hires: true, source: id }) }
    },
  }
}

function readComponents(source: string, filename: string): readonly Documentation[] {
  try {
    return parse(inlinePropTypes(source), {
      filename,
      resolver: new builtinResolvers.FindExportedDefinitionsResolver(),
      handlers: Object.values(builtinHandlers),
      importer,
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === ERROR_CODES.MISSING_DEFINITION) return []
    throw error
  }
}

/** Follows our own imports, which end in `.js`, and no others. */
const importer = makeFsImporter((name, folder) => {
  const base = resolve(folder, name).replace(/\.js$/, '')
  const found = name.startsWith('.') && [`${base}.ts`, `${base}.tsx`].find((path) => existsSync(path))
  if (found) return found
  throw Object.assign(new Error(`${name} is not followed.`), { code: 'MODULE_NOT_FOUND' })
})

function polish({ description = '', props = {}, ...rest }: Documentation): Documentation {
  const polished = Object.entries(props).map(([name, prop]) => [name, polishProp(prop)] as const)
  return { ...rest, description: withoutLinks(withoutTags(description)), props: Object.fromEntries(polished) }
}

/** TSDoc has the default in a tag, and react-docgen looks for it in the code. */
function polishProp({ description = '', ...prop }: PropDescriptor): PropDescriptor {
  const [, value] = /@default (.+)/.exec(description) ?? []
  return {
    ...prop,
    ...(prop.tsType && { tsType: withoutUndefined(prop.tsType) }),
    description: withoutLinks(withoutTags(description)),
    ...(value !== undefined && { defaultValue: { value, computed: false } }),
  }
}

type TsType = NonNullable<PropDescriptor['tsType']>

/** All optional props may be `undefined`: saying so would only hide that a switch is a boolean. */
function withoutUndefined(type: TsType): TsType {
  if (!('elements' in type) || type.name !== 'union') return type
  const elements = type.elements.filter(({ name }) => name !== 'undefined' && name !== 'void')
  const [only] = elements
  if (elements.length === 1 && only) return only.name === 'unknown' ? { name: type.raw ?? '' } : only
  return { ...type, elements, raw: type.raw.replace(/\s*\| undefined\b(?!\))/g, '') }
}

function withoutTags(text: string): string {
  return text.replace(/(?:^|\s)@(?:default|example|throws|see|deprecated)\b[\s\S]*/, '').trim()
}

function withoutLinks(text: string): string {
  return text.replaceAll(/\{@link (.+?)\}/g, '`$1`')
}
