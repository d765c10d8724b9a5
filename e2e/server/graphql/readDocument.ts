import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

/** Far more than any client of these APIs needs: the largest document of the package has fewer than 100. */
const mostTokens = 1000
const mostRootFields = 20
/** With those of a fragment each time it is spread: fragments in fragments multiply. */
const mostFields = 500
/** Below the root as well: an alias has a field answered once more, a list of a hundred files with a hundred more URLs. */
const mostAliases = 20

/**
 * Parses a document, unless answering it would be too much work: each field at the root is a call of its own, and aliases
 * let a document name one thousands of times.
 * @throws {GraphQLError}
 */
export function readDocument(query: string): DocumentNode {
  const document = parse(query, { maxTokens: mostTokens, noLocation: true })
  const operations = document.definitions.filter((definition) => definition.kind === 'OperationDefinition')
  const [operation] = operations
  if (!operation || operations.length > 1) throw new GraphQLError('A document must have one operation.')
  if (rootFieldsOf(document, operation).length > mostRootFields) {
    throw new GraphQLError(`A document may have ${mostRootFields} fields at its root at the most.`)
  }
  const { fields, aliases } = weigh(document, operation)
  if (fields > mostFields) throw new GraphQLError(`A document may have ${mostFields} fields at the most.`)
  if (aliases > mostAliases) throw new GraphQLError(`A document may have ${mostAliases} aliases at the most.`)
  return document
}

/** The name of the first field at the root. */
export function rootFieldOf(document: DocumentNode): string {
  const operation = document.definitions.find((definition) => definition.kind === 'OperationDefinition')
  return (operation && rootFieldsOf(document, operation)[0]?.name.value) ?? ''
}

interface Weight {
  readonly fields: number
  readonly aliases: number
}

/** Counts what an answer would have for each object. */
function weigh(document: DocumentNode, { selectionSet }: OperationDefinitionNode): Weight {
  const fragments = fragmentsOf(document)
  const known = new Map<string, Weight>()
  const weighAll = ({ selections }: SelectionSetNode): Weight => {
    const weights = selections.map(weighOne)
    return {
      fields: weights.reduce((sum, { fields }) => sum + fields, 0),
      aliases: weights.reduce((sum, { aliases }) => sum + aliases, 0),
    }
  }
  const weighOne = (selection: SelectionNode): Weight => {
    if (selection.kind === 'FragmentSpread') return weighFragment(selection.name.value)
    const inside = selection.selectionSet ? weighAll(selection.selectionSet) : nothing
    if (selection.kind === 'InlineFragment') return inside
    return { fields: inside.fields + 1, aliases: inside.aliases + (selection.alias ? 1 : 0) }
  }
  const weighFragment = (name: string): Weight => {
    const fragment = fragments.get(name)
    const weight = known.get(name)
    if (!fragment || weight) return weight ?? nothing
    // One that spreads itself is refused when the document is validated. Here it only must end.
    known.set(name, nothing)
    known.set(name, weighAll(fragment))
    return known.get(name) ?? nothing
  }
  return weighAll(selectionSet)
}

const nothing: Weight = { fields: 0, aliases: 0 }

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, SelectionSetNode> {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === 'FragmentDefinition' ? [[definition.name.value, definition.selectionSet] as const] : [],
    ),
  )
}

function rootFieldsOf(document: DocumentNode, { selectionSet }: OperationDefinitionNode): readonly FieldNode[] {
  const fragments = fragmentsOf(document)
  // A fragment counts once, however often it is spread, because it adds no more fields.
  const seen = new Set<string>()
  const fieldsOf = ({ selections }: SelectionSetNode): readonly FieldNode[] =>
    selections.flatMap((selection) => {
      if (selection.kind === 'Field') return selection
      if (selection.kind === 'InlineFragment') return fieldsOf(selection.selectionSet)
      const { value: name } = selection.name
      const fragment = fragments.get(name)
      if (!fragment || seen.has(name)) return []
      seen.add(name)
      return fieldsOf(fragment)
    })
  return fieldsOf(selectionSet)
}
