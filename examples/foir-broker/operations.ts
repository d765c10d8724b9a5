import type { Operations } from '../broker-parts/operations.ts'

const fileFields = 'id filename mimeType size url width height blurhash alt createdAt'

/** The three operations that the adapter uses. */
export const operations: Operations = {
  StartUpload: {
    field: 'createFileUpload',
    document: `mutation StartUpload($filename: String!, $mimeType: String!, $size: Int!, $folder: String, $metadata: JSON) {
      createFileUpload(filename: $filename, mimeType: $mimeType, size: $size, folder: $folder, metadata: $metadata) {
        uploadId
        uploadUrl
      }
    }`,
    variables: ['filename', 'mimeType', 'size', 'folder', 'metadata'],
    claims: ({ uploadId }) => uploadId,
  },
  FinalizeUpload: {
    field: 'confirmFileUpload',
    document: `mutation FinalizeUpload($uploadId: String!) { confirmFileUpload(uploadId: $uploadId) { ${fileFields} } }`,
    variables: ['uploadId'],
    idIn: ({ uploadId }) => uploadId,
    claims: ({ id }) => id,
    unknown: 'The upload was not found.',
  },
  GetFile: {
    field: 'file',
    document: `query GetFile($id: String!) { file(id: $id) { ${fileFields} } }`,
    variables: ['id'],
    idIn: ({ id }) => id,
    unknown: 'The file was not found.',
  },
}
