import { describe, expect, it } from 'vitest'
import { uploadTicketMutation } from '../../backends/glue/protocol.js'
import { startMutation } from '../../backends/foir/protocol.js'
import { pickSelected, readSelection } from './readSelection.js'

const ticket = {
  __typename: 'UploadTicket',
  id: 'upl_1',
  url: 'https://storage.example',
  headers: [{ name: 'Content-Type', value: 'text/plain', secret: true }],
  formData: null,
}

describe('readSelection', () => {
  it('reads the selection of an operation, ignoring variables and arguments', () => {
    expect(readSelection('{ file(id: "a) {b}") { id owner { name } } }')).toEqual([
      {
        name: 'file',
        fields: [
          { name: 'id', fields: [] },
          { name: 'owner', fields: [{ name: 'name', fields: [] }] },
        ],
      },
    ])
    expect(readSelection(startMutation)).toEqual([
      {
        name: 'createFileUpload',
        fields: ['uploadId', 'uploadUrl'].map((name) => ({ name, fields: [] })),
      },
    ])
  })

  it.each(['', 'query', '{ a', '{ a { b }', '{ ...Named }', 'query A($a: Int'])('refuses %j', (query) => {
    expect(() => readSelection(query)).toThrow(SyntaxError)
  })
})

describe('pickSelected', () => {
  const [asked] = readSelection(uploadTicketMutation)

  it('returns the selected fields of the matching type', () => {
    expect(pickSelected(ticket, asked?.fields ?? [])).toEqual({
      ...ticket,
      headers: [{ name: 'Content-Type', value: 'text/plain' }],
    })
    expect(pickSelected({ __typename: 'File', id: 'fil_1', name: 'a', url: 'x' }, asked?.fields ?? [])).toEqual({
      __typename: 'File',
      id: 'fil_1',
      name: 'a',
    })
  })

  it('leaves out the type if it was not selected', () => {
    const [plain] = readSelection('mutation { uploadTicket { ... on UploadTicket { id } } }')
    expect(pickSelected(ticket, plain?.fields ?? [])).toEqual({ id: 'upl_1' })
  })

  it('refuses a field that the API does not have', () => {
    const [wrong] = readSelection('mutation { uploadTicket { expires } }')
    expect(() => pickSelected(ticket, wrong?.fields ?? [])).toThrow('Cannot query field "expires".')
  })
})
