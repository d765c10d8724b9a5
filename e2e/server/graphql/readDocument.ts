import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql'

/** Far more than any client of these APIs needs: the largest document of the package has fewer than 100. */
const mostTokens = 1000
const mostRootFields = 20

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
  return document
}

/** The name of the first field at the root. */
export function rootFieldOf(document: DocumentNode): string {
  const operation = document.definitions.find((definition) => definition.kind === 'OperationDefinition')
  return (operation && rootFieldsOf(document, operation)[0]?.name.value) ?? ''
}

function rootFieldsOf(document: DocumentNode, { selectionSet }: OperationDefinitionNode): readonly FieldNode[] {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === 'FragmentDefinition' ? [[definition.name.value, definition.selectionSet] as const] : [],
    ),
  )
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
