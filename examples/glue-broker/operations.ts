import type { Operations } from '../broker-parts/operations.ts'
import { isFields } from '../broker-parts/fields.ts'

/** The three operations that the adapter uses. */
export const operations: Operations = {
  UploadTicket: {
    field: 'uploadTicket',
    document: `mutation UploadTicket($input: UploadTicketInput!) {
      uploadTicket(input: $input) {
        __typename
        ... on File { id name }
        ... on UploadTicket { id url headers { name value } formData { name value } }
      }
    }`,
    variables: ['input'],
    // A file that Glue already has keeps its owner. Otherwise anyone who knows an MD5 could read the file.
    claims: ({ __typename, id }) => (__typename === 'UploadTicket' ? id : undefined),
  },
  CreateFile: {
    field: 'createFile',
    document: 'mutation CreateFile($input: CreateFileInput!) { createFile(input: $input) { id name } }',
    variables: ['input'],
    idIn: ({ input }) => (isFields(input) ? input['uploadTicketID'] : undefined),
    claims: ({ id }) => id,
    unknown: 'The upload ticket was not found.',
  },
  GetFile: {
    field: 'node',
    document: `query GetFile($id: ID!) {
      node(id: $id) {
        __typename
        ... on File { id name contentLength contentType metadata { width height blurHash } url }
      }
    }`,
    variables: ['id'],
    idIn: ({ id }) => id,
    unknown: 'The file was not found.',
  },
}
